"""What is due on which day of an absence, and what fell due of it."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from core.models import PeriodModel
from core.models.period import valid_days
from followup.codes.steps import StepKind, Whom
from followup.models.pairs import said, words_of
from followup.models.spell import AbsenceSpell
from followup.states import StepEnd
from schools.models import Body, Membership
from schools.states import Role


class Ladder(PeriodModel):
    """A body's table of steps, for a time; ended, never edited.

    Policy and no secret, so the table has no row-level security. The ready ones are the
    nation's; a school, a trust or an authority chooses one, or writes its own.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="ladders")
    key = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=200)

    class Meta(PeriodModel.Meta):
        constraints = [
            *PeriodModel.Meta.constraints,
            ExclusionConstraint(
                name="one_ladder_of_a_key_at_a_time",
                expressions=[
                    ("body", RangeOperators.EQUAL),
                    ("key", RangeOperators.EQUAL),
                    (valid_days(), RangeOperators.OVERLAPS),
                ],
            ),
        ]


class LadderStep(models.Model):
    """What is due, on which days, for whom, and who sees to it."""

    ladder = models.ForeignKey(Ladder, models.PROTECT, related_name="steps")
    order = models.SmallIntegerField()
    first_day = models.SmallIntegerField()
    # The last day by which, or up to which each day, it is due.
    last_day = models.SmallIntegerField()
    is_daily = models.BooleanField(default=False)
    is_mandatory = models.BooleanField(default=False)
    whom = models.CharField(max_length=14, choices=words_of(Whom))
    kind = models.CharField(max_length=13, choices=words_of(StepKind))
    role = models.CharField(max_length=20, choices=words_of(Role))
    words = models.CharField(max_length=300)

    class Meta:
        ordering = ["first_day", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["ladder", "order"], name="one_step_of_a_ladder_in_a_place"
            ),
            models.CheckConstraint(
                name="step_days_in_order",
                condition=Q(first_day__gte=1, last_day__gte=F("first_day")),
            ),
        ]


class DueStep(models.Model):
    """A step that a ladder asked for, of one spell on one day, and what became of it."""

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    spell = models.ForeignKey(AbsenceSpell, models.PROTECT, related_name="steps")
    step = models.ForeignKey(LadderStep, models.PROTECT, related_name="+")
    due_on = models.DateField()
    day_number = models.SmallIntegerField()
    # The rule in words as it stood that day: it must explain itself years later.
    rule = models.CharField(max_length=400)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )
    end = models.CharField(max_length=10, choices=words_of(StepEnd), blank=True)
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["due_on", "step__order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["spell", "step", "due_on"], name="a_step_falls_due_once"
            ),
            models.CheckConstraint(
                name="due_step_ended_at_and_by",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, end="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(end="")),
            ),
            models.CheckConstraint(
                name="a_step_left_out_is_explained",
                condition=~Q(end=StepEnd.NOT_NEEDED.value) | ~Q(words=""),
            ),
            said("due_step_names_its_rule", "rule"),
        ]
        indexes = [
            models.Index(
                fields=["school", "due_on"],
                condition=Q(ended_at__isnull=True),
                name="due_step_that_waits",
            )
        ]
