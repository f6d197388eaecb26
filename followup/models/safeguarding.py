"""Safeguarding entries, for those who need them and nobody else."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from core.models import PeriodModel
from followup.models.pairs import both_or_neither, said
from followup.models.spell import AbsenceSpell
from followup.models.visit import Visit
from schools.models import Body, Membership, Pupil


class SafeguardingEntry(models.Model):
    """What was seen, heard or done for a child's safety. Only grows; put right by another.

    Seen by the safeguarding lead, deputies and the head (`Act.SAFEGUARD`).
    """

    class Category(models.TextChoices):
        """What it is about; an entry has one or several."""

        ABSENCE = "absence", "Unexplained absence"
        VISIT = "visit", "Home visit"
        NEGLECT = "neglect", "Neglect"
        PHYSICAL = "physical", "Physical harm"
        EMOTIONAL = "emotional", "Emotional harm"
        SEXUAL = "sexual", "Sexual harm"
        EXPLOITATION = "exploitation", "Exploitation"
        DOMESTIC = "domestic", "Domestic abuse"
        MISSING = "missing", "Missing"
        HEALTH = "health", "Mental health"
        FAMILY = "family", "Family circumstances"
        ONLINE = "online", "Online safety"
        BULLYING = "bullying", "Bullying"
        OTHER = "other", "Something else"

    key = models.UUIDField(unique=True)
    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    pupil = models.ForeignKey(
        Pupil, models.PROTECT, related_name="safeguarding_entries"
    )
    categories = ArrayField(models.CharField(max_length=12, choices=Category.choices))
    words = models.TextField()
    happened_at = models.DateTimeField()
    spell = models.ForeignKey(AbsenceSpell, models.PROTECT, null=True, related_name="+")
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, related_name="+")
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="corrections"
    )
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "safeguarding entries"
        ordering = ["-happened_at", "-id"]
        constraints = [
            said("a_safeguarding_entry_says_something", "words"),
            models.CheckConstraint(
                name="a_safeguarding_entry_has_a_category",
                condition=Q(categories__len__gt=0),
            ),
        ]


class EntryPupil(models.Model):
    """Another child whom an entry concerns. Only grows."""

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    entry = models.ForeignKey(SafeguardingEntry, models.PROTECT, related_name="linked")
    pupil = models.ForeignKey(
        Pupil, models.PROTECT, related_name="linked_safeguarding_entries"
    )
    words = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "pupil"], name="a_child_is_linked_once"
            )
        ]


class EntryAction(models.Model):
    """Something that somebody is to do about an entry, and what came of it."""

    key = models.UUIDField(unique=True)
    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    entry = models.ForeignKey(SafeguardingEntry, models.PROTECT, related_name="actions")
    words = models.CharField(max_length=400)
    assigned_to = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    due_on = models.DateField()
    assigned_at = models.DateTimeField()
    assigned_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    outcome = models.TextField(blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            said("an_action_says_what_to_do", "words"),
            both_or_neither("entry_action_done_at_and_by", "done"),
            models.CheckConstraint(
                name="a_done_action_has_an_outcome",
                condition=Q(done_at__isnull=True) | ~Q(outcome=""),
            ),
        ]


class SafeguardingDuty(PeriodModel):
    """Who is told of safeguarding entries and unexplained absences, and their deputy."""

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    member = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    deputy = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    named_at = models.DateTimeField()
    named_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta(PeriodModel.Meta):
        verbose_name_plural = "safeguarding duties"
        constraints = [
            *PeriodModel.Meta.constraints,
            models.CheckConstraint(
                name="a_deputy_is_somebody_else",
                condition=Q(deputy__isnull=True) | ~Q(deputy=F("member")),
            ),
        ]
