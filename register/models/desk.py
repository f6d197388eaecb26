"""The front desk: who came late, who left early, by which transport."""

from django.db import models
from django.db.models import Q

from core.models import PeriodModel
from schools.models import Adult, Body, Enrolment, Membership


class TransportRun(PeriodModel):
    """A taxi or bus of the authority that brings the same pupils each day."""

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    operator = models.CharField(max_length=120, blank=True)
    telephone = models.CharField(max_length=20, blank=True)

    class Meta(PeriodModel.Meta):
        ordering = ["name"]


class RunPlace(PeriodModel):
    """A pupil's place on a run."""

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    run = models.ForeignKey(TransportRun, models.PROTECT, related_name="places")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="runs")


class Arrival(models.Model):
    """A pupil who came after the register had opened, as the desk wrote it down."""

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="arrivals")
    slot = models.IntegerField()
    arrived_at = models.DateTimeField()
    minutes_late = models.SmallIntegerField()
    code = models.CharField(max_length=2)
    reason = models.CharField(max_length=200, blank=True)
    came_with = models.CharField(max_length=120, blank=True)
    run = models.ForeignKey(TransportRun, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["school", "slot"], name="arrivals_by_slot"),
            models.Index(fields=["enrolment", "slot"], name="arrivals_of_pupil"),
        ]


class Departure(models.Model):
    """A pupil who left before the end of the day, or was not allowed to.

    Collected by an adult on the record; anyone else is refused, and that is kept too.
    """

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="departures")
    slot = models.IntegerField()
    left_at = models.DateTimeField()
    reason = models.CharField(max_length=200)
    collected_by = models.ForeignKey(Adult, models.PROTECT, null=True, related_name="+")
    # Someone not on the record, whom the desk turned away; or the pupil, alone.
    collector = models.CharField(max_length=120, blank=True)
    is_refused = models.BooleanField(default=False)
    refusal = models.CharField(max_length=200, blank=True)
    authorised_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )
    returned_at = models.DateTimeField(null=True)
    returned_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="departure_returned_at_and_by",
                condition=Q(returned_at__isnull=True, returned_by__isnull=True)
                | Q(returned_at__isnull=False, returned_by__isnull=False),
            ),
            models.CheckConstraint(
                name="a_refused_departure_says_why",
                condition=Q(is_refused=False) | ~Q(refusal=""),
            ),
        ]
        indexes = [
            models.Index(fields=["school", "slot"], name="departures_by_slot"),
            models.Index(fields=["enrolment", "slot"], name="departures_of_pupil"),
        ]
