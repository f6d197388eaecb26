"""Addresses of what a trust chooses."""

from django.urls import path

from schools.urls.papers import papers_of
from schools.views.manage import settings

urlpatterns = [
    path("settings/", settings.settings_page, name="trust-settings"),
    path("settings/<slug:key>/", settings.choose, name="trust-setting"),
    *papers_of("trust"),
]
