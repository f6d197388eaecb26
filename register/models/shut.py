"""A session that fell out without warning, for the school or a part of its site."""

from django.db import models
from django.db.models import Q

from schools.models import Body, Closure, Membership


class Shut(models.Model):
    """One act of the head that entered Y4 or Y3 for a session; undone, never deleted.

    Y4 is for a whole school closed without warning, Y3 for pupils whom a closed part of
    the site keeps out (SI 2024/208 reg 10 Table 3).
    """

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    slot = models.IntegerField()
    code = models.CharField(max_length=2)
    reason = models.CharField(max_length=200)
    # The groups that stayed away; every group where null.
    groups = models.JSONField(null=True)
    closure = models.ForeignKey(Closure, models.PROTECT, null=True, related_name="+")
    entered = models.IntegerField(help_text="How many marks the act entered.")
    shut_at = models.DateTimeField()
    shut_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )
    undone_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "slot"],
                condition=Q(groups__isnull=True, undone_at__isnull=True),
                name="a_school_is_shut_once",
            ),
            models.CheckConstraint(
                name="shut_undone_at_and_by",
                condition=Q(
                    undone_at__isnull=True, undone_by__isnull=True, undone_reason=""
                )
                | (
                    Q(undone_at__isnull=False, undone_by__isnull=False)
                    & ~Q(undone_reason="")
                ),
            ),
        ]
