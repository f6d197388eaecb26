"""Addresses of what staff must see at once."""

from django.urls import path

from schools.views import alerts

urlpatterns = [
    path("alerts/", alerts.alerts, name="alerts"),
    path("alerts/new", alerts.bar, name="alerts-new"),
    path("alerts/<int:alert>/seen/", alerts.seen, name="alert-seen"),
]
