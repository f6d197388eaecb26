"""Something that a member of staff must see at once."""

from django.db import models
from django.db.models import Q

from schools.models.body import Body
from schools.models.person import Membership
from schools.models.pupil import Pupil


class Alert(models.Model):
    """One sentence to one person; it stands on every page until they say they saw it."""

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    to = models.ForeignKey(Membership, models.PROTECT, related_name="alerts")
    pupil = models.ForeignKey(Pupil, models.PROTECT, null=True, related_name="+")
    words = models.CharField(max_length=300)
    link = models.CharField(max_length=200, blank=True)
    is_urgent = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    # Nobody where a job found it.
    sender = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["to", "-made_at"],
                condition=Q(seen_at__isnull=True),
                name="alerts_not_seen",
            )
        ]
