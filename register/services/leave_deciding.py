"""Decides requests for leave, pupil by pupil, before the days begin (reg 11)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from core.clock import local
from register.codes.leave_grounds import grounds_on
from register.models import LeavePupil, Suggestion
from register.rules.leave import (
    Spans,
    first_day_to_grant,
    refusal_of_ground,
    refusal_of_span,
)
from register.services.suggestions import Word, log_suggestion
from schools.models import Body, Membership
from schools.rules.sessions import Session, Slot
from schools.selectors.calendar import calendar_of, times_for
from schools.selectors.pupils import placement_on
from schools.services.refusals import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """On which ground and for which days, and what was shown for it."""

    ground: str
    shown: str
    first: dt.date
    last: dt.date


@transaction.atomic
def decide_leave(
    *,
    school: Body,
    places: Sequence[LeavePupil],
    granted: Granted | None,
    reasons: str,
    by: Membership,
    now: dt.datetime,
) -> list[LeavePupil]:
    """Grant days or refuse, with reasons; decided alike twice, it is one decision.

    Granting puts one suggestion beside each name. Refusing puts none: what an absence
    then is, is said when it happens. Raises `Refused` with the rule's sentence.
    """
    if not reasons.strip():
        raise Refused("Say why: the family is told.", field="reasons")
    ids = [place.pk for place in places]
    rows = (
        LeavePupil.objects.select_for_update(of=("self",), no_key=True)
        .filter(pk__in=ids, school=school)
        .select_related("request", "enrolment__pupil")
        .order_by("pk")
    )
    return [_decide(school, row, granted, reasons, by, now) for row in rows]


def first_open_day(school: Body, now: dt.datetime) -> dt.date:
    """Return the first day of a school for which leave can still be granted."""
    here = local(now)
    times = times_for(school, None, Session.AM, here.date())
    return first_day_to_grant(here, times.opens if times else None)


def _decide(
    school: Body,
    row: LeavePupil,
    granted: Granted | None,
    reasons: str,
    by: Membership,
    now: dt.datetime,
) -> LeavePupil:
    if row.request.withdrawn_at is not None:
        raise Refused("The family has withdrawn this request.")
    if row.decision:
        if _is_same(row, granted, reasons):
            return row
        raise Refused(
            f"{row.enrolment.pupil.name} is decided already. A family that brings"
            " something new asks again, so that both decisions are kept."
        )
    row.reasons, row.decided_at, row.decided_by = reasons.strip(), now, by
    if granted is None:
        row.decision = LeavePupil.Decision.REFUSED
    else:
        _grant(school, row, granted, by, now)
    row.save()
    return row


def _grant(
    school: Body, row: LeavePupil, granted: Granted, by: Membership, now: dt.datetime
) -> None:
    asked = (row.request.first_day, row.request.last_day)
    _check(school, row, granted, now)
    ground = grounds_on(granted.first)[granted.ground]
    is_whole = (granted.first, granted.last) == asked
    row.decision = LeavePupil.Decision.GRANTED if is_whole else LeavePupil.Decision.PART
    row.ground, row.code, row.shown = ground.key, ground.code, granted.shown.strip()
    row.granted_first_day, row.granted_last_day = granted.first, granted.last
    row.suggestion = log_suggestion(
        school=school,
        enrolment=row.enrolment,
        word=Word(
            first=Slot(granted.first, Session.AM),
            last=Slot(granted.last, Session.PM),
            code=ground.code,
            source=Suggestion.Source.LEAVE,
            words=f"Leave granted by {by.name}: {ground.title.lower()}",
        ),
        by=by,
        now=now,
    )


def _check(school: Body, row: LeavePupil, granted: Granted, now: dt.datetime) -> None:
    spans = Spans(
        (row.request.first_day, row.request.last_day), (granted.first, granted.last)
    )
    sentence = refusal_of_span(
        spans, from_day=first_open_day(school, now), calendar=calendar_of(school)
    )
    if sentence:
        raise Refused(sentence, field="granted_first_day")
    placement = placement_on(row.enrolment, granted.first)
    sentence = refusal_of_ground(
        granted.ground,
        shown=granted.shown,
        year_group=placement.year_group if placement else 0,
        day=granted.first,
    )
    if sentence:
        field = "ground" if granted.shown.strip() or not granted.ground else "shown"
        raise Refused(sentence, field=field)


def _is_same(row: LeavePupil, granted: Granted | None, reasons: str) -> bool:
    if row.reasons != reasons.strip():
        return False
    if granted is None:
        return row.decision == LeavePupil.Decision.REFUSED
    days = (row.granted_first_day, row.granted_last_day)
    return row.ground == granted.ground and days == (granted.first, granted.last)
