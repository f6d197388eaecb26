"""What is agreed for a pupil beforehand: appointments, timetables, provision elsewhere."""

from django.db import models
from django.db.models import Q

from core.models import PeriodModel
from register.models.suggestion import Suggestion
from schools.models import Body, Enrolment, Membership


class Provider(PeriodModel):
    """A place other than the school where its pupils are taught or trained."""

    school = models.ForeignKey(Body, models.PROTECT, related_name="providers")
    name = models.CharField(max_length=120)
    address = models.TextField(blank=True)
    contact_name = models.CharField(max_length=120, blank=True)
    telephone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    # A registered school keeps a register of its own; others send their word.
    is_school = models.BooleanField(default=False)

    class Meta(PeriodModel.Meta):
        ordering = ["name"]


class Arrangement(PeriodModel):
    """An agreement about some of a pupil's sessions; what it means is suggested only.

    Its effect on the register is the one suggestion that it made; ending it ends that.
    """

    class Kind(models.TextChoices):
        """What was agreed; the code and what must be said hang on it."""

        APPOINTMENT = "appointment", "Medical or dental appointment"
        OBSERVANCE = "observance", "Religious observance"
        STUDY_LEAVE = "study_leave", "Study leave"
        PART_TIME = "part_time", "Part-time timetable"
        HALF_DAYS = "half_days", "Nursery half days"
        OFF_SITE = "off_site", "Provision elsewhere"
        DUAL = "dual", "Registered at two schools"
        TRAVEL = "travel", "Family travels for work"
        STAGGERED = "staggered", "Staggered start"
        SUSPENSION = "suspension", "Suspension"
        EXCLUSION = "exclusion", "Permanent exclusion"
        PERFORMANCE = "performance", "Performance or employment licensed"

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(
        Enrolment, models.PROTECT, related_name="arrangements"
    )
    kind = models.CharField(max_length=12, choices=Kind.choices)
    code = models.CharField(max_length=2)
    nature = models.CharField(max_length=200, blank=True)
    # Which sessions of a week: bit 2 * weekday + session; every one where null.
    sessions = models.SmallIntegerField(null=True)
    provider = models.ForeignKey(
        Provider, models.PROTECT, null=True, related_name="arrangements"
    )
    leaves_at = models.TimeField(null=True)
    returns_at = models.TimeField(null=True)
    # Why, agreed with whom, when it is looked at again; kinds ask for what they need.
    reason = models.TextField(blank=True)
    agreed_with = models.CharField(max_length=200, blank=True)
    agreed_on = models.DateField(null=True)
    review_on = models.DateField(null=True)
    # What only one kind asks for: the body that sets a day apart, the plan's aims …
    details = models.JSONField(default=dict)
    suggestion = models.ForeignKey(
        Suggestion, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )
    ended_reason = models.CharField(max_length=200, blank=True)

    class Meta(PeriodModel.Meta):
        ordering = ["starts_on", "id"]
        constraints = [
            *PeriodModel.Meta.constraints,
            models.CheckConstraint(
                name="arrangement_ended_at_and_by",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["school", "kind", "starts_on"], name="arrangements_of_kind"
            )
        ]


class Confirmation(models.Model):
    """A provider's word that a pupil was there for a session, or was not.

    B and D say that the pupil attends: the school must know it each day (WTISA 2024 on
    attending other provision); without a word the pupil is nobody's.
    """

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    arrangement = models.ForeignKey(
        Arrangement, models.PROTECT, related_name="confirmations"
    )
    slot = models.IntegerField()
    is_present = models.BooleanField()
    said_by = models.CharField(max_length=120)
    words = models.CharField(max_length=200, blank=True)
    confirmed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["slot", "id"]
        indexes = [models.Index(fields=["school", "slot"], name="confirmed_by_slot")]
