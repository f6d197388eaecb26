"""Answers to messages: matched to the child they are about, kept once, read by a person."""

import datetime as dt
import uuid

from django.db import IntegrityError, transaction

from followup.models import Message, MessageReply
from followup.selectors.messages import answered_by
from followup.services.notify import Received
from followup.services.reporting import Report, take_report
from followup.states import Way
from schools.rules.sessions import Slot

_KEYS = uuid.UUID("b3a0a9d2-9d0c-4c93-8f6a-0f4f6f2f7d10")


@transaction.atomic
def keep_reply(received: Received, *, now: dt.datetime) -> MessageReply | None:
    """Keep an answer with the message that it answers, as a word from home.

    None where no message of the schools in scope went to that number today.
    """
    kept = MessageReply.objects.filter(provider_id=received.id).first()
    if kept is not None:
        return kept
    message = answered_by(received.number, now)
    if message is None:
        return None
    try:
        with transaction.atomic():
            reply = MessageReply.objects.create(
                school=message.school,
                message=message,
                provider_id=received.id,
                number=received.number,
                text=received.text,
                received_at=now,
            )
    except IntegrityError:  # another school of the installation has it
        return None
    _as_report(message, received, now)
    return reply


def _as_report(message: Message, received: Received, now: dt.datetime) -> None:
    """Keep it as a claim, for somebody to read and accept."""
    day = Slot.from_number(message.slot).day
    take_report(
        school=message.school,
        enrolment=message.enrolment,
        report=Report(
            key=uuid.uuid5(_KEYS, received.id),
            way=Way.TEXT,
            contact=message.contact,
            first_day=day,
            last_day=day,
            said=received.text,
        ),
        by=None,
        now=now,
    )
