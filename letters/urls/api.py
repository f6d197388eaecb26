"""Addresses of letters for other programs, under one school of `/api/v1/`."""

from django.urls import path

from letters.api import letters

urlpatterns = [path("letters/", letters.letter_list, name="api-letters")]
