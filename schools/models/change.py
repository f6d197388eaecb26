"""What was changed in a pupil's record, by whom."""

from django.db import models

from schools.models.body import Body
from schools.models.person import Membership
from schools.models.pupil import Pupil


class PupilChange(models.Model):
    """One change of one pupil's record, in words; never changed or deleted.

    Names what was changed, not the value: a former address of a parent is not kept
    here, because nothing of one parent may reach another.
    """

    class Kind(models.TextChoices):
        """Which part of the record was changed."""

        RECORD = "record", "Record"
        ROLL = "roll", "Roll"
        CONTACT = "contact", "Contact"
        FLAG = "flag", "Flag"
        UPN = "upn", "UPN"
        FAMILY = "family", "Family"

    id = models.BigAutoField(primary_key=True)
    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    words = models.CharField(max_length=400)
    # For those who see safeguarding flags only.
    is_sensitive = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-changed_at", "-id"]
        indexes = [
            models.Index(fields=["pupil", "-changed_at"], name="changes_of_pupil")
        ]
