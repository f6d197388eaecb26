"""Sends what a sending intends: claim, mail, note. Safe to run twice, late or killed."""

from __future__ import annotations

import datetime as dt

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F

from core.clock import local
from letters.models import LetterEvent, Sending
from letters.selectors.batches import MOST_ATTEMPTS, unclaimed
from letters.services.sheet import written
from letters.states import Event
from schools.models import Contact


def claim_sending(*, sending_id: int, now: dt.datetime) -> Sending | None:
    """Take a sending to send it, or return None if somebody else has."""
    mine = Sending.objects.filter(unclaimed(now), pk=sending_id).update(
        claimed_at=now, attempts=F("attempts") + 1
    )
    if not mine:
        return None
    return Sending.objects.select_related(
        "letter__version", "letter__file", "letter__pupil", "adult", "asked_by"
    ).get(pk=sending_id)


def refusal_to_mail(sending: Sending, now: dt.datetime) -> str | None:
    """Say why an adult may not be mailed any more, or None: restrictions come at once."""
    if sending.attempts > MOST_ATTEMPTS:
        return "it was tried several times and could not be sent."
    row = (
        Contact.objects.on(local(now).date())
        .filter(pupil=sending.letter.pupil_id, adult=sending.adult)
        .first()
    )
    if row is None or Contact.Channel.EMAIL not in row.channels:
        return f"{sending.adult.name} may not be e-mailed about this pupil any more."
    if not sending.adult.email:
        return f"{sending.adult.name} has no e-mail address any more."
    return None


def mail_of(sending: Sending) -> EmailMessage:
    """Return the message with the letter attached.

    Its Message-ID is the sending's own, so that a message which was sent and not noted,
    because the worker died between the two, stays one message.
    """
    letter = sending.letter
    text = written(letter)
    with letter.file.pdf.open() as file:
        content = file.read()
    return EmailMessage(
        subject=text.subject(),
        body=text.mail(),
        to=[sending.adult.email],
        attachments=[("letter.pdf", content, "application/pdf")],
        headers={
            "Message-ID": (
                f"<letter-{letter.school_id}-{letter.pk}-{sending.adult_id}"
                "@rollbook.example>"
            ),
            "Content-Language": letter.language,
        },
    )


@transaction.atomic
def note_mailed(*, sending: Sending, now: dt.datetime) -> None:
    """Keep that a letter was mailed, to which address and under which number."""
    words = f"{sending.adult.name}, {sending.adult.email}, message letter-{sending.letter_id}-{sending.adult_id}"
    _note(sending, Event.EMAILED, words, now)


@transaction.atomic
def note_failed(*, sending: Sending, why: str, now: dt.datetime) -> None:
    """Keep that a letter could not be mailed, and why."""
    _note(sending, Event.FAILED, f"{sending.adult.name}: {why}"[:300], now)


def _note(sending: Sending, kind: Event, words: str, now: dt.datetime) -> None:
    mine = Sending.objects.filter(pk=sending.pk, done_at__isnull=True)
    if mine.update(done_at=now):
        LetterEvent.objects.create(
            school_id=sending.school_id,
            letter_id=sending.letter_id,
            kind=kind,
            happened_on=local(now).date(),
            words=words,
            noted_at=now,
            noted_by=sending.asked_by,
        )
