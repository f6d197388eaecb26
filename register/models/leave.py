"""Leave of absence: what a family asked for and what the head decided."""

from django.db import models
from django.db.models import F, Q

from register.models.suggestion import Suggestion
from schools.models import Adult, Body, Enrolment, Membership


class LeaveRequest(models.Model):
    """One form for up to three pupils of a family (policies 000 App2 and 002 A1 s6)."""

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    first_day = models.DateField()
    last_day = models.DateField()
    reason = models.TextField()
    address_away = models.TextField(blank=True)
    contact_away_name = models.CharField(max_length=120, blank=True)
    contact_away_phone = models.CharField(max_length=16, blank=True)
    is_abroad = models.BooleanField(default=False)
    travel_evidence = models.TextField(
        blank=True, help_text="What was shown: booking, flights, when they were booked."
    )
    # Whoever asked; a second parent may have signed too and never has to.
    asked_by = models.ForeignKey(Adult, models.PROTECT, related_name="leave_requests")
    second_parent = models.ForeignKey(
        Adult, models.PROTECT, null=True, blank=True, related_name="+"
    )
    knows_of_notices = models.BooleanField(
        default=False, help_text="The parent read what unauthorised leave can lead to."
    )
    asked_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-asked_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="leave_in_order", condition=Q(last_day__gte=F("first_day"))
            ),
            models.CheckConstraint(
                name="leave_withdrawn_at_and_by",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["school", "-asked_on"], name="leave_of_school")]


class LeavePupil(models.Model):
    """One pupil of a request: each is considered and decided alone (reg 11)."""

    class Decision(models.TextChoices):
        """What the head decided."""

        GRANTED = "granted", "Granted"
        PART = "part", "Granted in part"
        REFUSED = "refused", "Refused"

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    request = models.ForeignKey(LeaveRequest, models.PROTECT, related_name="pupils")
    enrolment = models.ForeignKey(
        Enrolment, models.PROTECT, related_name="leave_requests"
    )
    decision = models.CharField(max_length=8, choices=Decision.choices, blank=True)
    # The lawful ground (`register.codes`): one of the five of regulation 11.
    ground = models.CharField(max_length=20, blank=True)
    code = models.CharField(max_length=2, blank=True)
    # What the ground asks for, as it was shown: a licence, an invitation, a timetable.
    shown = models.CharField(max_length=200, blank=True)
    granted_first_day = models.DateField(null=True)
    granted_last_day = models.DateField(null=True)
    reasons = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )
    suggestion = models.ForeignKey(
        Suggestion, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "enrolment"], name="a_pupil_is_once_on_a_form"
            ),
            models.CheckConstraint(
                name="leave_decided_at_and_by",
                condition=Q(decision="", decided_at__isnull=True, decided_by=None)
                | (
                    ~Q(decision="")
                    & Q(decided_at__isnull=False, decided_by__isnull=False)
                ),
            ),
        ]
