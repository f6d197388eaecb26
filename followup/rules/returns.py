"""Absences as a row of marks tells them, and what a return asks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from register.codes import codes_on
from schools.rules.sessions import Slot, say_day

_APPOINTMENT = "M"
Marks = Sequence[tuple[Slot, str]]
"""One enrolment's sessions in order, each with its code, or "" where unmarked."""


@dataclass(frozen=True, slots=True)
class Absence:
    """Sessions in a row away from school, and the day of the return, if there was one."""

    slots: tuple[Slot, ...]
    codes: tuple[str, ...]
    back_on: date | None

    @property
    def first_day(self) -> date:
        """Return its first day."""
        return self.slots[0].day

    @property
    def days(self) -> int:
        """Count its school days."""
        return len({slot.day for slot in self.slots})


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk that a return asks for, with the rule in words."""

    kind: str
    due_on: date
    rule: str
    absences: tuple[date, ...]


def is_away(code: str, day: date) -> bool:
    """Tell whether a code is an absence: missed, not on site, and no appointment."""
    row = codes_on(day).get(code)
    if row is None or code == _APPOINTMENT or row.pupil_on_site:
        return False
    return row.counts_as_authorised or row.counts_as_unauthorised


def is_attending(code: str, day: date) -> bool:
    """Tell whether a code says that the child came."""
    row = codes_on(day).get(code)
    return row is not None and (row.counts_as_present or row.pupil_on_site)


def absences(marks: Marks) -> list[Absence]:
    """Return separate absences; what is not required neither ends one nor counts."""
    found: list[Absence] = []
    run: list[tuple[Slot, str]] = []
    for slot, code in marks:
        if is_away(code, slot.day):
            run.append((slot, code))
        elif run and is_attending(code, slot.day):
            found.append(_absence(run, slot.day))
            run = []
    if run:
        found.append(_absence(run, None))
    return found


def _absence(run: list[tuple[Slot, str]], back_on: date | None) -> Absence:
    return Absence(
        tuple(slot for slot, _ in run), tuple(code for _, code in run), back_on
    )


def talks_due(
    rows: Iterable[Absence], *, interview_after: int, meeting_after_days: int
) -> list[Talk]:
    """Return each talk that a return of this school year asks for.

    An interview after every so many separate absences, a meeting after a long one.
    """
    over = [row for row in rows if row.back_on is not None]
    found = []
    for number, row in enumerate(over, start=1):
        if row.back_on is None:
            continue
        if number % interview_after == 0:
            firsts = tuple(
                one.first_day for one in over[number - interview_after : number]
            )
            days = ", ".join(map(say_day, firsts))
            rule = f"{interview_after} separate absences in a school year: from {days}."
            found.append(Talk("interview", row.back_on, rule, firsts))
        if row.days >= meeting_after_days:
            rule = (
                f"{row.days} school days away; a meeting from {meeting_after_days} on."
            )
            found.append(Talk("meeting", row.back_on, rule, (row.first_day,)))
    return found
