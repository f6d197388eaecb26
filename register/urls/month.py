"""Addresses of the month of a class and of a pupil."""

from django.urls import path

from register.views import month

urlpatterns = [
    path(
        "groups/<int:group>/month/<str:month>/", month.group_month, name="group-month"
    ),
    path(
        "pupils/<int:pupil>/month/<str:month>/", month.pupil_month, name="pupil-month"
    ),
]
