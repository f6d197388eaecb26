"""A day of a register on paper: marks of both sessions, and every amendment in full."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from register.models import RegisterTaken
from register.presenters.entries import (
    NO_MARK,
    Chip,
    chip_of,
    codes_used,
    when_said,
)
from register.rules.ledger import LedgerLine, by_place
from register.selectors.registers import Register
from schools.models import Enrolment
from schools.rules.sessions import Session, Slot


@dataclass(frozen=True, slots=True)
class Place:
    """A mark on paper, with the numbers of its notes."""

    chip: Chip
    minutes: int | None
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A pupil's day."""

    number: int
    name: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """The page."""

    group: str
    day: dt.date
    lines: tuple[Line, ...]
    taken: tuple[str, ...]
    notes: tuple[str, ...]
    key: tuple[tuple[str, str], ...]


def present_extract(
    register: Register,
    pupils: Sequence[Enrolment],
    entries: Sequence[LedgerLine],
    taken: Sequence[RegisterTaken],
) -> Extract:
    """Draw the page of a register's day."""
    made = by_place(entries)
    notes: list[str] = []
    lines = []
    for number, row in enumerate(pupils, start=1):
        places = tuple(
            _place(made.get((slot.number, row.pk), ()), notes, row)
            for slot in _slots(register)
        )
        lines.append(Line(number, row.pupil.sort_name, places))
    return Extract(
        group=register.group.name,
        day=register.slot.day,
        lines=tuple(lines),
        taken=tuple(_taken(slot, taken) for slot in _slots(register)),
        notes=tuple(notes),
        key=tuple(
            (code.code, code.title) for code in codes_used(entries, register.slot.day)
        ),
    )


def _place(made: Sequence[LedgerLine], notes: list[str], row: Enrolment) -> Place:
    if not made:
        return Place(NO_MARK, None, ())
    last = made[-1]
    numbers = []
    for before, after in pairwise(made):
        notes.append(_note(row, before, after))
        numbers.append(len(notes))
    if last.nature or last.note:
        said = "; ".join(filter(None, (last.nature, last.note)))
        notes.append(f"{row.pupil.name}, {last.slot.session.label}: {said}")
        numbers.append(len(notes))
    return Place(chip_of(last.code, last.slot.day), last.minutes_late, tuple(numbers))


def _note(row: Enrolment, before: LedgerLine, after: LedgerLine) -> str:
    """Say an amendment as regulation 6 asks: both entries, reason, moment, person."""
    slot = after.slot
    return (
        f"{row.pupil.name}, {slot.session.label}: {before.code or 'no mark'}"
        f" ({when_said(before.at, slot.day)}, {before.by_name}, {before.by_position})"
        f" amended to {after.code or 'no mark'}, {when_said(after.at, slot.day)}, by"
        f" {after.by_name}, {after.by_position}. Reason: {after.reason}"
    )


def _taken(slot: Slot, taken: Iterable[RegisterTaken]) -> str:
    words = slot.session.words.capitalize()
    standing = [
        row for row in taken if row.slot == slot.number and row.withdrawn_at is None
    ]
    if not standing:
        return f"{words}: not handed in"
    row = standing[-1]
    read = f", read by {row.read_by}" if row.read_by else ""
    when = when_said(row.taken_at, slot.day)
    return f"{words}: handed in {when} by {row.taken_by}{read}"


def _slots(register: Register) -> tuple[Slot, ...]:
    return tuple(Slot(register.slot.day, session) for session in Session)
