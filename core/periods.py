"""Days and periods of days: half-open, as PostgreSQL keeps them.

A period is ``[starts_on, ends_on)``; an ``ends_on`` of ``None`` is still running.
Nothing here knows a school, a clock or a time zone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `starts_on` up to, not including, `ends_on`.

    A period may be empty (a name entered and struck out on one day): it then
    contains no day and overlaps nothing.
    """

    starts_on: date
    ends_on: date | None = None

    def __post_init__(self) -> None:
        if self.ends_on is not None and self.ends_on < self.starts_on:
            msg = f"A period cannot end ({self.ends_on}) before it starts ({self.starts_on})."
            raise ValueError(msg)

    @classmethod
    def through(cls, first: date, last: date) -> Period:
        """Make the period that people write "from first to last", both included."""
        return cls(first, last + ONE_DAY)

    @classmethod
    def of_day(cls, day: date) -> Period:
        """Make the period that is one day long."""
        return cls.through(day, day)

    @property
    def last_day(self) -> date | None:
        """Return the last day inside, None while the period runs or if it is empty."""
        return None if self.ends_on is None or self.is_empty else self.ends_on - ONE_DAY

    @property
    def is_empty(self) -> bool:
        return self.ends_on == self.starts_on

    def contains(self, day: date) -> bool:
        """Tell whether the day lies inside."""
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)

    __contains__ = contains

    def overlaps(self, other: Period) -> bool:
        """Tell whether the two share at least one day."""
        return self.intersect(other) is not None

    def intersect(self, other: Period) -> Period | None:
        """Return the days that lie in both, or None where there is none."""
        starts_on = max(self.starts_on, other.starts_on)
        ends = [p.ends_on for p in (self, other) if p.ends_on is not None]
        ends_on = min(ends) if ends else None
        if ends_on is not None and ends_on <= starts_on:
            return None
        return Period(starts_on, ends_on)

    def days(self) -> Iterator[date]:
        """Walk the days in order; a period still running has no last one to reach."""
        if self.ends_on is None:
            msg = f"The period from {self.starts_on} is still running: bound it first."
            raise ValueError(msg)
        for ordinal in range(self.starts_on.toordinal(), self.ends_on.toordinal()):
            yield date.fromordinal(ordinal)


def add_years(day: date, years: int) -> date:
    """Return the same day of the year so many years on.

    29 February becomes 1 March where the year has none: an anniversary is never
    reached early, neither a birthday nor the end of a time for keeping records.
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def nth_day_after(day: date, n: int) -> date:
    """Return the nth day after: the day itself is not counted."""
    return day + n * ONE_DAY


def last_day_beginning_with(day: date, days: int) -> date:
    """Return the last of so many days "beginning with" a day, which is day 1."""
    if days < 1:
        msg = "A period beginning with a day is at least one day long."
        raise ValueError(msg)
    return day + (days - 1) * ONE_DAY
