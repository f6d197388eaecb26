"""Chooses an answer to a question, from a day on; the one before is ended, not edited."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from schools.codes.questions import BY_KEY, Value
from schools.models import Body, Membership, Setting
from schools.rules.answers import AnswerRefused, check_answer
from schools.rules.sessions import say_day


@transaction.atomic
def choose_setting(
    *,
    body: Body,
    key: str,
    value: Value,
    starts_on: dt.date,
    chosen_by: str,
    source: str,
    by: Membership,
    now: dt.datetime,
    today: dt.date,
) -> Setting:
    """Enter a body's answer from a day on.

    Raises `ValidationError` on an answer that does not fit, on a day that is past (what
    held must stay explained) and where a later answer is entered already.
    """
    question = BY_KEY[key]
    try:
        check_answer(question, value)
    except AnswerRefused as refusal:
        raise ValidationError({"value": str(refusal)}) from None
    if starts_on < today:
        raise ValidationError(
            {
                "starts_on": "Choose today or a later day: what held before stays as it was."
            }
        )
    standing = Setting.objects.select_for_update().filter(body=body, key=key)
    later = standing.filter(starts_on__gte=starts_on).order_by("starts_on").first()
    if later:
        raise ValidationError(
            {
                "starts_on": "An answer from "
                f"{say_day(later.starts_on)} is entered already. Choose a later day."
            }
        )
    standing.filter(ends_on__isnull=True).update(ends_on=starts_on)
    return Setting.objects.create(
        body=body,
        key=key,
        value=value,
        starts_on=starts_on,
        chosen_by=chosen_by,
        source=source,
        entered_at=now,
        entered_by=by,
    )


@transaction.atomic
def end_setting(*, body: Body, key: str, ends_on: dt.date, today: dt.date) -> None:
    """Let the answer of the next body hold again, from a day on."""
    if ends_on < today:
        raise ValidationError({"starts_on": "Choose today or a later day."})
    changed = Setting.objects.filter(
        body=body, key=key, ends_on__isnull=True, starts_on__lt=ends_on
    ).update(ends_on=ends_on)
    if not changed:
        raise ValidationError(
            {"starts_on": "There is no answer of this body that could end then."}
        )
