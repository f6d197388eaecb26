"""Addresses of homes, figures and pupil pages, under one school."""

from reports.urls import exports, figures, homes, pupils

urlpatterns = [
    *exports.urlpatterns,
    *homes.urlpatterns,
    *figures.urlpatterns,
    *pupils.urlpatterns,
]
