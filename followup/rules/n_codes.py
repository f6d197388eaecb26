"""How long an N may still stand: five school days, then it becomes O."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from core.periods import Period
from register.rules.deadlines import n_deadline
from schools.rules.calendar import CalendarTooShort, SchoolCalendar
from schools.rules.sessions import Slot


@dataclass(frozen=True, slots=True)
class OpenN:
    """The N marks of one enrolment, by the one that falls due first."""

    enrolment_id: int
    slots: tuple[Slot, ...]
    deadline: date
    days_left: int

    @property
    def is_overdue(self) -> bool:
        return self.days_left < 0

    @property
    def words(self) -> str:
        """Say how long is left, as the list prints it."""
        if self.is_overdue:
            n = -self.days_left
            return f"overdue by {n} school day{'' if n == 1 else 's'}"
        if self.days_left == 0:
            return "due today"
        return f"{self.days_left} school day{'' if self.days_left == 1 else 's'} left"


def open_ns(
    marks: Iterable[tuple[int, Slot]], calendar: SchoolCalendar, today: date
) -> list[OpenN]:
    """Return a line for each enrolment with an N, what is overdue first.

    SI 2024/208 reg 10(7)-(9); REG-05.
    """
    by_enrolment: dict[int, list[Slot]] = {}
    for enrolment_id, slot in marks:
        by_enrolment.setdefault(enrolment_id, []).append(slot)
    lines = [
        _line(enrolment_id, sorted(slots), calendar, today)
        for enrolment_id, slots in by_enrolment.items()
    ]
    return sorted(
        lines, key=lambda row: (row.days_left, row.slots[0], row.enrolment_id)
    )


def _line(
    enrolment_id: int, slots: list[Slot], calendar: SchoolCalendar, today: date
) -> OpenN:
    try:
        deadline = n_deadline(slots[0], calendar)
    except CalendarTooShort:  # nothing is entered after the last term: count days
        deadline = slots[0].day + timedelta(days=7)
    return OpenN(
        enrolment_id, tuple(slots), deadline, days_left(today, deadline, calendar)
    )


def days_left(today: date, deadline: date, calendar: SchoolCalendar) -> int:
    """Count school days after today up to the deadline, negative once it has passed."""
    if today <= deadline:
        return len(calendar.school_days(Period.through(today, deadline))) - (
            1 if calendar.is_school_day(today) else 0
        )
    after = Period.through(deadline + timedelta(days=1), today)
    return -max(1, len(calendar.school_days(after)))
