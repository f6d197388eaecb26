"""What is known about a pupil's session before anyone has marked it."""

from django.db import models
from django.db.models import Q

from schools.models import Body, Enrolment, Membership


class Suggestion(models.Model):
    """A code that somebody's word suggests for some sessions; never itself a mark.

    Stands beside the name with its source until a person takes it or marks otherwise.
    """

    class Source(models.TextChoices):
        """Where the word came from."""

        PARENT = "parent", "Parent told us"
        LEAVE = "leave", "Leave granted"
        TRIP = "trip", "Trip or visit"
        APPOINTMENT = "appointment", "Appointment"
        OTHER_SCHOOL = "other_school", "Other school's day"
        TIMETABLE = "timetable", "Agreed timetable"
        OBSERVANCE = "observance", "Religious observance"
        STUDY = "study", "Study leave"
        PROVIDER = "provider", "Provision elsewhere"
        TRAVEL = "travel", "Travels for work"
        SUSPENSION = "suspension", "Suspended"
        LICENCE = "licence", "Licensed performance"
        TRANSPORT = "transport", "School transport"

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="suggestions")
    first_slot = models.IntegerField()
    last_slot = models.IntegerField()
    code = models.CharField(max_length=2)
    source = models.CharField(max_length=12, choices=Source.choices)
    words = models.CharField(
        max_length=200, help_text="Who said what: Mother telephoned, a cold."
    )
    nature = models.CharField(max_length=200, blank=True)
    # Which sessions of a week: bit 2 * weekday + session; every one where null.
    sessions = models.SmallIntegerField(null=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="suggestion_in_order",
                condition=Q(last_slot__gte=models.F("first_slot")),
            ),
            models.CheckConstraint(
                name="suggestion_withdrawn_at_and_by",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["enrolment", "last_slot"], name="suggestion_of_pupil")
        ]
