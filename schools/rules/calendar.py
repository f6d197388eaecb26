"""The one place where "school day", "school week" and "half term" are computed.

A school day is a day with at least one session (Education Act 1996 s579); a school
week is an ISO week with at least one school day, so ten school weeks run on across
holidays, terms and years. A session that was planned and cancelled without warning
is not held, so its day counts in no deadline, but its register exists (Y4): that
reading of the two rules together is ours.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from core.periods import Period
from schools.rules.sessions import (
    Session,
    Slot,
    academic_year_of,
    say_day,
    year_starts_on,
)
from schools.rules.terms import Closure, HalfTerm, Term

MONDAY_TO_FRIDAY = frozenset(range(5))
_LATEST = date.max.toordinal()


class CalendarTooShort(LookupError):
    """The school's calendar does not reach as far as the question asked of it."""


@dataclass(frozen=True)
class SchoolCalendar:
    """Every session that a school plans and holds, for as many years as are entered.

    Calendars are values: equal ones hash alike, once, so they may key a cache.
    """

    half_terms: tuple[HalfTerm, ...]
    closures: tuple[Closure, ...] = ()
    weekdays: frozenset[int] = MONDAY_TO_FRIDAY

    def __hash__(self) -> int:
        return self._hash

    # What is computed once ----------------------------------------------------

    @cached_property
    def _hash(self) -> int:
        return hash((self.half_terms, self.closures, self.weekdays))

    @cached_property
    def _planned_closures(self) -> frozenset[int]:
        return _numbers(c for c in self.closures if c.kind.is_planned)

    @cached_property
    def registered_numbers(self) -> tuple[int, ...]:
        """Slot numbers, in order, for which a register is taken."""
        days = sorted(
            {
                day.toordinal()
                for half_term in self.half_terms
                for day in half_term.period.days()
                if day.weekday() in self.weekdays
            }
        )
        numbers = (day * 2 + session for day in days for session in Session)
        return tuple(n for n in numbers if n not in self._planned_closures)

    @cached_property
    def held_numbers(self) -> tuple[int, ...]:
        """Slot numbers, in order, of the sessions that the school holds."""
        cancelled = _numbers(c for c in self.closures if not c.kind.is_planned)
        return tuple(n for n in self.registered_numbers if n not in cancelled)

    @cached_property
    def _held(self) -> frozenset[int]:
        return frozenset(self.held_numbers)

    @cached_property
    def _registered(self) -> frozenset[int]:
        return frozenset(self.registered_numbers)

    @cached_property
    def _school_days(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(n // 2 for n in self.held_numbers))

    @cached_property
    def _mondays(self) -> tuple[int, ...]:
        # An ordinal of 1 is a Monday, so weeks start where (ordinal - 1) % 7 == 0.
        return tuple(dict.fromkeys(day - (day - 1) % 7 for day in self._school_days))

    # Sessions and days --------------------------------------------------------

    def is_session(self, slot: Slot) -> bool:
        """Tell whether the school holds this session."""
        return slot.number in self._held

    def is_registered(self, slot: Slot) -> bool:
        """Tell whether a register is taken: the session is held, or fell out (Y4)."""
        return slot.number in self._registered

    def is_school_day(self, day: date) -> bool:
        """Tell whether the school holds a session on this day."""
        number = day.toordinal() * 2
        return number in self._held or number + 1 in self._held

    def closure_at(self, slot: Slot) -> Closure | None:
        """Return the closure that shuts the school at the slot, if one does."""
        return next((c for c in self.closures if c.covers(slot)), None)

    def sessions(self, period: Period) -> tuple[Slot, ...]:
        """Return the sessions held in the period, in order."""
        low, high = _between(self.held_numbers, period, scale=2)
        return tuple(map(Slot.from_number, self.held_numbers[low:high]))

    def count_sessions(self, period: Period) -> int:
        """Count the sessions held in the period."""
        low, high = _between(self.held_numbers, period, scale=2)
        return high - low

    def school_days(self, period: Period) -> tuple[date, ...]:
        """Return the school days in the period, in order."""
        low, high = _between(self._school_days, period)
        return tuple(map(date.fromordinal, self._school_days[low:high]))

    def nth_school_day_after(self, day: date, n: int) -> date:
        """Return the nth school day after a day, which itself is not counted."""
        index = bisect_right(self._school_days, day.toordinal()) + n - 1
        if n < 1:
            msg = f"Count at least one school day after {say_day(day)}, not {n}."
            raise ValueError(msg)
        if index >= len(self._school_days):
            msg = (
                f"The calendar ends before the {n} school days after "
                f"{say_day(day)} {day.year}: enter the dates of the next terms."
            )
            raise CalendarTooShort(msg)
        return date.fromordinal(self._school_days[index])

    def previous_sessions(self, slot: Slot, n: int) -> tuple[Slot, ...]:
        """Return the n registers before a slot, the oldest first."""
        end = bisect_left(self.registered_numbers, slot.number)
        return tuple(
            map(Slot.from_number, self.registered_numbers[max(0, end - n) : end])
        )

    def sessions_left(self, slot: Slot) -> int:
        """Count the sessions still to be held after a slot in its academic year."""
        next_year = Slot(year_starts_on(academic_year_of(slot.day) + 1), Session.AM)
        after = bisect_right(self.held_numbers, slot.number)
        return bisect_left(self.held_numbers, next_year.number) - after

    # Weeks --------------------------------------------------------------------

    def school_weeks(self, period: Period) -> tuple[date, ...]:
        """Return the Mondays of the weeks that hold a session inside the period."""
        days = (day.toordinal() for day in self.school_days(period))
        return tuple(
            map(date.fromordinal, dict.fromkeys(d - (d - 1) % 7 for d in days))
        )

    def school_week_number(self, day: date) -> int:
        """Count the school weeks from the calendar's first up to the day's own.

        A day in a week without a session has the number of the school week before.
        """
        return bisect_right(self._mondays, day.toordinal())

    def last_school_weeks(self, day: date, n: int) -> Period:
        """Return the n school weeks that end with the day's own (or the one before)."""
        last = self.school_week_number(day)
        if last == 0:
            msg = f"The calendar has no school week up to {say_day(day)} {day.year}."
            raise CalendarTooShort(msg)
        monday = date.fromordinal(self._mondays[last - 1])
        first = date.fromordinal(self._mondays[max(0, last - n)])
        return Period(first, monday + timedelta(days=7))

    # Half terms, terms, years -------------------------------------------------

    def half_term_of(self, day: date) -> HalfTerm | None:
        """Return the half term that the day lies in, None in the holidays."""
        return next((h for h in self.half_terms if day in h.period), None)

    def term_of(self, day: date) -> Term | None:
        """Return the term that the day lies in; the half-term break belongs to it."""
        return next((t for t in self.terms if day in t.period), None)

    def academic_year_of(self, day: date) -> int:
        """Return the calendar year in which the day's academic year starts."""
        return academic_year_of(day)

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """Return the terms in order, joined from their half terms."""
        joined: dict[tuple[int, str], Period] = {}
        for half in sorted(self.half_terms, key=lambda h: h.period.starts_on):
            key = (academic_year_of(half.period.starts_on), half.term)
            first = joined.get(key, half.period).starts_on
            joined[key] = Period(first, half.period.ends_on)
        return tuple(Term(name, year, p) for (year, name), p in joined.items())


def _numbers(closures: Iterable[Closure]) -> frozenset[int]:
    return frozenset(
        day.toordinal() * 2 + session
        for closure in closures
        for day in closure.period.days()
        for session in Session
        if closure.session in (None, session)
    )


def _between(
    numbers: tuple[int, ...], period: Period, *, scale: int = 1
) -> tuple[int, int]:
    """Return the slice of sorted numbers (days, or slots at scale 2) in the period."""
    ends = _LATEST if period.ends_on is None else period.ends_on.toordinal()
    low = bisect_left(numbers, period.starts_on.toordinal() * scale)
    return low, max(low, bisect_left(numbers, ends * scale))
