"""Messages as the outbox shows them: how far each has come, and what it waits for."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from core.words import clock_time
from followup.models import Message
from followup.rules.messages import LINK, held_for, needless
from followup.selectors.messages import facts_of
from followup.states import Delivery
from schools.models import Body

LINK_WORDS = "[a link, for this parent and this day only]"


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRow:
    """One message."""

    id: int
    pupil: str
    href: str
    to: str
    channel: str
    address: str
    kind: str
    subject: str
    text: str
    standing: str
    replies: tuple[str, ...]
    may_go: bool
    cancel: str
    decide: str


@dataclass(frozen=True, slots=True)
class MessageGroup:
    """Messages that have come equally far."""

    title: str
    rows: tuple[MessageRow, ...]


_ORDER = (
    "Of unknown fate: find out before anything is sent again",
    "Not delivered",
    "Held",
    "On their way",
    "Sent",
    "Not needed any more",
)
UNKNOWN, FAILED, HELD, LEAVING, SENT, CANCELLED = _ORDER


def message_rows(
    school: Body, messages: Sequence[Message], *, today: dt.date
) -> tuple[MessageGroup, ...]:
    """Draw the messages of a day by how far they have come; what needs a person first."""
    grouped: dict[str, list[MessageRow]] = {title: [] for title in _ORDER}
    for message in messages:
        grouped[_stage(message)].append(_row(school, message, today))
    return tuple(
        MessageGroup(title, tuple(rows)) for title, rows in grouped.items() if rows
    )


def _stage(message: Message) -> str:
    if message.cancelled_at is not None:
        return CANCELLED
    if message.delivery == Delivery.FAILED:
        return FAILED
    if message.sent_at is not None:
        return SENT
    if message.delivery == Delivery.UNKNOWN:
        return UNKNOWN
    return HELD if message.released_at is None else LEAVING


def _row(school: Body, message: Message, today: dt.date) -> MessageRow:
    pupil, contact = message.enrolment.pupil, message.contact
    stage = _stage(message)
    here = {"school": school.slug, "message": message.pk}
    waits = _waits_for(message, today) if stage == HELD else ""
    return MessageRow(
        id=message.pk,
        pupil=pupil.sort_name,
        href=reverse("pupil", kwargs={"school": school.slug, "pupil": pupil.pk}),
        to=f"{contact.adult.name}, {contact.relationship.lower()}"
        if contact
        else "Transport team",
        channel=message.get_channel_display(),
        address=message.address,
        kind=message.get_kind_display(),
        subject=message.subject,
        text=message.text.replace(LINK, LINK_WORDS),
        standing=waits or _standing(message, stage),
        replies=tuple(reply.text for reply in message.replies.all()),
        may_go=stage == HELD and not waits,
        cancel=reverse("absence-message-cancel", kwargs=here)
        if stage in (HELD, LEAVING) and message.claimed_at is None
        else "",
        decide=reverse("absence-message-decide", kwargs=here)
        if stage == UNKNOWN
        else "",
    )


def _waits_for(message: Message, today: dt.date) -> str:
    facts = facts_of(message, today)
    return needless(facts) or held_for(facts) or ""


def _standing(message: Message, stage: str) -> str:
    if stage == CANCELLED:
        return message.cancelled_why
    if stage == HELD:
        return "May go."
    if stage == LEAVING:
        return "Let go" + _by(message)
    said = Delivery(message.delivery).label if message.delivery else "Sent"
    at = f" {clock_time(message.sent_at)}" if message.sent_at else ""
    return f"{said}{at}{_by(message)}. {message.delivery_words}".strip()


def _by(message: Message) -> str:
    if message.released_by is not None:
        return f", let go by {message.released_by.name}"
    return ", let go by the school's setting" if message.is_released_by_setting else ""
