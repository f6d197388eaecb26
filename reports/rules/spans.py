"""Which days a figure is about: the spans that people ask for by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from core.periods import Period
from schools.rules.calendar import SchoolCalendar
from schools.rules.sessions import academic_year_of, say_day, year_starts_on

SAME_WEEKS_LAST_YEAR = timedelta(weeks=52)
NAMES = {
    "today": "Today",
    "week": "This week",
    "half-term": "This half term",
    "term": "This term",
    "year": "This year",
    "last-half-term": "Last half term",
    "last-term": "Last term",
    "last-year": "Last year",
    "custom": "From and to",
}
DEFAULT = "term"


@dataclass(frozen=True, slots=True)
class Span:
    """Days that end, and what people call them."""

    key: str
    period: Period

    @property
    def label(self) -> str:
        return NAMES[self.key]

    @property
    def first(self) -> date:
        return self.period.starts_on

    @property
    def last(self) -> date:
        """Return the last day of the span."""
        last = self.period.last_day
        if last is None:
            msg = "A span has at least one day."
            raise ValueError(msg)
        return last

    @property
    def words(self) -> str:
        """Say the days with their year: Wed 2 Sep to Fri 20 Nov 2026."""
        if self.first == self.last:
            return f"{say_day(self.first)} {self.first.year}"
        year = "" if self.first.year == self.last.year else f" {self.first.year}"
        return f"{say_day(self.first)}{year} to {say_day(self.last)} {self.last.year}"

    @property
    def last_year(self) -> Span:
        """Return the same weeks a year before, weekday for weekday."""
        ends_on = self.last - SAME_WEEKS_LAST_YEAR
        return Span(
            "custom", Period.through(self.first - SAME_WEEKS_LAST_YEAR, ends_on)
        )


def span_of(key: str, calendar: SchoolCalendar, today: date) -> Span:
    """Return a span by its name, up to today; `LookupError` where there is none.

    In the holidays "this" term is the one that ended last, because that is what a
    school still speaks about.
    """
    whole = _FINDERS[key](calendar, today)
    part = whole.intersect(Period(date.min, today + timedelta(days=1)))
    if part is None:
        msg = f"{NAMES[key]} has not begun."
        raise LookupError(msg)
    return Span(key, part)


def custom(first: date, last: date) -> Span:
    """Return the span that somebody typed, in whichever order the days came."""
    return Span("custom", Period.through(min(first, last), max(first, last)))


def _week(_calendar: SchoolCalendar, today: date) -> Period:
    monday = today - timedelta(days=today.weekday())
    return Period(monday, monday + timedelta(days=7))


def _year(_calendar: SchoolCalendar, today: date) -> Period:
    year = academic_year_of(today)
    return Period(year_starts_on(year), year_starts_on(year + 1))


def _last_year(_calendar: SchoolCalendar, today: date) -> Period:
    year = academic_year_of(today)
    return Period(year_starts_on(year - 1), year_starts_on(year))


def _begun(periods: list[Period], today: date) -> list[Period]:
    begun = sorted((p for p in periods if p.starts_on <= today), key=_start)
    if not begun:
        msg = "The school's calendar has no term up to today."
        raise LookupError(msg)
    return begun


def _start(period: Period) -> date:
    return period.starts_on


def _complete(periods: list[Period], today: date) -> Period:
    done = [p for p in periods if p.ends_on is not None and p.ends_on <= today]
    if not done:
        msg = "No term is complete yet."
        raise LookupError(msg)
    return max(done, key=_start)


def _half_terms(calendar: SchoolCalendar) -> list[Period]:
    return [half.period for half in calendar.half_terms]


def _terms(calendar: SchoolCalendar) -> list[Period]:
    return [term.period for term in calendar.terms]


_FINDERS: dict[str, Callable[[SchoolCalendar, date], Period]] = {
    "today": lambda _calendar, today: Period.of_day(today),
    "week": _week,
    "half-term": lambda calendar, today: _begun(_half_terms(calendar), today)[-1],
    "term": lambda calendar, today: _begun(_terms(calendar), today)[-1],
    "year": _year,
    "last-half-term": lambda calendar, today: _complete(_half_terms(calendar), today),
    "last-term": lambda calendar, today: _complete(_terms(calendar), today),
    "last-year": _last_year,
}
