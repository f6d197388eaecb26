"""Moments that a visitor may want to go to, and which of them have passed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from attendance.demo.calendar import calendar
from core.clock import at_local, local
from schools.rules.calendar import CalendarTooShort
from schools.rules.sessions import say_day

_OF_A_DAY = (
    (dt.time(8, 40), "The primary's registers open"),
    (dt.time(8, 52), "Registers are being taken"),
    (dt.time(9, 31), "Every morning register has closed: missing registers, call list"),
    (dt.time(13, 5), "Afternoon registers are open"),
    (dt.time(16, 0), "The day is over: the sweep of what has no reason"),
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment to go to."""

    words: str
    why: str
    day: str
    time: str
    has_passed: bool

    @property
    def fields(self) -> dict[str, str]:
        """Return what the form of the clock is sent."""
        return {"day": self.day, "time": self.time}


def moments_around(now: dt.datetime) -> list[Moment]:
    """Return the moments of the demonstration's day, and the next school day's first."""
    today = local(now).date()
    days = [today] if calendar().is_school_day(today) else []
    found = [_moment(day, at, why, now) for day in days for at, why in _OF_A_DAY]
    try:
        next_day = calendar().nth_school_day_after(today, 1)
    except CalendarTooShort:
        return found
    at, why = _OF_A_DAY[0]
    return [*found, _moment(next_day, at, f"Next school day. {why}", now)]


def _moment(day: dt.date, at: dt.time, why: str, now: dt.datetime) -> Moment:
    return Moment(
        words=f"{say_day(day)} {at:%H:%M}",
        why=why,
        day=day.isoformat(),
        time=f"{at:%H:%M}",
        has_passed=at_local(day, at) < now,
    )
