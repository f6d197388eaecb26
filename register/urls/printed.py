"""Addresses of printed registers."""

from django.urls import path

from register.views import printed

urlpatterns = [
    path("groups/<int:group>/printed/", printed.printed, name="printed"),
]
