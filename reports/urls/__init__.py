"""Addresses of homes, figures and pupil pages, under one school."""

from reports.urls import figures, homes, pupils

urlpatterns = [*homes.urlpatterns, *figures.urlpatterns, *pupils.urlpatterns]
