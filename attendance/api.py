"""Addresses of the interface for other programs, and its OpenAPI description."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.permissions import AllowAny

urlpatterns = [
    # The description names no school and no person, so nobody need sign in to read it.
    path(
        "schema/",
        SpectacularAPIView.as_view(permission_classes=[AllowAny]),
        name="api-schema",
    ),
    path("v1/schools/<slug:school>/", include("letters.urls.api")),
    path("v1/schools/<slug:school>/", include("register.urls.api")),
    path("v1/schools/<slug:school>/", include("schools.urls.api")),
]
