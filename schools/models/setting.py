"""What a body has chosen, from when, and who chose it."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from core.models import PeriodModel
from core.models.period import valid_days
from schools.models.body import Body
from schools.models.person import Membership

SHIPPED = "Rollbook"
"""Who chose the answers that ship with the product."""


class Setting(PeriodModel):
    """A body's answer to one question; ended, never edited, so that it explains itself.

    The questions are the table in `schools.codes`. Answers are policy and no secret, so
    the table has no row-level security.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="settings")
    key = models.CharField(max_length=60)
    value = models.JSONField()
    chosen_by = models.CharField(
        max_length=200, help_text="The person or meeting that decided."
    )
    source = models.CharField(max_length=200, blank=True)
    entered_at = models.DateTimeField()
    # Answers that ship with the product were entered by nobody.
    entered_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )

    class Meta(PeriodModel.Meta):
        constraints = [
            *PeriodModel.Meta.constraints,
            models.CheckConstraint(
                name="setting_entered_at_and_by",
                condition=models.Q(entered_at__isnull=False)
                & (models.Q(entered_by__isnull=False) | models.Q(chosen_by=SHIPPED)),
            ),
            ExclusionConstraint(
                name="one_answer_at_a_time",
                expressions=[
                    ("body", RangeOperators.EQUAL),
                    ("key", RangeOperators.EQUAL),
                    (valid_days(), RangeOperators.OVERLAPS),
                ],
            ),
        ]
