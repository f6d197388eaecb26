"""Addresses of what is removed when its time is over."""

from django.urls import path

from register.views import retention

urlpatterns = [
    path("school/retention/", retention.retention, name="retention"),
    path("school/retention/look/", retention.look_now, name="retention-look"),
    path(
        "school/retention/<int:disposal>/approve/",
        retention.approve,
        name="retention-approve",
    ),
]
