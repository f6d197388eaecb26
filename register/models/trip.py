"""Trips and visits: a list of pupils across classes with somebody who leads it."""

from django.db import models
from django.db.models import Q

from register.models.suggestion import Suggestion
from schools.models import Body, Enrolment, Membership


class Trip(models.Model):
    """A visit that the school leads; its leader ticks the list on a phone."""

    school = models.ForeignKey(Body, models.PROTECT, related_name="trips")
    name = models.CharField(max_length=120)
    place = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=2, default="V")
    nature = models.CharField(max_length=200)
    first_slot = models.IntegerField()
    last_slot = models.IntegerField()
    leaves_at = models.TimeField(null=True)
    returns_at = models.TimeField(null=True)
    leader = models.ForeignKey(Membership, models.PROTECT, related_name="trips")
    emergency_phone = models.CharField(max_length=20, blank=True)
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["first_slot", "name"]
        constraints = [
            models.CheckConstraint(
                name="trip_in_order",
                condition=Q(last_slot__gte=models.F("first_slot")),
            ),
            models.CheckConstraint(
                name="trip_cancelled_at_and_by",
                condition=Q(cancelled_at__isnull=True, cancelled_by__isnull=True)
                | Q(cancelled_at__isnull=False, cancelled_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["school", "last_slot"], name="trips_by_slot")]


class TripPlace(models.Model):
    """A pupil on the list of a trip."""

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    trip = models.ForeignKey(Trip, models.PROTECT, related_name="places")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="trips")
    suggestion = models.ForeignKey(
        Suggestion, models.PROTECT, null=True, related_name="+"
    )
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["trip", "enrolment"], name="a_pupil_is_once_on_a_trip"
            ),
            models.CheckConstraint(
                name="trip_place_removed_at_and_by",
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
            ),
        ]
