"""Writes down who does what; a duty is ended, and another takes its place."""

import datetime as dt

from django.db import transaction

from schools.codes.duties import SHIPPED_DUTIES
from schools.models import Body, Duty, Membership
from schools.services.refusals import Refused


@transaction.atomic
def start_from_shipped(
    *, body: Body, by: Membership, today: dt.date, now: dt.datetime
) -> list[Duty]:
    """Give a body that has none our words to start from."""
    if Duty.objects.on(today).filter(body=body).exists():
        raise Refused("There are duties already: change those.")
    return Duty.objects.bulk_create(
        Duty(
            body=body,
            who=who,
            words=words,
            order=order,
            starts_on=today,
            recorded_at=now,
            recorded_by=by,
        )
        for who, duties in SHIPPED_DUTIES.items()
        for order, words in enumerate(duties, start=1)
    )


@transaction.atomic
def add_duty(
    *,
    body: Body,
    who: str,
    words: str,
    by: Membership,
    today: dt.date,
    now: dt.datetime,
    order: int | None = None,
) -> Duty:
    """Add a duty, the last of its role unless its place is said."""
    if order is None:
        order = Duty.objects.on(today).filter(body=body, who=who).count() + 1
    return Duty.objects.create(
        body=body,
        who=who,
        words=words,
        order=order,
        starts_on=today,
        recorded_at=now,
        recorded_by=by,
    )


@transaction.atomic
def reword_duty(
    *,
    duty: Duty,
    who: str,
    words: str,
    by: Membership,
    today: dt.date,
    now: dt.datetime,
) -> Duty:
    """Say a duty in other words from today; what was said before stays."""
    if (who, words) == (duty.who, duty.words):
        return duty
    if duty.starts_on == today:
        duty.who, duty.words = who, words
        duty.recorded_at, duty.recorded_by = now, by
        duty.save(update_fields=["who", "words", "recorded_at", "recorded_by"])
        return duty
    end_duty(duty=duty, today=today)
    return add_duty(
        body=duty.body,
        who=who,
        words=words,
        order=duty.order,
        by=by,
        today=today,
        now=now,
    )


@transaction.atomic
def end_duty(*, duty: Duty, today: dt.date) -> None:
    """Let a duty hold until yesterday; one of today until tonight."""
    first_free = max(today, duty.starts_on + dt.timedelta(days=1))
    Duty.objects.filter(pk=duty.pk).update(ends_on=first_free)
