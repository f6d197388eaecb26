"""The front desk: who came late, who left early, by which transport."""

from django.db import models
from django.db.models import Q

from core.models import PeriodModel
from register.models.suggestion import Suggestion
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
    """A pupil who came after the register had opened, as the desk wrote it down.

    A mistake is withdrawn with its reason, and the right arrival is another row. Without
    a code the pupil came between two registers, and the next one asks for them.
    """

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="arrivals")
    slot = models.IntegerField()
    arrived_at = models.DateTimeField()
    minutes_late = models.SmallIntegerField()
    code = models.CharField(max_length=2, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    came_with = models.CharField(max_length=120, blank=True)
    run = models.ForeignKey(TransportRun, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_reason = models.CharField(max_length=200, blank=True, db_default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "slot"],
                condition=Q(withdrawn_at__isnull=True),
                name="a_pupil_arrives_once_in_a_session",
            ),
            models.CheckConstraint(
                name="arrival_withdrawn_at_and_by",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | (
                    Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                    & ~Q(withdrawn_reason="")
                ),
            ),
        ]
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
    # When the pupil is expected back, where that is today.
    expected_at = models.DateTimeField(null=True)
    # What the register that opens meanwhile is told.
    suggestion = models.ForeignKey(
        Suggestion, models.PROTECT, null=True, related_name="+"
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
