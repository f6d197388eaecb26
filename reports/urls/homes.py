"""Addresses of the homes of schools, trusts and authorities, and of the tracker."""

from django.urls import URLPattern, path

from reports.views import homes, homes_bodies, tracker

urlpatterns: list[URLPattern] = [
    path("", homes.school_home, name="school-home"),
    path("now/", homes.school_now, name="school-now"),
    path("tracker/", tracker.tracker, name="tracker"),
]
trusts: list[URLPattern] = [path("", homes_bodies.trust_home, name="trust-home")]
authorities: list[URLPattern] = [
    path("", homes_bodies.authority_home, name="authority-home"),
]
