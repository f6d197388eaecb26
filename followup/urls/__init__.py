"""Addresses of the absence day, under one school; a parent's link stands alone."""

from followup.urls import absence, n_codes

urlpatterns = [*absence.urlpatterns, *n_codes.urlpatterns]
