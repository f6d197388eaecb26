"""Writes a body's own wording of a message: a new version, the old ones stay."""

import datetime as dt

from django.db import transaction
from django.db.models import Max

from followup.models import MessageTemplate, TemplateVersion
from followup.rules.wordings import refusal_of_wording
from schools.models import Body, Membership
from schools.services.refusals import Refused


@transaction.atomic
def write_wording(
    *,
    body: Body,
    kind: str,
    channel: str,
    subject: str,
    text: str,
    by: Membership,
    now: dt.datetime,
) -> TemplateVersion:
    """Keep a wording as the body's latest. Raises `Refused` with what is wrong with it."""
    refusal = refusal_of_wording(text, subject, channel=channel)
    if refusal is not None:
        raise Refused(refusal, field="text")
    template, _ = MessageTemplate.objects.get_or_create(
        body=body, kind=kind, channel=channel
    )
    # Two who write at once make two versions, one after the other.
    MessageTemplate.objects.select_for_update().get(pk=template.pk)
    last = template.versions.aggregate(last=Max("number"))["last"] or 0
    return TemplateVersion.objects.create(
        template=template,
        number=last + 1,
        subject=subject.strip(),
        text=text.strip(),
        written_at=now,
        written_by=by,
    )
