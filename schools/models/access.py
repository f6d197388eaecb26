"""Who looked at whose record."""

from django.db import models

from schools.models.body import Body
from schools.models.person import Membership
from schools.models.pupil import Pupil


class AccessLog(models.Model):
    """One opening of one pupil's record; never changed or deleted by the application."""

    id = models.BigAutoField(primary_key=True)
    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    page = models.CharField(max_length=40)

    class Meta:
        indexes = [
            models.Index(fields=["school", "-opened_at"], name="access_by_school"),
            models.Index(fields=["pupil", "-opened_at"], name="access_by_pupil"),
        ]
