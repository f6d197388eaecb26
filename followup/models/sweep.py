"""Turning each N that is still unexplained into O: proposed, then a person's act."""

from django.db import models
from django.db.models import Q

from core.models import PeriodModel
from followup.models.pairs import both_or_neither, said
from schools.models import Body, Enrolment, Membership


class StandingInstruction(PeriodModel):
    """A named head's word that sweeps of a kind may be entered in their name."""

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    kind = models.CharField(
        max_length=6, choices=[("legal", "Legal deadline"), ("weekly", "Weekly sweep")]
    )
    words = models.TextField()
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )

    class Meta(PeriodModel.Meta):
        constraints = [
            *PeriodModel.Meta.constraints,
            said("an_instruction_says_something", "words"),
            both_or_neither("instruction_withdrawn_at_and_by", "withdrawn"),
        ]


class Sweep(models.Model):
    """One batch of N codes for one moment; confirmed by a named person or not at all.

    SI 2024/208 reg 10(7)-(9): an N not explained by the end of the fifth school day
    after its session becomes O. A weekly sweep is the school's own and comes earlier.
    """

    class Kind(models.TextChoices):
        """Whose deadline it is."""

        LEGAL = "legal", "Legal deadline"
        WEEKLY = "weekly", "Weekly sweep"

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    due_on = models.DateField()
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )
    instruction = models.ForeignKey(
        StandingInstruction, models.PROTECT, null=True, related_name="sweeps"
    )

    class Meta:
        ordering = ["-due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "kind", "due_on"], name="one_sweep_of_a_day"
            ),
            both_or_neither("sweep_confirmed_at_and_by", "confirmed"),
        ]


class SweepLine(models.Model):
    """One N of a batch, the version that was seen, and what became of it."""

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    sweep = models.ForeignKey(Sweep, models.PROTECT, related_name="lines")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="+")
    slot = models.IntegerField()
    version = models.SmallIntegerField()
    # The end of the fifth school day after the session.
    deadline_on = models.DateField()
    entered_at = models.DateTimeField(null=True)
    entered_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )
    left_out_at = models.DateTimeField(null=True)
    left_out_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )
    left_out_why = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["deadline_on", "slot", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sweep", "enrolment", "slot"], name="an_n_is_swept_once"
            ),
            both_or_neither("sweep_line_entered_at_and_by", "entered"),
            both_or_neither("sweep_line_left_out_at_and_by", "left_out"),
            models.CheckConstraint(
                name="an_n_is_entered_or_left_out",
                condition=Q(entered_at__isnull=True) | Q(left_out_at__isnull=True),
            ),
            models.CheckConstraint(
                name="an_n_left_out_is_explained",
                condition=Q(left_out_at__isnull=True) | ~Q(left_out_why=""),
            ),
        ]
        indexes = [
            models.Index(fields=["enrolment", "slot"], name="sweep_line_of_a_mark")
        ]
