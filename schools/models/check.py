"""That a family was asked whether its details still hold."""

from django.db import models

from schools.models.body import Body
from schools.models.person import Membership
from schools.models.pupil import Pupil


class ContactCheck(models.Model):
    """Details gone through with somebody on a day, changed or not (policy 002 A1 4.1)."""

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="contact_checks")
    checked_on = models.DateField()
    checked_with = models.CharField(max_length=120)
    words = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-checked_on", "-id"]
        indexes = [
            models.Index(fields=["pupil", "-checked_on"], name="checks_of_pupil")
        ]
