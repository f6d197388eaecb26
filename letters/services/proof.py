"""Keeps what happened to letters: posted, mailed, given by hand. Proof only grows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from core.clock import local
from letters.models import (
    BatchItem,
    Letter,
    LetterEvent,
    LetterFile,
    Recipient,
    Sending,
)
from letters.selectors.letters import standing_of
from letters.states import Event, Status
from schools.models import Contact, Membership
from schools.services.refusals import Refused

_ENDS = {Status.WITHDRAWN: "withdrawn", Status.SUPERSEDED: "corrected by a later one"}


@transaction.atomic
def note_event(
    *,
    letter: Letter,
    kind: Event,
    happened_on: dt.date,
    words: str,
    by: Membership,
    now: dt.datetime,
) -> LetterEvent:
    """Keep that something happened to a letter. Raises `Refused` where it cannot have."""
    # Letters themselves are never locked, because they are never altered.
    BatchItem.objects.select_for_update(no_key=True).get(pk=letter.item_id)
    status = standing_of(letter)
    if status in _ENDS:
        raise Refused(f"The letter is {_ENDS[status]}: nothing more is done with it.")
    if kind is Event.WITHDRAWN and status is Status.SENT:
        raise Refused(
            "The letter has been sent. Correct it: a later one supersedes it."
        )
    if kind is not Event.WITHDRAWN and not LetterFile.objects.filter(pk=letter.pk):
        raise Refused("The letter is still being made. Wait a moment.")
    if happened_on < local(letter.made_at).date():
        raise Refused(
            "That is before the day on which the letter was made.", field="happened_on"
        )
    if happened_on > local(now).date():
        raise Refused("That day has not come yet.", field="happened_on")
    return LetterEvent.objects.create(
        school_id=letter.school_id,
        letter=letter,
        kind=kind,
        happened_on=happened_on,
        words=words,
        noted_at=now,
        noted_by=by,
    )


@transaction.atomic
def note_posted(
    *, letters: Iterable[Letter], posted_on: dt.date, by: Membership, now: dt.datetime
) -> int:
    """Keep that letters were posted, those that wait for it; return how many."""
    made = 0
    for letter in letters:
        if standing_of(letter) is Status.WAITING:
            note_event(
                letter=letter,
                kind=Event.POSTED,
                happened_on=posted_on,
                words="First class" if letter.channel == "post" else "",
                by=by,
                now=now,
            )
            made += 1
    return made


@transaction.atomic
def ask_to_mail(*, letter: Letter, by: Membership, now: dt.datetime) -> int:
    """Keep that a letter is to go by e-mail, to each adult of the household by itself.

    Raises `Refused` where nobody of it may be mailed. Asked twice, it goes once.
    """
    if standing_of(letter) not in {Status.WAITING, Status.FAILED}:
        raise Refused("Only a letter that waits to be sent goes by e-mail.")
    may = Contact.objects.on(local(now).date()).filter(
        pupil=letter.pupil_id,
        adult__in=Recipient.objects.filter(letter=letter).values("adult"),
        channels__contains=[Contact.Channel.EMAIL],
    )
    rows = [row for row in may.select_related("adult") if row.adult.email]
    if not rows:
        raise Refused(
            "Nobody whom this letter is for has an e-mail address that may be used."
        )
    Sending.objects.bulk_create(
        [
            Sending(
                school_id=letter.school_id,
                letter=letter,
                adult=row.adult,
                asked_at=now,
                asked_by=by,
            )
            for row in rows
        ],
        ignore_conflicts=True,
    )
    if standing_of(letter) is Status.FAILED:
        Sending.objects.filter(letter=letter).update(
            done_at=None, claimed_at=None, attempts=0
        )
    return len(rows)
