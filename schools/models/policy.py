"""What a body has agreed in words: its attendance policy, duties, and whom to ask.

None of it is personal to a pupil or secret, so the tables have no row-level security,
as settings have none.
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from core.models import PeriodModel
from core.models.period import valid_days
from schools.models.body import Body
from schools.models.person import Membership


class Policy(PeriodModel):
    """A version of a body's attendance policy, from the day it was adopted."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="policies")
    title = models.CharField(max_length=120)
    version = models.CharField(max_length=20)
    approved_by = models.CharField(
        max_length=200, help_text="The meeting or person that approved it."
    )
    approved_on = models.DateField()
    review_on = models.DateField()
    text = models.TextField(blank=True)
    changes = models.TextField(blank=True, help_text="What is new in this version.")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta(PeriodModel.Meta):
        verbose_name_plural = "policies"
        ordering = ["-starts_on"]
        constraints = [
            *PeriodModel.Meta.constraints,
            ExclusionConstraint(
                name="one_version_of_a_policy_at_a_time",
                expressions=[
                    ("body", RangeOperators.EQUAL),
                    ("title", RangeOperators.EQUAL),
                    (valid_days(), RangeOperators.OVERLAPS),
                ],
            ),
        ]


class Duty(PeriodModel):
    """One thing that a role has to do, as the body says it (policy 002 A2)."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="duties")
    who = models.CharField(max_length=60, help_text="A role: class teacher, parents.")
    words = models.CharField(max_length=300)
    order = models.SmallIntegerField(default=1)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta(PeriodModel.Meta):
        verbose_name_plural = "duties"
        ordering = ["who", "order", "id"]


class ContactPoint(PeriodModel):
    """A team or person outside the school that staff may need (policies 000, 001)."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="contact_points")
    name = models.CharField(max_length=120, help_text="The team, or person and team.")
    organisation = models.CharField(max_length=120, blank=True)
    purpose = models.CharField(max_length=200, blank=True)
    telephone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    hours = models.CharField(max_length=120, blank=True)
    checked_on = models.DateField(help_text="When it was last known to be right.")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta(PeriodModel.Meta):
        ordering = ["name", "id"]
