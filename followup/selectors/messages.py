"""Messages that wait, went, or are of unknown fate; and what is known before they go."""

import datetime as dt

from django.db.models import Q, QuerySet

from followup.models import (
    AbsenceLine,
    Message,
    MessageReply,
    MessageTemplate,
    ParentReport,
    ReportLink,
)
from followup.rules.messages import Facts, may_be_written_to
from followup.states import Delivery
from register.models import Arrival, RegisterTaken
from register.selectors.registers import group_of
from register.selectors.suggestions import suggestions_at
from schools.models import Body
from schools.rules.sessions import Slot

# A worker that has not said by then what became of a message has died.
CLAIM_LASTS = dt.timedelta(minutes=10)


def waiting() -> Q:
    """Say which messages nobody has sent, cancelled or begun to send."""
    return Q(sent_at__isnull=True, cancelled_at__isnull=True, claimed_at__isnull=True)


def to_send(now: dt.datetime) -> list[int]:
    """Return the messages of the schools in scope that were let go, oldest first."""
    rows = Message.objects.filter(waiting(), released_at__lte=now)
    return list(rows.order_by("released_at", "pk").values_list("pk", flat=True))


def of_unknown_fate(now: dt.datetime) -> list[int]:
    """Return messages that somebody began to send and never finished."""
    rows = Message.objects.filter(
        sent_at__isnull=True,
        cancelled_at__isnull=True,
        claimed_at__lte=now - CLAIM_LASTS,
        delivery="",
    )
    return list(rows.order_by("claimed_at", "pk").values_list("pk", flat=True))


def held(school: Body, day: dt.date) -> "QuerySet[Message]":
    """Return the messages of a day that nobody has let go yet."""
    first = Slot.from_number(day.toordinal() * 2).number
    return Message.objects.filter(
        waiting(), school=school, slot__in=[first, first + 1], released_at__isnull=True
    )


def facts_of(message: Message, today: dt.date) -> Facts:
    """Return what is known of a child at the moment of sending."""
    slot, enrolment = Slot.from_number(message.slot), message.enrolment
    contact = message.contact
    group = group_of(enrolment, slot.day)
    return Facts(
        is_of_today=slot.day == today,
        is_line_open=AbsenceLine.objects.filter(
            enrolment=enrolment, day=slot.day, closed_at__isnull=True
        ).exists(),
        is_on_roll=enrolment.is_on_roll(slot.day),
        has_died=enrolment.pupil.died_on is not None,
        has_suggestion=enrolment.pk in suggestions_at(slot, [enrolment.pk]),
        has_waiting_report=ParentReport.objects.filter(
            enrolment=enrolment,
            first_day__lte=slot.day,
            last_day__gte=slot.day,
            accepted_at__isnull=True,
            declined_at__isnull=True,
        ).exists(),
        has_arrived=Arrival.objects.filter(
            enrolment=enrolment, slot=message.slot
        ).exists(),
        register_is_in=group is not None
        and RegisterTaken.objects.filter(
            group=group, slot=message.slot, withdrawn_at__isnull=True
        ).exists(),
        may_be_reached=contact is None
        or (
            contact.period.contains(slot.day)
            and may_be_written_to(
                channels=contact.channels,
                channel=message.channel,
                restriction=contact.restriction,
                is_family=contact.has_parental_responsibility
                or contact.lives_with_pupil,
            )
        ),
    )


def messages_on(school: Body, day: dt.date) -> list[Message]:
    """Return every message about the sessions of a day."""
    first = day.toordinal() * 2
    return list(
        Message.objects.filter(school=school, slot__in=[first, first + 1])
        .select_related("enrolment__pupil", "contact__adult", "released_by")
        .prefetch_related("replies")
    )


def find_message(school: Body, message_id: int) -> Message | None:
    """Return a message of a school."""
    return Message.objects.filter(school=school, pk=message_id).first()


def link_of(message: Message) -> ReportLink | None:
    """Return the link of a message's adult for its child and day."""
    return ReportLink.objects.filter(
        enrolment=message.enrolment_id,
        contact=message.contact_id,
        day=Slot.from_number(message.slot).day,
    ).first()


def of_open_delivery(now: dt.datetime) -> list[int]:
    """Return messages that a provider took and has not yet said more about, of a day."""
    rows = Message.objects.filter(
        delivery=Delivery.ACCEPTED,
        provider="notify",
        sent_at__gt=now - dt.timedelta(days=1),
    )
    return list(rows.values_list("pk", flat=True))


def answered_by(number: str, now: dt.datetime) -> Message | None:
    """Return the message of the schools in scope that a text from a number answers."""
    return (
        Message.objects.filter(
            channel=MessageTemplate.Channel.TEXT,
            address=number,
            sent_at__gt=now - dt.timedelta(days=1),
        )
        .select_related("enrolment", "contact", "school")
        .order_by("sent_at")
        .last()
    )


def known_replies(ids: list[str]) -> set[str]:
    """Return which answers the schools in scope have kept already."""
    kept = MessageReply.objects.filter(provider_id__in=ids)
    return set(kept.values_list("provider_id", flat=True))
