"""Addresses of the board, of asking for a register, of opening one and taking it back."""

from django.urls import path

from register.views import board, read_out, reopen

_REGISTER = "registers/<int:group>/<str:day>/<str:session>"

urlpatterns = [
    path("registers/", board.board, name="board"),
    path(f"{_REGISTER}/ask/", board.nudge, name="nudge"),
    path(f"{_REGISTER}/reopen/", reopen.reopen, name="reopen"),
    path(f"{_REGISTER}/read-out/", read_out.read_out, name="read-out"),
    path(f"{_REGISTER}/withdraw/", reopen.withdraw, name="withdraw"),
]
