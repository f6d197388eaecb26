"""Chooses an answer to a question, from a day on; the one before is ended, not edited."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from core.clock import local
from schools.codes.questions import BY_KEY, Value
from schools.models import Body, Membership, Setting
from schools.rules.answers import AnswerRefused, check_answer
from schools.rules.sessions import say_day


@dataclass(frozen=True)
class Choice:
    """An answer, from when it holds, who decided it and where that is written."""

    value: Value
    starts_on: dt.date
    chosen_by: str
    source: str = ""


@transaction.atomic
def choose_setting(
    *, body: Body, key: str, choice: Choice, by: Membership, now: dt.datetime
) -> Setting:
    """Enter a body's answer from a day on.

    Raises `ValidationError` on an answer that does not fit, on a day that is past (what
    held must stay explained) and where a later answer is entered already.
    """
    try:
        check_answer(BY_KEY[key], choice.value)
    except AnswerRefused as refusal:
        raise ValidationError({"value": str(refusal)}) from None
    starts_on = choice.starts_on
    if starts_on < local(now).date():
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
        value=choice.value,
        starts_on=starts_on,
        chosen_by=choice.chosen_by,
        source=choice.source,
        entered_at=now,
        entered_by=by,
    )
