"""What stands at the head and the foot of a body's letters."""

import uuid
from pathlib import PurePath

from django.db import models

from schools.models import Body, Membership


def crest_path(head: "LetterHead", name: str) -> str:
    """Keep each body's files in a folder of its own, under a name that says nothing."""
    return f"{head.body_id}/crests/{uuid.uuid4().hex}{PurePath(name).suffix}"


class LetterHead(models.Model):
    """Crest, signatory and where to reply, from a day on; replaced, never altered."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    starts_on = models.DateField()
    crest = models.FileField(upload_to=crest_path, blank=True)
    strapline = models.CharField(max_length=120, blank=True)
    signatory_name = models.CharField(max_length=120)
    signatory_position = models.CharField(max_length=120)
    reply_telephone = models.CharField(max_length=20, blank=True)
    reply_email = models.EmailField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-starts_on", "-id"]
