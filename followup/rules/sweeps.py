"""Which N must become O, and when a school is asked: by law, and by its own week.

SI 2024/208 reg 10(7)-(9): an N that is not explained by the end of the fifth school day
after its session becomes O. A weekly sweep is the school's own, and may come earlier.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from core.periods import Period
from register.rules.deadlines import n_deadline
from schools.rules.calendar import CalendarTooShort, SchoolCalendar
from schools.rules.sessions import Slot, say_day

WARN_SCHOOL_DAYS = 2
_FURTHEST_BACK = timedelta(days=60)
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Swept:
    """One N of a batch, and the last day on which it may stand."""

    enrolment_id: int
    slot: Slot
    deadline: date


def last_ended_day(
    moment: datetime, calendar: SchoolCalendar, ends: Callable[[date], time]
) -> date | None:
    """Return the latest school day that has ended by a moment of the wall clock."""
    today = moment.date()
    days = calendar.school_days(Period.through(today - _FURTHEST_BACK, today))
    if days and days[-1] == today and moment.time() < ends(today):
        days = days[:-1]
    return days[-1] if days else None


def last_weekly_day(
    moment: datetime, calendar: SchoolCalendar, *, weekday: int | None, at: time
) -> date | None:
    """Return the day of the latest weekly sweep whose hour has come, within a week.

    Where the school is shut on its weekday, the last school day before it in that week
    takes its place; a week without one has no sweep.
    """
    if weekday is None:
        return None
    for back in range(2):
        monday = moment.date() - timedelta(days=moment.weekday() + 7 * back)
        days = calendar.school_days(
            Period.through(monday, monday + timedelta(days=weekday))
        )
        if days and (days[-1], at) <= (moment.date(), moment.time()):
            return days[-1] if moment.date() - days[-1] < _WEEK else None
    return None


def deadline_of(slot: Slot, calendar: SchoolCalendar) -> date | None:
    """Return the last day of an N, or None while the dates of the next term are missing."""
    try:
        return n_deadline(slot, calendar)
    except CalendarTooShort:
        return None


def legally_due(
    marks: Iterable[tuple[int, Slot]], calendar: SchoolCalendar, due_on: date
) -> list[Swept]:
    """Return each N whose fifth school day has come by a day, the oldest first."""
    return [row for row in _in_order(marks, calendar) if row.deadline <= due_on]


def weekly_due(
    marks: Iterable[tuple[int, Slot]], calendar: SchoolCalendar, due_on: date
) -> list[Swept]:
    """Return each N of the week and before, whatever the law still allows."""
    return [row for row in _in_order(marks, calendar) if row.slot.day <= due_on]


def warned_of(
    marks: Iterable[tuple[int, Slot]], calendar: SchoolCalendar, on: date
) -> date | None:
    """Return the deadline two school days after a day, if an N has it; None otherwise."""
    try:
        coming = calendar.nth_school_day_after(on, WARN_SCHOOL_DAYS)
    except CalendarTooShort:
        return None
    rows = _in_order(marks, calendar)
    return coming if any(row.deadline == coming for row in rows) else None


def reason_for_o(slot: Slot, deadline: date, *, is_legal: bool) -> str:
    """Say in the ledger why an N becomes O."""
    if is_legal:
        return (
            "No reason established by the end of the fifth school day"
            f" ({say_day(deadline)}): SI 2024/208 reg 10(7)-(9)."
        )
    return (
        f"No reason established for {slot.words} by the school's weekly sweep;"
        f" the law's last day is {say_day(deadline)}."
    )


def _in_order(
    marks: Iterable[tuple[int, Slot]], calendar: SchoolCalendar
) -> list[Swept]:
    rows = [
        # Without the dates of the next term nobody can say that five days are over.
        Swept(pk, slot, deadline_of(slot, calendar) or date.max)
        for pk, slot in marks
    ]
    return sorted(rows, key=lambda row: (row.deadline, row.slot, row.enrolment_id))
