"""Where people are inside a session: roll calls, lessons, pupils who are not found."""

from django.db import models
from django.db.models import Q

from schools.models import Body, Enrolment, Membership


class OnSite(models.Model):
    """A visitor or a member of staff who signed in at the desk."""

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    member = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120)
    organisation = models.CharField(max_length=120, blank=True)
    host = models.CharField(max_length=120, blank=True)
    arrived_at = models.DateTimeField()
    arrived_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    left_at = models.DateTimeField(null=True)
    left_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "people on site"
        constraints = [
            models.CheckConstraint(
                name="on_site_left_at_and_by",
                condition=Q(left_at__isnull=True, left_by__isnull=True)
                | Q(left_at__isnull=False, left_by__isnull=False),
            )
        ]
        indexes = [models.Index(fields=["school", "-arrived_at"], name="on_site")]


class RollCall(models.Model):
    """A fire drill or an evacuation: everybody is unknown until a marshal saw them."""

    school = models.ForeignKey(Body, models.PROTECT, related_name="roll_calls")
    is_drill = models.BooleanField(default=True)
    # Who was expected, as the register and the desk had it when it began.
    expected = models.JSONField()
    words = models.CharField(max_length=200, blank=True)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.CheckConstraint(
                name="roll_call_ended_at_and_by",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["school"],
                condition=Q(ended_at__isnull=True),
                name="one_roll_call_at_a_time",
            ),
        ]


class RollCallTick(models.Model):
    """One marshal's word on one person; sent again after a lost answer it is one row."""

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    roll_call = models.ForeignKey(RollCall, models.PROTECT, related_name="ticks")
    # Made on the device, so that a queue without a network may be sent twice.
    key = models.UUIDField()
    # "pupil:12", "staff:4", "visitor:7", as `RollCall.expected` names them.
    who = models.CharField(max_length=24)
    is_safe = models.BooleanField()
    ticked_at = models.DateTimeField()
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["roll_call", "key"], name="a_tick_is_kept_once"
            )
        ]


class LessonCheck(models.Model):
    """A pupil of a lesson who was or was not in it (policy 002 A1 s3)."""

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(
        Enrolment, models.PROTECT, related_name="lesson_checks"
    )
    day = models.DateField()
    lesson = models.CharField(max_length=60)
    is_there = models.BooleanField()
    checked_at = models.DateTimeField()
    checked_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "day", "lesson"], name="one_check_of_a_lesson"
            )
        ]
        indexes = [models.Index(fields=["school", "day"], name="lessons_by_day")]


class NotFound(models.Model):
    """A pupil who was present at registration and is not where they should be.

    The mark of the session stands (reg 10 asks who was there when it was taken); the
    office and the safeguarding lead are alerted at once.
    """

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="not_found")
    last_seen = models.CharField(max_length=200)
    noticed_at = models.DateTimeField()
    noticed_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    found_at = models.DateTimeField(null=True)
    found_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )
    found_where = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name_plural = "pupils not found"
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=Q(found_at__isnull=True),
                name="a_pupil_is_searched_for_once",
            ),
            models.CheckConstraint(
                name="found_at_and_by",
                condition=Q(found_at__isnull=True, found_by__isnull=True)
                | Q(found_at__isnull=False, found_by__isnull=False),
            ),
        ]
