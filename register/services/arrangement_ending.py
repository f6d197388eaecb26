"""Ends arrangements and looks at them again; nothing is overwritten silently."""

import datetime as dt

from django.db import transaction

from core.clock import local
from core.periods import ONE_DAY
from register.models import Arrangement
from register.services.arrangement_effects import CANCELLED, shorten
from schools.models import Membership
from schools.services.refusals import Refused

REVIEWS = "reviews"


@transaction.atomic
def end_arrangement(
    *,
    arrangement: Arrangement,
    last_day: dt.date,
    reason: str,
    by: Membership,
    now: dt.datetime,
) -> Arrangement:
    """End an arrangement after a day, and its suggestion with it.

    Before its first day it is cancelled. What was suggested up to the last day stays
    known until then.
    """
    row = _locked(arrangement)
    if row.ended_at is not None:
        return row
    if row.ends_on is not None and last_day >= row.ends_on:
        raise Refused("It ends before that day already.", field="last_day")
    row.ended_at, row.ended_by, row.ended_reason = now, by, reason.strip()
    if last_day < row.starts_on:
        row.details = {**row.details, CANCELLED: True}
    else:
        row.ends_on = last_day + ONE_DAY
    row.suggestion = shorten(row, by=by, now=now)
    row.save()
    return row


@transaction.atomic
def look_again(
    *,
    arrangement: Arrangement,
    words: str,
    next_on: dt.date | None,
    by: Membership,
    now: dt.datetime,
) -> Arrangement:
    """Keep that an arrangement was looked at, what was found, and when it is next."""
    row = _locked(arrangement)
    on = local(now).date()
    if next_on is not None and next_on <= on:
        raise Refused("The next look is on a later day.", field="next_on")
    look = {"on": on.isoformat(), "words": words.strip(), "by": str(by)}
    row.details = {**row.details, REVIEWS: [*row.details.get(REVIEWS, []), look]}
    row.review_on = next_on
    row.save(update_fields=["details", "review_on"])
    return row


def _locked(arrangement: Arrangement) -> Arrangement:
    rows = Arrangement.objects.select_for_update(of=("self",), no_key=True)
    row: Arrangement = rows.select_related(
        "suggestion", "enrolment__pupil", "school"
    ).get(pk=arrangement.pk)
    return row
