"""Addresses of the times at which registers open and close."""

from django.urls import path

from register.views import times

urlpatterns = [
    path("school/times/", times.times, name="times"),
    path("school/times/set/", times.set_for_school, name="times-set"),
    path("school/times/set/<int:group>/", times.set_for_group, name="times-set-group"),
]
