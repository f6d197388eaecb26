"""The address of a pupil's page."""

from django.urls import URLPattern, path

from reports.views import pupil

urlpatterns: list[URLPattern] = [
    path("pupils/<int:pupil>/", pupil.pupil_page, name="pupil"),
]
