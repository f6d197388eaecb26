"""Addresses of trips and of their lists."""

from django.urls import path

from register.views import trip, trip_list

urlpatterns = [
    path("trips/", trip.trips, name="trips"),
    path("trips/plan/", trip.plan, name="trip-plan"),
    path("trips/<int:trip>/", trip.trip, name="trip"),
    path("trips/<int:trip>/add/", trip.add, name="trip-add"),
    path("trips/<int:trip>/cancel/", trip.cancel, name="trip-cancel"),
    path("trips/<int:trip>/list/", trip_list.trip_list, name="trip-list"),
    path("trips/<int:trip>/paper/", trip_list.paper, name="trip-paper"),
    path(
        "trips/<int:trip>/places/<int:place>/take-off/",
        trip_list.take_off,
        name="trip-take-off",
    ),
]
