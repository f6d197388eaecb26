"""Sends what a message intends: let go, claim, send, note. Once, whatever dies between.

A claim on a message never expires by itself: a worker that died may have sent it. Such
a message is looked up by its reference, and shown to a person where nobody can tell.
"""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from core.clock import local
from followup.models import Message
from followup.rules.messages import LINK, held_for, needless
from followup.selectors.messages import facts_of, waiting
from followup.services.links import address_of
from followup.services.providers import NotSent, Outgoing, provider_of
from followup.states import Delivery
from schools.models import Body, Membership
from schools.services.refusals import Refused


@transaction.atomic
def release_messages(
    *, school: Body, ids: Iterable[int], by: Membership | None, now: dt.datetime
) -> int:
    """Let held messages go, by a person or by the school's setting; return how many.

    What is needless by now is cancelled, and what still waits for something is held.
    """
    rows = (
        Message.objects.select_for_update(of=("self",), skip_locked=by is None)
        .select_related("enrolment__pupil", "contact")
        .filter(waiting(), school=school, pk__in=list(ids), released_at__isnull=True)
        .order_by("pk")
    )
    released = 0
    for message in rows:
        facts = facts_of(message, local(now).date())
        why_not = needless(facts)
        if why_not is not None:
            _cancel(message, why_not, now)
        elif held_for(facts) is None:
            message.released_at, message.released_by = now, by
            message.is_released_by_setting = by is None
            message.save()
            released += 1
    return released


@transaction.atomic
def cancel_message(*, message: Message, why: str, now: dt.datetime) -> None:
    """Take back a message that has not begun to go."""
    if not why.strip():
        raise Refused("Say why it does not go.", field="why")
    row = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if row.claimed_at is None and row.cancelled_at is None:
        _cancel(row, why.strip(), now)


@transaction.atomic
def claim_message(*, message_id: int, now: dt.datetime) -> Message | None:
    """Take a message to send it, or return None: taken, cancelled or needless by now."""
    message = (
        Message.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("enrolment__pupil", "contact__adult", "link")
        .filter(waiting(), pk=message_id, released_at__isnull=False)
        .first()
    )
    if message is None:
        return None
    why_not = needless(facts_of(message, local(now).date()))
    if why_not is not None:
        _cancel(message, why_not, now)
        return None
    message.claimed_at = now
    message.provider = provider_of(message.channel).name
    message.save()
    return message


def send_claimed(message: Message) -> tuple[Delivery, str, str]:
    """Send a claimed message; return what the provider says. No database is open.

    A refusal is a fate too; any other failure leaves the fate unknown.
    """
    try:
        fate = provider_of(message.channel).send(outgoing_of(message))
    except NotSent as refusal:
        return Delivery.FAILED, "", str(refusal)
    return fate.delivery, fate.provider_id, fate.words


def note_sent(
    *, message_id: int, fate: tuple[Delivery, str, str], now: dt.datetime
) -> None:
    """Keep what became of a message."""
    delivery, provider_id, words = fate
    sent_at = None if delivery is Delivery.FAILED else now
    Message.objects.filter(pk=message_id, sent_at__isnull=True).update(
        sent_at=sent_at,
        delivery=delivery,
        provider_id=provider_id,
        delivery_words=words[:200],
    )


@transaction.atomic
def resolve_fate(*, message_id: int, now: dt.datetime) -> Delivery | None:
    """Find out what became of a message whose worker died; return it, None if unsent.

    Where the provider is certain that it never came, it may go again.
    """
    message = Message.objects.select_for_update(of=("self",)).get(pk=message_id)
    if message.sent_at is not None or message.delivery:
        return Delivery(message.delivery)
    fate = provider_of(message.channel).look_up(str(message.reference))
    if fate.was_sent is False:
        message.claimed_at = None
        message.save(update_fields=["claimed_at"])
        return None
    message.sent_at = now if fate.was_sent else None
    message.delivery = fate.delivery
    message.provider_id, message.delivery_words = fate.provider_id, fate.words
    message.save()
    return fate.delivery


@transaction.atomic
def decide_fate(*, message: Message, was_sent: bool, now: dt.datetime) -> None:
    """Keep what a person found out about a message of unknown fate."""
    row = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if row.delivery != Delivery.UNKNOWN or row.sent_at is not None:
        return
    if was_sent:
        row.sent_at, row.delivery = now, Delivery.ACCEPTED
    else:
        row.claimed_at, row.delivery = None, ""
    row.save()


def outgoing_of(message: Message) -> Outgoing:
    """Return a message as it leaves, with its link in its place."""
    text = message.text
    if LINK in text and message.link is not None:
        text = text.replace(LINK, address_of(message.link))
    return Outgoing(
        reference=str(message.reference),
        channel=message.channel,
        address=message.address,
        subject=message.subject,
        text=text,
    )


def _cancel(message: Message, why: str, now: dt.datetime) -> None:
    message.cancelled_at, message.cancelled_why = now, why[:200]
    message.save(update_fields=["cancelled_at", "cancelled_why"])
