"""Addresses of passes for supply teachers, under one school."""

from django.urls import path

from schools.views import supply

urlpatterns = [
    path("supply/", supply.supply, name="supply"),
    path("supply/<int:number>/withdraw/", supply.withdraw, name="supply-withdraw"),
]
