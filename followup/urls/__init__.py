"""Addresses of the absence day, under one school; a parent's link stands alone."""

from followup.urls import absence, back, n_codes, safe_and_well, safeguarding

urlpatterns = [
    *absence.urlpatterns,
    *n_codes.urlpatterns,
    *safe_and_well.urlpatterns,
    *safeguarding.urlpatterns,
    *back.urlpatterns,
]
