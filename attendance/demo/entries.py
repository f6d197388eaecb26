"""Turns codes into what people typed: a first entry, and where it changed, why and when.

A teacher enters who is here, late or not here; a reason known beforehand is entered by
the office; everything else begins as N and is changed by somebody, with a reason.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from attendance.demo.calendar import calendar
from attendance.demo.registers import Register, Registers
from attendance.demo.rows import OFF_ROLL, YearRow
from attendance.demo.shape import STARTS_AT
from attendance.demo.staff import Staff
from core.clock import LONDON, at_local
from schools.states import Role

_TEACHERS = frozenset({"", "L", "N", "U"})
# How often the reason is not known when the register is taken.
_UNKNOWN = {"I": 0.4, "M": 0.25, "C": 0.15, "R": 0.3, "G": 1.0, "O": 1.0, "U": 1.0}
_L_WAS_N = 0.2
_PRESENT_WAS_N = 0.0008
_ALL_DAY = frozenset({"O", "G"})
REASONS = {
    "I": (
        "Mother telephoned: unwell",
        "Father telephoned: a cold and a temperature",
        "E-mail from home: sick in the night",
        "Carer telephoned: stomach bug",
        "Text message from home: headache, resting",
        "Mother telephoned: chest infection",
    ),
    "M": ("Appointment card seen", "Mother telephoned: dentist", "Clinic letter seen"),
    "C": ("Leave had been granted by the head", "Funeral, leave granted by the head"),
    "R": ("Father telephoned: religious observance",),
    "G": (
        "Home says a family holiday; no leave was asked for",
        "Leave had been refused; the family is away",
    ),
    "O": (
        "No reason given after five attempts to reach home",
        "Reason not accepted: overslept",
        "Reason not accepted: shopping",
        "No reply from home",
        "Refused to come in; parents are working with us",
    ),
    "U": ("Arrived after the register had closed", "Signed in at the office"),
    "L": ("Arrived before the register closed", "Signed in at the gate"),
    "": ("Was in the music room", "Marked in error, pupil was in class"),
}
NATURES = {
    "B": "Vocational course at the training centre",
    "K": "Home tuition arranged by the authority",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """The entry that stands for one session."""

    at: dt.datetime
    slot: int
    enrolment: int
    by: int
    minutes_late: int | None
    code: str
    nature: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """An entry in the place of the first one."""

    slot: int
    enrolment: int
    code: str
    minutes_late: int | None
    at: dt.datetime
    by: int
    reason: str


class Typing:
    """What the staff of one school typed."""

    def __init__(self, registers: Registers, staff: Staff, rng: Random) -> None:
        self.registers, self.rng = registers, rng
        self.office = staff.by_role[Role.OFFICE]
        self.officer = staff.by_role[Role.OFFICER]
        self.started_at = STARTS_AT.replace(tzinfo=LONDON).astimezone(dt.UTC)
        self.changes: list[Change] = []

    def entries(self, row: YearRow) -> Iterator[Entry]:
        """Yield the first entries of a pupil's year; note the changes to them."""
        unknown = self._unknown(row)
        for session, code in enumerate(row.codes):
            if code == OFF_ROLL:
                continue
            day_number, half = divmod(session, 2)
            day, place = row.days[day_number], row.places[day_number]
            if place is None:
                continue
            key = (row.year, place.year_group, place.form)
            register = self.registers.register(key, day, half)
            yield self._entry(row, day, half, code, register, session in unknown)

    def _unknown(self, row: YearRow) -> set[int]:
        """Return the sessions for which no reason was known when the register was taken."""
        sessions: set[int] = set()
        for spell in row.spells:
            if self.rng.random() < _UNKNOWN.get(spell.code, 0.0):
                every = spell.code in _ALL_DAY
                sessions.update(spell.sessions if every else spell.sessions[:1])
        return sessions

    def _entry(
        self,
        row: YearRow,
        day: dt.date,
        half: int,
        code: str,
        register: Register,
        is_unknown: bool,  # noqa: FBT001
    ) -> Entry:
        slot, enrolment = day.toordinal() * 2 + half, row.stay.enrolment
        late = self._minutes_late(code, register)
        printed = code or ("/" if half == 0 else "\\")
        chance = {"L": _L_WAS_N, "": _PRESENT_WAS_N}.get(code, 0.0)
        if is_unknown or (chance and self.rng.random() < chance):
            first = Entry(
                register.taken_at, slot, enrolment, register.teacher, None, "N"
            )
            self._change(first, printed, code, late, register, day)
            return first
        by = register.teacher if code in _TEACHERS else self.office
        at = register.taken_at
        if by == self.office:
            at = register.opens_at + dt.timedelta(minutes=2)
        return Entry(at, slot, enrolment, by, late, printed, NATURES.get(code, ""))

    def _change(
        self,
        first: Entry,
        printed: str,
        code: str,
        late: int | None,
        register: Register,
        day: dt.date,
    ) -> None:
        if code in _ALL_DAY:
            waited = calendar().nth_school_day_after(day, self.rng.randint(1, 5))
            at = at_local(waited, dt.time(15, self.rng.randrange(20, 60)))
            by = self.officer
        else:
            at = register.taken_at + dt.timedelta(minutes=self.rng.uniform(4, 150))
            by = self.office
            if late is not None:
                at = max(first.at, register.opens_at + dt.timedelta(minutes=late))
        if at >= self.started_at:
            return
        reason = self.rng.choice(REASONS[code])
        self.changes.append(
            Change(first.slot, first.enrolment, printed, late, at, by, reason)
        )

    def _minutes_late(self, code: str, register: Register) -> int | None:
        is_open = int((register.closes_at - register.opens_at).total_seconds() // 60)
        if code == "L":
            return min(is_open - 1, 1 + int(self.rng.expovariate(1 / 8)))
        if code == "U":
            return is_open + 1 + int(self.rng.expovariate(1 / 25))
        return None
