"""What may be decided about a request for leave: never what has begun (reg 11)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from core.periods import Period
from register.codes.leave_grounds import TEST_WINDOWS, Ground, grounds_on
from schools.rules.calendar import SchoolCalendar
from schools.rules.sessions import say_day

MOST_PUPILS = 3
"""Pupils of a family on one form (policy 000 App2)."""


@dataclass(frozen=True, slots=True)
class Spans:
    """The days that were asked for and those that are granted, first and last."""

    asked: tuple[date, date]
    granted: tuple[date, date]


@dataclass(frozen=True, slots=True)
class Notice:
    """How long before the first day a family asked, beside what the school wishes."""

    days: int
    wanted: int

    @property
    def is_late(self) -> bool:
        """Tell whether it is shorter than the school wishes; that refuses nothing."""
        return self.days < self.wanted

    @property
    def words(self) -> str:
        """Say both: 9 days' notice, 14 asked for."""
        if self.days < 0:
            return f"asked {-self.days} days after the first day"
        said = "1 day's notice" if self.days == 1 else f"{self.days} days' notice"
        return f"{said}, {self.wanted} asked for" if self.is_late else said


def notice_of(asked_on: date, first_day: date, *, wanted: int) -> Notice:
    """Return the notice of a request in days, as policies count it."""
    return Notice((first_day - asked_on).days, wanted)


def first_day_to_grant(now: datetime, opens: time | None) -> date:
    """Return the first day that can still be granted: none that has begun.

    A day begins as its first register opens; leave is granted before it or not at all
    (SI 2024/208 reg 11). `now` is the moment on the school's wall.
    """
    has_begun = opens is None or now.time() >= opens
    return now.date() + timedelta(days=1) if has_begun else now.date()


def refusal_of_span(
    spans: Spans, *, from_day: date, calendar: SchoolCalendar
) -> str | None:
    """Say why these days cannot be granted, None where they can."""
    first, last = spans.granted
    if last < first:
        return "The last day granted is before the first."
    if first < spans.asked[0] or last > spans.asked[1]:
        return (
            f"Only what was asked for can be granted: {say_day(spans.asked[0])} to "
            f"{say_day(spans.asked[1])}."
        )
    if first < from_day:
        return (
            f"Leave is granted beforehand or not at all: {say_day(first)} has begun. "
            f"Grant from {say_day(from_day)} or refuse (SI 2024/208 reg 11)."
        )
    if not calendar.school_days(Period.through(first, last)):
        return "The school is closed on all of these days: no leave is needed."
    return None


def refusal_of_ground(
    key: str, *, shown: str, year_group: int, day: date
) -> str | None:
    """Say why leave cannot be granted on a ground, None where it can."""
    ground = grounds_on(day).get(key)
    if ground is None:
        return "Choose the ground: the law knows these and no other (reg 11)."
    if ground.instead:
        return f"{ground.title}: {ground.law}"
    least = ground.least_year_group
    if least is not None and year_group < least:
        return (
            f"{ground.title} is for Year {least} and above; this pupil is in Year "
            f"{year_group} ({ground.source})."
        )
    if not shown.strip():
        return f"This ground asks for: {_lowered(ground)} ({ground.source})."
    return None


def clashes(first: date, last: date, *, year_group: int) -> Sequence[str]:
    """Say which national tests of a year group lie in these days."""
    asked = Period.through(first, last)
    return [
        f"{window.title} of Year {window.year_group}: {say_day(both.starts_on)} to "
        f"{say_day(both.last_day)}"
        for window in TEST_WINDOWS
        if window.year_group == year_group
        and (both := window.days.intersect(asked)) is not None
        and both.last_day is not None
    ]


def touches_holiday(first: date, last: date, calendar: SchoolCalendar) -> str:
    """Say whether the days asked for lengthen a holiday, nothing where they do not."""
    days = calendar.school_days(Period.through(first, last))
    if not days:
        return ""
    whole = [calendar.half_term_of(day) for day in (days[0], days[-1])]
    if whole[0] and not calendar.school_days(
        Period(whole[0].period.starts_on, days[0])
    ):
        return "The first school day of a half term is among them."
    end = whole[1].period.ends_on if whole[1] else None
    after = Period(days[-1] + timedelta(days=1), end) if end else None
    if after is not None and not calendar.school_days(after):
        return "The last school day of a half term is among them."
    return ""


def _lowered(ground: Ground) -> str:
    return ground.shown[:1].lower() + ground.shown[1:]
