"""Addresses of pupils for other programs, under one school."""

from django.urls import path

from schools.api import pupils

urlpatterns = [
    path("pupils/", pupils.pupil_list, name="api-pupils"),
    path("pupils/<int:pupil>/", pupils.pupil_detail, name="api-pupil"),
]
