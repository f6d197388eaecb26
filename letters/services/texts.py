"""Stores texts and heads: a new version from a day, never a change of an old one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db import transaction

from core.clock import local
from letters.models import LetterHead, LetterTemplate, TemplateVersion
from letters.selectors.heads import heads_of
from letters.selectors.templates import versions_of
from schools.models import Body, Membership
from schools.services.refusals import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What somebody wrote: the subject, the letter, and the mail that it comes with."""

    subject: str
    text: str
    mail: str
    starts_on: dt.date


@transaction.atomic
def write_version(
    *,
    body: Body,
    kind: str,
    language: str,
    text: Text,
    by: Membership,
    now: dt.datetime,
) -> TemplateVersion:
    """Keep a text as the body's next version. Raises `Refused` for a day that is past."""
    if text.starts_on < local(now).date():
        raise Refused(
            "Letters of past days were made of the text of their day. Choose today or a"
            " later day.",
            field="starts_on",
        )
    template, _ = LetterTemplate.objects.get_or_create(
        body=body, kind=kind, language=language
    )
    last = versions_of(body, kind, language)
    number = max((row.number for row in last), default=0) + 1
    return TemplateVersion.objects.create(
        template=template,
        number=number,
        starts_on=text.starts_on,
        subject=text.subject.strip(),
        text=text.text.replace("\r\n", "\n").strip(),
        mail=text.mail.replace("\r\n", "\n").strip(),
        made_at=now,
        made_by=by,
    )


def give_back(
    *, body: Body, kind: str, language: str, by: Membership, now: dt.datetime
) -> TemplateVersion:
    """Use the text of the body further out again, from today."""
    nothing = Text(subject="", text="", mail="", starts_on=local(now).date())
    return write_version(
        body=body, kind=kind, language=language, text=nothing, by=by, now=now
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadFacts:
    """What is printed at the head and the foot of letters."""

    strapline: str
    signatory_name: str
    signatory_position: str
    reply_telephone: str
    reply_email: str
    starts_on: dt.date


@transaction.atomic
def enter_head(
    *,
    body: Body,
    facts: HeadFacts,
    crest: ContentFile[bytes] | None,
    by: Membership,
    now: dt.datetime,
) -> LetterHead:
    """Keep a letter head from a day on; without a new crest the one before stays."""
    row = LetterHead(
        body=body,
        starts_on=facts.starts_on,
        strapline=facts.strapline,
        signatory_name=facts.signatory_name,
        signatory_position=facts.signatory_position,
        reply_telephone=facts.reply_telephone,
        reply_email=facts.reply_email,
        made_at=now,
        made_by=by,
    )
    if crest:
        row.crest.save(str(crest.name), crest, save=False)
    else:
        before = next(iter(heads_of(body)), None)
        row.crest = before.crest if before else ""
    row.save(force_insert=True)
    return row
