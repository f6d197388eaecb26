"""The step of a whole school into its next year."""

from django.db import models
from django.db.models import Q

from schools.models.body import Body
from schools.models.person import Membership


class Rollover(models.Model):
    """A plan of who goes where from a day on; carried out in one act, undone until it.

    `plan` says of each class its next name, or that it leaves, and of single pupils what
    differs; `made` is what carrying it out has made and ended, so that it can be undone.
    """

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    starts_on = models.DateField()
    leavers_last_on = models.DateField()
    plan = models.JSONField(default=dict)
    made = models.JSONField(default=dict)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "starts_on"],
                condition=Q(undone_at__isnull=True),
                name="one_rollover_to_a_day",
            ),
            models.CheckConstraint(
                name="rollover_done_at_and_by",
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
            ),
            models.CheckConstraint(
                name="rollover_undone_at_and_by",
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
            ),
            models.CheckConstraint(
                name="leavers_leave_before_the_year",
                condition=Q(leavers_last_on__lt=models.F("starts_on")),
            ),
        ]
