"""Addresses of registers, under one school."""

from register.urls import board, ledger, taking, times

urlpatterns = [
    *taking.urlpatterns,
    *board.urlpatterns,
    *ledger.urlpatterns,
    *times.urlpatterns,
]
