"""Addresses of registers, under one school."""

from register.urls import board, ledger, retention, shut, taking, times

urlpatterns = [
    *taking.urlpatterns,
    *board.urlpatterns,
    *ledger.urlpatterns,
    *times.urlpatterns,
    *shut.urlpatterns,
    *retention.urlpatterns,
]
