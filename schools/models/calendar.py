"""When a school is open, and when its registers are."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models.functions import Coalesce

from core.models import PeriodModel
from core.models.period import valid_days
from schools.models.body import Body
from schools.models.group import RegistrationGroup

SESSIONS = [(0, "Morning"), (1, "Afternoon")]


class HalfTerm(PeriodModel):
    """Half a term, from its first day to the day after its last."""

    class Term(models.TextChoices):
        """The three terms of a school year."""

        AUTUMN = "autumn", "Autumn"
        SPRING = "spring", "Spring"
        SUMMER = "summer", "Summer"

    school = models.ForeignKey(Body, models.PROTECT, related_name="half_terms")
    term = models.CharField(max_length=6, choices=Term.choices)
    half = models.SmallIntegerField(choices=[(1, "First half"), (2, "Second half")])

    class Meta(PeriodModel.Meta):
        ordering = ["starts_on"]
        constraints = [
            *PeriodModel.Meta.constraints,
            models.CheckConstraint(
                name="half_term_ends", condition=models.Q(ends_on__isnull=False)
            ),
            ExclusionConstraint(
                name="one_half_term_at_a_time",
                expressions=[
                    ("school", RangeOperators.EQUAL),
                    (valid_days(), RangeOperators.OVERLAPS),
                ],
            ),
        ]


class Closure(PeriodModel):
    """Days inside a half term on which the school is closed, planned or not."""

    class Kind(models.TextChoices):
        """Why the school is closed; all but the last are known beforehand (code #)."""

        BANK_HOLIDAY = "bank_holiday", "Bank holiday"
        STAFF_DAY = "staff_day", "Staff day"
        CLOSURE = "closure", "Planned closure"
        UNEXPECTED = "unexpected", "Closed without warning"

    school = models.ForeignKey(Body, models.PROTECT, related_name="closures")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(max_length=80)
    session = models.SmallIntegerField(null=True, blank=True, choices=SESSIONS)

    class Meta(PeriodModel.Meta):
        ordering = ["starts_on"]
        constraints = [
            *PeriodModel.Meta.constraints,
            models.CheckConstraint(
                name="closure_ends", condition=models.Q(ends_on__isnull=False)
            ),
        ]


class SessionTime(PeriodModel):
    """When a session begins and its register opens and closes.

    For one group or, without one, for every group that has none of its own. An
    exception is for a day or a few, and stands before the usual times.
    """

    school = models.ForeignKey(Body, models.PROTECT, related_name="session_times")
    group = models.ForeignKey(
        RegistrationGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="session_times",
    )
    session = models.SmallIntegerField(choices=SESSIONS)
    opens = models.TimeField()
    closes = models.TimeField()
    ends = models.TimeField(help_text="When the session itself is over.")
    # Of the school's day as families read it (policy 000 s4.1); no register needs them.
    gates_open = models.TimeField(null=True, blank=True)
    lessons_begin = models.TimeField(null=True, blank=True)
    is_exception = models.BooleanField(default=False)

    class Meta(PeriodModel.Meta):
        constraints = [
            *PeriodModel.Meta.constraints,
            models.CheckConstraint(
                name="register_closes_after_it_opens",
                condition=models.Q(closes__gt=models.F("opens"))
                & models.Q(ends__gte=models.F("closes")),
            ),
            ExclusionConstraint(
                name="one_time_of_a_session",
                expressions=[
                    ("school", RangeOperators.EQUAL),
                    (Coalesce("group", 0), RangeOperators.EQUAL),
                    ("session", RangeOperators.EQUAL),
                    (
                        models.functions.Cast("is_exception", models.IntegerField()),
                        RangeOperators.EQUAL,
                    ),
                    (valid_days(), RangeOperators.OVERLAPS),
                ],
            ),
        ]
