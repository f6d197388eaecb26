"""Talks with a pupil who comes back, or who comes late."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import Q

from core.models import PeriodModel
from core.models.period import valid_days
from followup.models.pairs import both_or_neither, said
from schools.models import Body, Enrolment, Membership


class ReturnTalk(models.Model):
    """An interview after several absences, or a meeting after a long one: due, then held."""

    class Kind(models.TextChoices):
        """Which of the two it is."""

        INTERVIEW = "interview", "Return interview"
        MEETING = "meeting", "Return meeting"

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(
        Enrolment, models.PROTECT, related_name="return_talks"
    )
    kind = models.CharField(max_length=9, choices=Kind.choices)
    # The day of the return that made it due.
    due_on = models.DateField()
    rule = models.CharField(max_length=400)
    absences = ArrayField(
        models.DateField(), default=list, help_text="First day of each absence."
    )
    made_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True)
    held_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    present = models.CharField(max_length=200, blank=True)
    pupil_said = models.TextField(blank=True)
    reasons = models.TextField(blank=True)
    support = models.TextField(blank=True)
    review_on = models.DateField(null=True)
    left_out_at = models.DateTimeField(null=True)
    left_out_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )
    left_out_why = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "kind", "due_on"], name="one_talk_of_a_return"
            ),
            said("a_talk_names_its_rule", "rule"),
            both_or_neither("talk_held_at_and_by", "held"),
            both_or_neither("talk_left_out_at_and_by", "left_out"),
            models.CheckConstraint(
                name="a_talk_left_out_is_explained",
                condition=Q(left_out_at__isnull=True) | ~Q(left_out_why=""),
            ),
        ]


class GateTalk(models.Model):
    """What a late child or their parent said at the gate, and what was offered."""

    key = models.UUIDField(unique=True)
    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="gate_talks")
    slot = models.IntegerField()
    with_whom = models.CharField(max_length=120)
    reason = models.TextField()
    support = models.TextField(blank=True, help_text="What was offered.")
    talked_at = models.DateTimeField()
    talked_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["talked_at", "id"]
        constraints = [said("a_gate_talk_says_why", "reason")]


class LatenessReview(models.Model):
    """A half term in which a pupil was late as often as the school calls a pattern."""

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(
        Enrolment, models.PROTECT, related_name="lateness_reviews"
    )
    half_term_starts_on = models.DateField()
    slots = ArrayField(models.IntegerField(), help_text="The late marks counted.")
    rule = models.CharField(max_length=400)
    made_at = models.DateTimeField()
    dealt_with_at = models.DateTimeField(null=True)
    dealt_with_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "half_term_starts_on"],
                name="one_lateness_review_of_a_half_term",
            ),
            both_or_neither("lateness_dealt_with_at_and_by", "dealt_with"),
            models.CheckConstraint(
                name="what_was_done_about_lateness_is_said",
                condition=Q(dealt_with_at__isnull=True) | ~Q(words=""),
            ),
        ]


class BreakfastPlace(PeriodModel):
    """A place at the breakfast club, from a day to a day, and why it was offered."""

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(
        Enrolment, models.PROTECT, related_name="breakfast_places"
    )
    weekdays = ArrayField(models.SmallIntegerField(), help_text="Monday is 0.")
    why = models.CharField(max_length=400)
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )

    class Meta(PeriodModel.Meta):
        constraints = [
            *PeriodModel.Meta.constraints,
            ExclusionConstraint(
                name="one_breakfast_place_at_a_time",
                expressions=[
                    ("enrolment", RangeOperators.EQUAL),
                    (valid_days(), RangeOperators.OVERLAPS),
                ],
            ),
            said("a_breakfast_place_says_why", "why"),
            both_or_neither("breakfast_ended_at_and_by", "ended"),
        ]
