"""The two school years of the demonstration, on the pattern of England's calendars."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache

import holidays

from attendance.demo.shape import FIRST_YEAR, THIS_YEAR
from core.periods import Period
from schools.rules.calendar import SchoolCalendar
from schools.rules.terms import Closure, ClosureKind, HalfTerm

Span = tuple[str, int, dt.date, dt.date]


def _days(term: str, half: int, first: str, last: str) -> Span:
    return term, half, dt.date.fromisoformat(first), dt.date.fromisoformat(last)


HALF_TERMS: dict[int, tuple[Span, ...]] = {
    FIRST_YEAR: (
        _days("autumn", 1, "2025-09-01", "2025-10-24"),
        _days("autumn", 2, "2025-11-03", "2025-12-19"),
        _days("spring", 1, "2026-01-05", "2026-02-13"),
        _days("spring", 2, "2026-02-23", "2026-03-27"),
        _days("summer", 1, "2026-04-13", "2026-05-22"),
        _days("summer", 2, "2026-06-01", "2026-07-20"),
    ),
    THIS_YEAR: (
        _days("autumn", 1, "2026-09-01", "2026-10-23"),
        _days("autumn", 2, "2026-11-02", "2026-12-18"),
        _days("spring", 1, "2027-01-04", "2027-02-12"),
        _days("spring", 2, "2027-02-22", "2027-03-25"),
        _days("summer", 1, "2027-04-12", "2027-05-28"),
        _days("summer", 2, "2027-06-07", "2027-07-21"),
    ),
}
STAFF_DAYS = tuple(
    map(
        dt.date.fromisoformat,
        (
            *("2025-09-01", "2025-09-02", "2025-11-03", "2026-02-23", "2026-06-01"),
            *("2026-09-01", "2026-10-23", "2027-01-04", "2027-06-07", "2027-07-21"),
        ),
    )
)


def bank_holidays() -> Iterator[tuple[dt.date, str]]:
    """Return England's bank holidays that fall on a school's weekday in a half term."""
    years = range(FIRST_YEAR, THIS_YEAR + 2)
    named = holidays.country_holidays("GB", subdiv="ENG", years=years)
    spans = [span for year in HALF_TERMS.values() for span in year]
    for day, name in sorted(named.items()):
        inside = any(first <= day <= last for _, _, first, last in spans)
        if inside and day.weekday() < 5:  # noqa: PLR2004 - Monday to Friday
            yield day, name


@cache
def calendar() -> SchoolCalendar:
    """Return the calendar that all three schools keep."""
    return SchoolCalendar(
        half_terms=tuple(
            HalfTerm(f"{term} {half}", term, Period.through(first, last))
            for year in sorted(HALF_TERMS)
            for term, half, first, last in HALF_TERMS[year]
        ),
        closures=(
            *(
                Closure(Period.of_day(day), ClosureKind.STAFF_DAY, name="Staff day")
                for day in STAFF_DAYS
            ),
            *(
                Closure(Period.of_day(day), ClosureKind.BANK_HOLIDAY, name=name)
                for day, name in bank_holidays()
            ),
        ),
    )


def school_days(year: int) -> tuple[dt.date, ...]:
    """Return the school days of an academic year, in order."""
    spans = HALF_TERMS[year]
    return calendar().school_days(Period.through(spans[0][2], spans[-1][3]))
