"""Addresses of closing without warning."""

from django.urls import path

from register.views import shut

urlpatterns = [
    path("shut/", shut.shut, name="shut"),
    path("shut/<int:shut>/undo/", shut.undo, name="shut-undo"),
]
