"""Sends what a nudge intends: claim, mail, note. Safe to run twice, late or killed."""

import datetime as dt

from django.core.mail import EmailMessage

from core.clock import local
from register.models import Nudge
from register.rules.windows import has_closed
from register.selectors.nudges import teachers_asked, unclaimed
from register.selectors.windows import NoSessionTimes, window_of
from schools.rules.sessions import Slot


class NobodyToAsk(Exception):
    """A group without a teacher cannot be asked for its register."""


def claim_nudge(*, nudge_id: int, now: dt.datetime) -> Nudge | None:
    """Take a nudge to send it, or return None if somebody else has."""
    mine = Nudge.objects.filter(unclaimed(now), pk=nudge_id).update(claimed_at=now)
    if not mine:
        return None
    return Nudge.objects.select_related("group", "school", "nudged_by").get(pk=nudge_id)


def mail_of(nudge: Nudge) -> EmailMessage:
    """Return the mail that asks for the register.

    Its Message-ID is the nudge's own, so that a message which was sent and not noted,
    because the worker died between the two, stays one message.
    """
    teachers = teachers_asked(nudge)
    if not teachers:
        raise NobodyToAsk(f"{nudge.group.name} has no teacher to ask for its register.")
    slot = Slot.from_number(nudge.slot)
    return EmailMessage(
        subject=f"Register of {nudge.group.name}, {slot.words}, is missing",
        body=_words(nudge, slot),
        to=[teacher.person.email for teacher in teachers],
        headers={
            "Message-ID": f"<nudge-{nudge.school_id}-{nudge.pk}@rollbook.example>"
        },
    )


def note_sent(*, nudge_id: int, now: dt.datetime) -> None:
    """Keep that a nudge was sent."""
    Nudge.objects.filter(pk=nudge_id, sent_at__isnull=True).update(sent_at=now)


def _words(nudge: Nudge, slot: Slot) -> str:
    try:
        window = window_of(nudge.school, nudge.group_id, slot)
    except NoSessionTimes:
        closing = ""
    else:
        verb = (
            "closed" if has_closed(window, slot, local(nudge.nudged_at)) else "closes"
        )
        closing = f" It {verb} at {window.closes:%H:%M}."
    asked_by = nudge.nudged_by
    return (
        f"The register of {nudge.group.name} for {slot.words} has not been taken."
        f"{closing}\n\n"
        "Sign in to Rollbook and take it, or tell the office who is here.\n\n"
        f"{asked_by.name}, {asked_by.position}\n{nudge.school.name}\n"
    )
