"""The list of children whose absence is followed up at once, kept up to date."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q

from core.models import PeriodModel
from core.models.period import valid_days
from followup.models.pairs import both_or_neither, said
from schools.models import Body, Membership, Pupil


class VulnerableListing(PeriodModel):
    """A pupil on the list, why, who answers for it, and when that is looked at again."""

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="listings")
    reason = models.TextField()
    owner = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    review_on = models.DateField()
    listed_at = models.DateTimeField()
    listed_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )
    removed_why = models.TextField(blank=True)

    class Meta(PeriodModel.Meta):
        ordering = ["review_on", "id"]
        constraints = [
            *PeriodModel.Meta.constraints,
            ExclusionConstraint(
                name="on_the_vulnerable_list_once",
                expressions=[
                    ("pupil", RangeOperators.EQUAL),
                    (valid_days(), RangeOperators.OVERLAPS),
                ],
            ),
            said("a_listing_has_a_reason", "reason"),
            both_or_neither("listing_reviewed_at_and_by", "reviewed"),
            both_or_neither("listing_removed_at_and_by", "removed"),
            models.CheckConstraint(
                name="a_removal_is_explained",
                condition=Q(removed_at__isnull=True) | ~Q(removed_why=""),
            ),
        ]
