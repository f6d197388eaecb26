"""Addresses of pupils, people and the school's own arrangements, under one school."""

from schools.urls import imports, manage, pupils

urlpatterns = [
    *pupils.urlpatterns,
    *manage.urlpatterns,
    *imports.patterns("school"),
]
