"""Nation, local authorities, trusts and schools."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from core.models import PeriodModel
from core.models.period import valid_days
from schools.states import BodyKind


class Body(models.Model):
    """A nation, a local authority, a trust or a school; settings hang on all four."""

    class Phase(models.TextChoices):
        """The types by which national figures are published."""

        PRIMARY = "primary", "Primary"
        SECONDARY = "secondary", "Secondary"
        SPECIAL = "special", "Special"

    kind = models.CharField(
        max_length=10, choices=[(kind.value, kind.value) for kind in BodyKind]
    )
    name = models.CharField(max_length=200)
    slug = models.SlugField(unique=True)
    # Of a school: the national numbers, and what its letters and figures need.
    urn = models.IntegerField(null=True, blank=True, unique=True)
    authority_number = models.CharField(max_length=3, blank=True)
    establishment_number = models.CharField(max_length=4, blank=True)
    phase = models.CharField(max_length=10, choices=Phase.choices, blank=True)
    address = models.TextField(blank=True)
    telephone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    # As the national establishment file has them.
    postcode = models.CharField(max_length=8, blank=True, db_default="")
    website = models.CharField(max_length=200, blank=True, db_default="")
    establishment_type = models.CharField(max_length=80, blank=True, db_default="")
    lowest_age = models.SmallIntegerField(null=True, blank=True)
    highest_age = models.SmallIntegerField(null=True, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    # Counts changes to settings, calendar and times (a trigger keeps it), so that a
    # process may keep what it has read of them for as long as the number stands.
    revision = models.IntegerField(default=0, editable=False)

    class Meta:
        verbose_name_plural = "bodies"
        constraints = [
            models.CheckConstraint(
                name="body_kind_known",
                condition=models.Q(kind__in=[kind.value for kind in BodyKind]),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Affiliation(PeriodModel):
    """A school's authority or trust over time; a trust may span authorities."""

    school = models.ForeignKey(Body, models.PROTECT, related_name="affiliations")
    parent = models.ForeignKey(Body, models.PROTECT, related_name="affiliated")
    kind = models.CharField(max_length=10)

    class Meta(PeriodModel.Meta):
        constraints = [
            *PeriodModel.Meta.constraints,
            ExclusionConstraint(
                name="one_parent_of_a_kind_at_a_time",
                expressions=[
                    ("school", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (valid_days(), RangeOperators.OVERLAPS),
                ],
            ),
        ]
