"""Addresses of a school's home and of the tracker."""

from django.urls import URLPattern, path

from reports.views import homes, tracker

urlpatterns: list[URLPattern] = [
    path("", homes.school_home, name="school-home"),
    path("tracker/", tracker.tracker, name="tracker"),
]
