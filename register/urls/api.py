"""Addresses of registers for other programs, under one school of `/api/v1/`."""

from django.urls import path

from register.api import registers

_REGISTER = "registers/<int:group>/<str:day>/<str:session>"

urlpatterns = [
    path("registers/", registers.registers, name="api-registers"),
    path(f"{_REGISTER}/", registers.register, name="api-register"),
    path(f"{_REGISTER}/marks/", registers.marks, name="api-marks"),
    path(f"{_REGISTER}/ledger/", registers.ledger, name="api-ledger"),
]
