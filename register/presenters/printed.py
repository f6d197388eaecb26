"""A printed register: months with their codes, totals, and every amendment as a note."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from core.words import count, long_day, moment
from register.codes import AttendanceCode, codes_on
from register.presenters.entries import codes_used
from register.rules.ledger import LedgerLine, as_it_stood, by_place
from register.selectors.month import Column, Stay
from register.selectors.printed import PrintedFacts
from schools.rules.sessions import SESSIONS_A_DAY, Slot

CLOSED, NO_MARK, NOT_ASKED = "#", "–", ""
_INSTANT = dt.timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Place:
    """A session of a pupil on paper: its code and the numbers of its notes."""

    code: str
    words: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A pupil's month."""

    number: int
    name: str
    places: tuple[Place, ...]
    attended: int
    possible: int


@dataclass(frozen=True, slots=True)
class Month:
    """One table: days across, pupils down."""

    title: str
    days: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]


@dataclass(slots=True)
class Sums:
    """A pupil's sessions over the whole period."""

    number: int
    name: str
    possible: int = 0
    attended: int = 0
    authorised: int = 0
    unauthorised: int = 0
    late: int = 0
    unmarked: int = 0

    @property
    def percent(self) -> str:
        if not self.possible:
            return "–"
        # Integers decide the rounding.
        tenths = (2000 * self.attended + self.possible) // (2 * self.possible)
        return f"{tenths // 10}.{tenths % 10}%"

    def add(self, code: AttendanceCode | None) -> None:
        """Count one session that a register asked for."""
        if code is None:
            self.unmarked += 1
            return
        self.possible += code.counts_as_possible
        self.attended += code.counts_as_present
        self.authorised += code.counts_as_authorised
        self.unauthorised += code.counts_as_unauthorised
        self.late += code.is_late


@dataclass(frozen=True, slots=True)
class Version:
    """A register that was withdrawn: what it said, and what stands now."""

    title: str
    words: str
    rows: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """The document."""

    title: str
    group: str
    school: str
    span: str
    made: str
    months: tuple[Month, ...]
    sums: tuple[Sums, ...]
    notes: tuple[str, ...]
    versions: tuple[Version, ...]
    read_out: tuple[str, ...]
    handed_in: str
    key: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _Desk:
    """What is gathered while the tables are drawn."""

    facts: PrintedFacts
    today: dt.date
    notes: list[str] = field(default_factory=list)
    sums: dict[int, Sums] = field(default_factory=dict)


def present_printed(
    facts: PrintedFacts, *, now: dt.datetime, today: dt.date
) -> Printed:
    """Draw the document; notes are numbered through it."""
    desk = _Desk(facts, today)
    for number, stay in enumerate(facts.stays, start=1):
        desk.sums[stay.enrolment.pk] = Sums(number, stay.enrolment.pupil.sort_name)
    made = by_place(facts.lines)
    months = tuple(
        _month(desk, list(columns), made)
        for _, columns in groupby(
            facts.columns, key=lambda column: column.slot.day.replace(day=1)
        )
    )
    last = facts.period.last_day or facts.period.starts_on
    span = f"{long_day(facts.period.starts_on)} to {long_day(last)}"
    return Printed(
        title=f"Attendance register of {facts.group.name}, {span}",
        group=facts.group.name,
        school=facts.school.name,
        span=span,
        made=moment(now),
        months=months,
        sums=tuple(desk.sums.values()),
        notes=tuple(desk.notes),
        versions=tuple(_versions(facts, made)),
        read_out=tuple(_read_out(facts)),
        handed_in=_handed_in(facts, today),
        key=_key(facts),
    )


_Made = dict[tuple[int, int], tuple[LedgerLine, ...]]
_CodeOf = Callable[[str], AttendanceCode | None]


def _month(desk: _Desk, columns: Sequence[Column], made: _Made) -> Month:
    tables = [codes_on(column.slot.day) for column in columns]
    lines = []
    for number, stay in enumerate(desk.facts.stays, start=1):
        before = desk.sums[stay.enrolment.pk]
        attended, possible = before.attended, before.possible
        places = tuple(
            _place(desk, stay, column, table.get, made)
            for column, table in zip(columns, tables, strict=True)
        )
        lines.append(
            Line(
                number,
                before.name,
                places,
                before.attended - attended,
                before.possible - possible,
            )
        )
    days = columns[::SESSIONS_A_DAY]
    return Month(
        title=f"{columns[0].slot.day:%B %Y}",
        days=tuple((f"{c.slot.day:%a}"[:2], str(c.slot.day.day)) for c in days),
        lines=tuple(lines),
    )


def _place(
    desk: _Desk, stay: Stay, column: Column, code_of: _CodeOf, made: _Made
) -> Place:
    slot = column.slot
    if not column.is_registered:
        return Place(CLOSED, column.why)
    if not stay.is_asked(slot.day) or slot.day > desk.today:
        return Place(NOT_ASKED, "")
    entries = made.get((slot.number, stay.enrolment.pk), ())
    standing = entries[-1].code if entries else None
    code = code_of(standing or "")
    desk.sums[stay.enrolment.pk].add(code)
    return Place(
        standing or NO_MARK,
        code.title if code else "No mark",
        tuple(_notes(desk, stay, entries)),
    )


def _notes(desk: _Desk, stay: Stay, entries: Sequence[LedgerLine]) -> Iterable[int]:
    name = stay.enrolment.pupil.name
    for before, after in pairwise(entries):
        desk.notes.append(
            f"{name}, {after.slot.words}: original entry {_said(before)}, made"
            f" {moment(before.at)} by {_who(before)}; amended to {_said(after)},"
            f" {moment(after.at)}, by {_who(after)}. Reason: {after.reason}"
        )
        yield len(desk.notes)
    last = entries[-1] if entries else None
    if last is not None and (last.nature or last.note):
        said = "; ".join(filter(None, (last.nature, last.note)))
        desk.notes.append(f"{name}, {last.slot.words}: {last.code or NO_MARK}, {said}")
        yield len(desk.notes)


def _said(line: LedgerLine) -> str:
    if line.code is None:
        return "no mark"
    return f"{line.code}, {line.minutes_late} min" if line.minutes_late else line.code


def _who(line: LedgerLine) -> str:
    name = line.by_name or "a former member of staff"
    return f"{name}, {line.by_position}" if line.by_position else name


def _versions(facts: PrintedFacts, made: _Made) -> Iterable[Version]:
    names = {stay.enrolment.pk: stay.enrolment.pupil.sort_name for stay in facts.stays}
    for row in facts.withdrawn:
        if row.withdrawn_at is None:
            continue
        slot = Slot.from_number(row.slot)
        lines = [line for line in facts.lines if line.slot == slot]
        then = as_it_stood(lines, row.withdrawn_at - _INSTANT)
        rows = tuple(
            (name, _code(then.get((row.slot, pk))), _now(made, row.slot, pk))
            for pk, name in names.items()
            if (row.slot, pk) in then
        )
        yield Version(
            f"{slot.words}: withdrawn",
            f"Handed in {moment(row.taken_at)} by {row.taken_by}; withdrawn"
            f" {moment(row.withdrawn_at)} by {row.withdrawn_by}."
            f" Reason: {row.withdrawn_reason}",
            rows,
        )


def _code(line: LedgerLine | None) -> str:
    return (line.code if line else None) or NO_MARK


def _now(made: _Made, slot: int, enrolment: int) -> str:
    entries = made.get((slot, enrolment), ())
    return _code(entries[-1] if entries else None)


def _read_out(facts: PrintedFacts) -> Iterable[str]:
    for row in facts.read_out:
        yield (
            f"{Slot.from_number(row.slot).words}: read by {row.read_by}, entered by"
            f" {row.taken_by}, {moment(row.taken_at)}."
        )


def _handed_in(facts: PrintedFacts, today: dt.date) -> str:
    asked = [c for c in facts.columns if c.is_registered and c.slot.day <= today]
    standing = {row.slot for row in facts.taken if row.withdrawn_at is None}
    missing = [c.slot.words for c in asked if c.slot.number not in standing]
    said = f"{count(len(asked) - len(missing), 'register')} of {len(asked)} were handed in."
    return f"{said} Not handed in: {', '.join(missing)}." if missing else said


def _key(facts: PrintedFacts) -> tuple[tuple[str, str], ...]:
    """Return the meaning of every code in the document, by the law of its day."""
    found: dict[str, str] = {}
    for column in facts.columns[:1] + facts.columns[-1:]:
        for row in codes_used(facts.lines, column.slot.day):
            found.setdefault(row.code, row.title)
    if any(not column.is_registered for column in facts.columns):
        found[CLOSED] = "No register: planned closure, staff day or holiday"
    return tuple(found.items())
