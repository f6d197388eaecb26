"""Sends what a message intends: let go, claim, send, note. Once, whatever dies between.

A claim on a message never expires by itself: a worker that died may have sent it. Such
a message is looked up by its reference, and shown to a person where nobody can tell.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction

from core.clock import local
from followup.codes.steps import StepKind
from followup.models import DueStep, Message
from followup.rules.messages import LINK, held_for, needless
from followup.selectors.messages import facts_of, link_of, waiting
from followup.services.links import address_of
from followup.services.providers import NotSent, Outgoing, provider_of
from followup.services.stepping import end_step
from followup.states import Delivery, StepEnd
from schools.models import Body, Membership
from schools.services.refusals import Refused

RING = "(please ring)"
"""Stands in the place of a link that was answered before."""


@transaction.atomic
def release_messages(
    *, school: Body, ids: Iterable[int], by: Membership | None, now: dt.datetime
) -> int:
    """Let held messages go, by a person or by the school's setting; return how many.

    What is needless by now is cancelled, and what still waits for something is held.
    """
    rows = list(
        Message.objects.select_for_update(of=("self",), skip_locked=by is None)
        .select_related("enrolment__pupil", "contact")
        .filter(waiting(), school=school, pk__in=list(ids), released_at__isnull=True)
        .order_by("pk")
    )
    released = []
    for message in rows:
        facts = facts_of(message, local(now).date())
        why_not = needless(facts)
        if why_not is not None:
            _cancel(message, why_not, now)
        elif held_for(facts) is None:
            message.released_at, message.released_by = now, by
            message.is_released_by_setting = by is None
            message.save()
            released.append(message)
    if by is not None:
        _finish_steps(released, by=by, now=now)
    return len(released)


def _finish_steps(
    messages: Sequence[Message], *, by: Membership, now: dt.datetime
) -> None:
    """End the step "message to parents" of the children whose messages were let go."""
    steps = DueStep.objects.filter(
        spell__enrolment__in={message.enrolment_id for message in messages},
        spell__last_on__isnull=True,
        step__kind=StepKind.MESSAGE,
        due_on__lte=local(now).date(),
        ended_at__isnull=True,
    )
    for step in steps:
        words = "Let go; the outbox shows what became of it."
        end_step(step=step, end=StepEnd.DONE, words=words, by=by, now=now)


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
    # A second message of a day carries the link of the first: not stored, one row each.
    message.link = message.link or link_of(message)
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
def follow_delivery(*, message_id: int) -> Delivery:
    """Ask the provider how far a message has come that it took."""
    message = Message.objects.select_for_update(of=("self",)).get(pk=message_id)
    fate = provider_of(message.channel).look_up(str(message.reference))
    if fate.was_sent and fate.delivery != message.delivery:
        message.delivery, message.delivery_words = fate.delivery, fate.words
        message.save(update_fields=["delivery", "delivery_words"])
    return Delivery(message.delivery)


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
    link = message.link
    is_open = link is not None and link.answered_at is None
    address = address_of(link) if link is not None and is_open else RING
    text = message.text.replace(LINK, address)
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
