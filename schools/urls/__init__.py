"""Addresses of pupils, people and the school's own arrangements, under one school."""

from schools.urls import manage, pupils

urlpatterns = [*pupils.urlpatterns, *manage.urlpatterns]
