"""Returns to the authority that fall due; sending them is casework's."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from followup.models.pairs import both_or_neither, said
from schools.models import Body, Enrolment, Membership


class AuthorityReturn(models.Model):
    """A pupil of whom the authority must be told, with the sessions that were counted."""

    class Kind(models.TextChoices):
        """Which return of SI 2024/208 reg 13 it is."""

        CONTINUOUS = "continuous", "Ten school days of unauthorised absence in a row"
        SICKNESS = "sickness", "Fifteen school days of illness expected"
        IRREGULAR = "irregular", "Irregular attendance"

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(
        Enrolment, models.PROTECT, related_name="authority_returns"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    # The first day of the period that it is about: one return of a kind for each.
    first_day = models.DateField()
    slots = ArrayField(models.IntegerField(), help_text="The sessions counted.")
    days = models.SmallIntegerField()
    rule = models.CharField(max_length=400)
    due_on = models.DateField()
    found_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    left_out_at = models.DateTimeField(null=True)
    left_out_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )
    left_out_why = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "kind", "first_day"],
                name="one_return_of_a_period",
            ),
            said("a_return_names_its_rule", "rule"),
            both_or_neither("return_sent_at_and_by", "sent"),
            both_or_neither("return_left_out_at_and_by", "left_out"),
            models.CheckConstraint(
                name="a_return_left_out_is_explained",
                condition=Q(left_out_at__isnull=True) | ~Q(left_out_why=""),
            ),
        ]
