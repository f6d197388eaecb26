"""Entries of the ledger as they are printed: code, moment, person, reason, what was said."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.clock import local
from core.words import clock_time, moment
from register.codes import AttendanceCode, codes_on
from register.codes.kinds import kind_of
from register.rules.ledger import LedgerLine


@dataclass(frozen=True, slots=True)
class Chip:
    """A mark as its component draws it."""

    code: str
    words: str
    kind: str


NO_MARK = Chip("–", "No mark", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLine:
    """One entry, ready to be drawn."""

    number: int
    word: str
    chip: Chip
    minutes: int | None
    reason: str
    said: tuple[str, ...]
    when: str
    pressed: str
    at: dt.datetime
    by_name: str
    by_position: str
    stands: bool


def chip_of(code: str | None, day: dt.date) -> Chip:
    """Draw a code by the law of its day."""
    row = codes_on(day).get(code or "")
    if code is None:
        return NO_MARK
    if row is None:
        return Chip(code, f"{code}, no code of that day", "none")
    return Chip(code, row.title, kind_of(row))


def entry_lines(made: Sequence[LedgerLine]) -> tuple[EntryLine, ...]:
    """Draw the entries of one mark, the first one first."""
    return tuple(entry_line(line) for line in made)


def entry_line(line: LedgerLine) -> EntryLine:
    """Draw one entry."""
    return EntryLine(
        number=line.version,
        word=_word(line),
        chip=chip_of(line.code, line.slot.day),
        minutes=line.minutes_late,
        reason=line.reason,
        said=tuple(part for part in (line.nature, line.note) if part),
        when=when_said(line.at, line.slot.day),
        pressed=f"pressed {when_said(line.device_at, line.slot.day)} on the device"
        if line.device_at
        else "",
        at=line.at,
        by_name=line.by_name or "A former member of staff",
        by_position=line.by_position,
        stands=line.stands,
    )


def when_said(at: dt.datetime, day: dt.date) -> str:
    """Say a moment: the time alone on the session's day, else with its day."""
    return clock_time(at) if local(at).date() == day else moment(at)


def codes_used(lines: Iterable[LedgerLine], day: dt.date) -> list[AttendanceCode]:
    """Return the codes among some entries, for the key of a printed page."""
    table = codes_on(day)
    used = {line.code for line in lines if line.code}
    return [row for code, row in table.items() if code in used]


def _word(line: LedgerLine) -> str:
    if line.is_first:
        return "Original"
    if line.code is None:
        return "Withdrawn"
    return "Corrected" if line.is_correction else "Amended"
