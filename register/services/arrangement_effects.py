"""What an arrangement puts beside a name, and how that is shortened with it."""

import datetime as dt
from dataclasses import replace

from core.periods import ONE_DAY
from register.models import Arrangement, Suggestion
from register.rules.arrangement_terms import Agreed
from register.rules.arrangements import sessions_missed
from register.selectors.windows import NoSessionTimes, window_of
from register.services.suggestions import (
    LONGEST,
    Word,
    log_suggestion,
    withdraw_suggestion,
)
from schools.models import Body, Enrolment, Membership
from schools.rules.sessions import Session, Slot
from schools.rules.weeks import weekly
from schools.selectors.calendar import calendar_of
from schools.selectors.pupils import placement_on
from schools.services.refusals import Refused

CANCELLED = "cancelled"


def suggest(
    school: Body,
    enrolment: Enrolment,
    agreed: Agreed,
    code: str,
    *,
    by: Membership,
    now: dt.datetime,
) -> Suggestion | None:
    """Log what the arrangement suggests; nothing where it takes no session."""
    word = Word(
        first=agreed.first,
        last=agreed.last or last_known(school, agreed.first),
        code=code,
        source=agreed.kind.source,
        words=_words(agreed),
        nature=agreed.nature,
        sessions=agreed.sessions,
    )
    if agreed.kind.key == Arrangement.Kind.APPOINTMENT:
        missed = _missed(school, enrolment, agreed)
        if not missed:
            return None
        day = agreed.first.day
        both = weekly((day.weekday(), session) for session in missed)
        word = replace(
            word,
            first=Slot(day, missed[0]),
            last=Slot(day, missed[-1]),
            sessions=None if len(missed) == len(Session) else both,
        )
    return log_suggestion(school=school, enrolment=enrolment, word=word, by=by, now=now)


def _missed(school: Body, enrolment: Enrolment, agreed: Agreed) -> tuple[Session, ...]:
    day = agreed.first.day
    placement = placement_on(enrolment, day)
    group = placement.group_id if placement else None
    try:
        windows = {s: window_of(school, group, Slot(day, s)) for s in Session}
    except NoSessionTimes as missing:
        raise Refused(str(missing), field="starts_on") from None
    calendar = calendar_of(school)
    held = {s: w for s, w in windows.items() if calendar.is_registered(Slot(day, s))}
    if not held:
        raise Refused("The school has no session on this day.", field="starts_on")
    return sessions_missed(agreed.leaves_at, agreed.returns_at, held)


def last_known(school: Body, first: Slot) -> Slot:
    """Return the last session that the calendar knows, for what has no end yet."""
    numbers = calendar_of(school).registered_numbers
    if not numbers or numbers[-1] < first.number:
        raise Refused("The calendar does not reach that day.", field="starts_on")
    return Slot.from_number(numbers[-1])


def _words(agreed: Agreed) -> str:
    """Say in a line what stands beside the name, without what is nobody's business."""
    parts = [agreed.kind.title]
    if agreed.kind.key == Arrangement.Kind.APPOINTMENT:
        parts = [agreed.reason or agreed.kind.title]
        parts += [f"leaves {agreed.leaves_at:%H:%M}"] if agreed.leaves_at else []
        parts += [f"back {agreed.returns_at:%H:%M}"] if agreed.returns_at else []
        parts += ["card seen"] if agreed.details.get("shown") else []
    if agreed.provider_name:
        parts.append(agreed.provider_name)
    for name in ("day_named", "examination"):
        if agreed.details.get(name):
            parts.append(str(agreed.details[name]))
    return ", ".join(parts)[:LONGEST]


def shorten(row: Arrangement, *, by: Membership, now: dt.datetime) -> Suggestion | None:
    """Withdraw the suggestion; where days of it are left, log it anew up to the end."""
    was = row.suggestion
    if was is None:
        return None
    withdraw_suggestion(suggestion=was, by=by, now=now)
    if CANCELLED in row.details or row.ends_on is None:
        return was
    last = Slot(row.ends_on - ONE_DAY, Session.PM)
    if last.number < was.first_slot:
        return was
    word = Word(
        first=Slot.from_number(was.first_slot),
        last=last,
        code=was.code,
        source=was.source,
        words=was.words,
        nature=was.nature,
        sessions=was.sessions,
    )
    return log_suggestion(
        school=row.school, enrolment=row.enrolment, word=word, by=by, now=now
    )
