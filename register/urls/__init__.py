"""Addresses of registers, under one school."""

from register.urls import (
    board,
    desk,
    leave,
    ledger,
    month,
    printed,
    recording,
    retention,
    shut,
    taking,
    times,
    trip,
    whereabouts,
)

urlpatterns = [
    *taking.urlpatterns,
    *board.urlpatterns,
    *ledger.urlpatterns,
    *times.urlpatterns,
    *shut.urlpatterns,
    *month.urlpatterns,
    *printed.urlpatterns,
    *trip.urlpatterns,
    *retention.urlpatterns,
    *recording.urlpatterns,
    *desk.urlpatterns,
    *whereabouts.urlpatterns,
    *leave.urlpatterns,
]
