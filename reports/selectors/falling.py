"""Whose attendance is falling, and who is close to persistent absence."""

import datetime as dt
from itertools import islice

from core.periods import Period
from reports.rules.falling import (
    BEFORE_DAYS,
    RECENT_DAYS,
    Fall,
    Standing,
    biggest_falls,
    near_threshold,
)
from reports.selectors.figures import Sums, sums_of_schools
from schools.models import Body
from schools.rules.sessions import (
    Session,
    Slot,
    academic_year_of,
    year_starts_on,
)
from schools.selectors.calendar import calendar_of


def spans_of_falling(school: Body, today: dt.date) -> tuple[Period, Period] | None:
    """Return the last school days before today, and those before them."""
    calendar = calendar_of(school)
    window = Period(today - dt.timedelta(days=120), today)
    days = list(
        islice(reversed(calendar.school_days(window)), RECENT_DAYS + BEFORE_DAYS)
    )
    if len(days) <= RECENT_DAYS:
        return None
    recent = Period.through(days[RECENT_DAYS - 1], days[0])
    return recent, Period.through(days[-1], days[RECENT_DAYS])


def falls(school: Body, today: dt.date) -> list[Fall]:
    """Return the pupils whose attendance fell, the biggest fall first."""
    spans = spans_of_falling(school, today)
    if spans is None:
        return []
    recent, before = (sums_of_schools([school], span) for span in spans)
    earlier = _rows(before)
    return biggest_falls(
        Fall(pk, attended, possible, *earlier[pk])
        for pk, (attended, possible) in _rows(recent).items()
        if pk in earlier
    )


def close_to_threshold(
    school: Body, today: dt.date, *, within: int
) -> list[tuple[Standing, int]]:
    """Return pupils newly persistently absent, and those a few sessions away."""
    calendar = calendar_of(school)
    starts_on = year_starts_on(academic_year_of(today))
    spans = spans_of_falling(school, today)
    if spans is None or spans[0].starts_on <= starts_on:
        return []
    now = sums_of_schools([school], Period.through(starts_on, today))
    then = _rows(sums_of_schools([school], Period(starts_on, spans[0].starts_on)))
    left = calendar.sessions_left(Slot(today, Session.PM))
    rows = [
        Standing(pk, possible - attended, possible, there[1] - there[0], there[1])
        for pk, (attended, possible) in _rows(now).items()
        for there in [then.get(pk, (0, 0))]
    ]
    return near_threshold(rows, left=left, within=within)


def _rows(sums: Sums) -> dict[int, tuple[int, int]]:
    columns = (sums.ids.tolist(), sums.attended.tolist(), sums.possible.tolist())
    return {pk: (here, all_) for pk, here, all_ in zip(*columns, strict=True)}
