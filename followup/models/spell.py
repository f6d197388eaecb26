"""A run of days on which nobody could say for certain why a child was not at school."""

from django.db import models
from django.db.models import F, Q

from followup.models.pairs import both_or_neither
from schools.models import Body, Enrolment, Membership


class AbsenceSpell(models.Model):
    """One absence without a settled reason, from its first school day; steps hang on it.

    Ends with the last day of that absence: the child came, or the reason is settled.
    """

    class Conclusion(models.TextChoices):
        """What it was, in the end."""

        RETURNED = "returned", "Back in school"
        EXPLAINED = "explained", "Reason known and settled"
        SEEN_SAFE = "seen_safe", "Seen, safe and well"
        MOVED = "moved", "Has moved away"
        MISSING = "missing", "Referred as missing education"
        SOCIAL_CARE = "social_care", "Referred to social care"
        POLICE = "police", "With the police"

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(
        Enrolment, models.PROTECT, related_name="absence_spells"
    )
    starts_on = models.DateField()
    # The last day of it, once it has ended: both days belong to the absence.
    last_on = models.DateField(null=True)
    conclusion = models.CharField(max_length=12, choices=Conclusion.choices, blank=True)
    conclusion_words = models.TextField(blank=True)
    concluded_at = models.DateTimeField(null=True)
    concluded_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "starts_on"], name="one_spell_from_a_day"
            ),
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=Q(last_on__isnull=True),
                name="one_spell_runs_at_a_time",
            ),
            models.CheckConstraint(
                name="spell_in_order",
                condition=Q(last_on__isnull=True) | Q(last_on__gte=F("starts_on")),
            ),
            both_or_neither("spell_concluded_at_and_by", "concluded"),
        ]
