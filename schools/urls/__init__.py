"""Addresses of pupils, people and the school's own arrangements, under one school."""

from schools.urls import alerts, imports, manage, pupils, supply
from schools.urls.papers import papers_of

urlpatterns = [
    *pupils.urlpatterns,
    *manage.urlpatterns,
    *papers_of("school", "school/"),
    *alerts.urlpatterns,
    *imports.patterns("school"),
    *supply.urlpatterns,
]
