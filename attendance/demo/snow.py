"""The morning on which snow closed one of the schools, as its head entered it.

What would have been typed on that day gives way to one act; nothing else of the
demonstration hangs on it, so every other day is as it would have been.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from attendance.demo.bodies import School
from attendance.demo.entries import Entry, Typing
from attendance.demo.sheets import Book
from attendance.demo.staff import Staff
from core.clock import at_local
from core.periods import ONE_DAY
from register.models import RegisterTaken, Shut
from register.rules.shut import SCHOOL_SHUT, codes_elsewhere
from schools.models import Closure
from schools.states import Role

PHASE = "primary"
DAY = dt.date(2026, 1, 8)
REASON = "Snow: no safe way to the school"
_SHUT_AT = at_local(DAY, dt.time(7, 5))
_SLOTS = tuple(DAY.toordinal() * 2 + session for session in range(2))


def snow_falls(
    book: Book, school: School, staff: Staff, typing: Typing, entries: list[Entry]
) -> list[Entry]:
    """Return a year's entries with those of the day in the snow as the head made them."""
    if school.shape.phase != PHASE or not any(e.slot in _SLOTS for e in entries):
        return entries
    head = staff.by_role[Role.HEAD]
    elsewhere = codes_elsewhere(DAY)
    typing.changes[:] = [row for row in typing.changes if row.slot not in _SLOTS]
    closed = [
        replace(
            entry,
            at=_SHUT_AT,
            by=head,
            code=SCHOOL_SHUT,
            minutes_late=None,
            nature=REASON,
        )
        if entry.slot in _SLOTS and entry.code not in elsewhere
        else entry
        for entry in entries
    ]
    _note(book, school, head, closed)
    _hand_in(book, school, head)
    return closed


def _note(book: Book, school: School, head: int, entries: list[Entry]) -> None:
    """Note the closure in the calendar, and the act for each session."""
    closure = book.add(
        Closure,
        school_id=school.id,
        kind=Closure.Kind.UNEXPECTED.value,
        name=REASON,
        starts_on=DAY,
        ends_on=DAY + ONE_DAY,
    )
    for slot in _SLOTS:
        book.add(
            Shut,
            school_id=school.id,
            slot=slot,
            code=SCHOOL_SHUT,
            reason=REASON,
            closure_id=closure,
            entered=sum(e.slot == slot and e.code == SCHOOL_SHUT for e in entries),
            shut_at=_SHUT_AT,
            shut_by_id=head,
        )


def _hand_in(book: Book, school: School, head: int) -> None:
    """Let the registers of the day be handed in by the act and not by teachers."""
    sheet = book[RegisterTaken]
    names = list(sheet.fields)
    number, where, slot = (names.index(n) for n in ("id", "school_id", "slot"))
    for row in list(sheet.rows):
        if row[where] == school.id and row[slot] in _SLOTS:
            sheet.change(row[number], taken_at=_SHUT_AT, taken_by_id=head)
