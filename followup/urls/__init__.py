"""Addresses of the absence day, under one school; a parent's link stands alone."""

from followup.urls import absence

urlpatterns = [*absence.urlpatterns]
