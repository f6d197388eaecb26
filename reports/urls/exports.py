"""The address from which data is taken out."""

from django.urls import URLPattern, path

from reports.views import exports

urlpatterns: list[URLPattern] = [
    path("school/exports/", exports.exports, name="exports"),
]
