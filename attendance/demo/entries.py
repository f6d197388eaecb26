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
# How often a pupil who came was first not seen.
_WAS_N = {"L": 0.2, "": 0.0008}
# What takes days to find out, or to decide.
_DAYS_LATER = frozenset({"O", "G"})
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
_TUITION = "Home tuition arranged by the authority"
NATURES = {
    "primary": {"B": "Forest school at the nature reserve", "K": _TUITION},
    "secondary": {"B": "Vocational course at the training centre", "K": _TUITION},
    "special": {"B": "Taught riding session at the stables", "K": _TUITION},
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


@dataclass(frozen=True, slots=True)
class Found:
    """That a reason was found for a spell: why, and when if it took days."""

    reason: str
    at: dt.datetime | None = None


class Typing:
    """What the staff of one school typed."""

    def __init__(self, registers: Registers, staff: Staff, rng: Random) -> None:
        self.registers, self.rng = registers, rng
        self.natures = NATURES[registers.school.shape.phase]
        self.office = staff.by_role[Role.OFFICE]
        self.officer = staff.by_role[Role.OFFICER]
        self.started_at = STARTS_AT.replace(tzinfo=LONDON).astimezone(dt.UTC)
        self.changes: list[Change] = []

    def entries(self, row: YearRow) -> Iterator[Entry]:
        """Yield the first entries of a pupil's year; note the changes to them."""
        found = self._found(row)
        for session, code in enumerate(row.codes):
            if code == OFF_ROLL:
                continue
            day_number, half = divmod(session, 2)
            day, place = row.days[day_number], row.places[day_number]
            if place is None:
                continue
            key = (row.year, place.year_group, place.form)
            register = self.registers.register(key, day, half)
            slot = day.toordinal() * 2 + half
            yield self._entry(
                row.stay.enrolment, slot, code, register, found.get(session)
            )

    def _found(self, row: YearRow) -> dict[int, Found]:
        """Return the sessions whose reason was not known when the register was taken.

        A spell has one reason, found once; what it lasts longer is known from then on.
        """
        sessions: dict[int, Found] = {}
        for spell in row.spells:
            if self.rng.random() >= _UNKNOWN.get(spell.code, 0.0):
                continue
            reason = self.rng.choice(REASONS[spell.code])
            if spell.code not in _DAYS_LATER:
                sessions[spell.sessions[0]] = Found(reason)
                continue
            first = row.days[spell.sessions[0] // 2]
            found_on = calendar().nth_school_day_after(first, self.rng.randint(1, 5))
            at = at_local(found_on, dt.time(15, self.rng.randrange(20, 60)))
            for session in spell.sessions:
                if row.days[session // 2] <= found_on:
                    sessions[session] = Found(reason, at)
        return sessions

    def _entry(
        self,
        enrolment: int,
        slot: int,
        code: str,
        register: Register,
        found: Found | None,
    ) -> Entry:
        late = self._minutes_late(code, register)
        printed = code or ("\\" if slot % 2 else "/")
        if found is None and self.rng.random() < _WAS_N.get(code, 0.0):
            found = Found(self.rng.choice(REASONS[code]))
        if found is not None:
            first = Entry(
                register.taken_at, slot, enrolment, register.teacher, None, "N"
            )
            self._change(first, printed, late, register, found)
            return first
        if code in _TEACHERS:
            by, at = register.teacher, register.taken_at
        else:
            by, at = self.office, register.opens_at + dt.timedelta(minutes=2)
        nature = self.natures.get(code, "")
        return Entry(at, slot, enrolment, by, late, printed, nature)

    def _change(
        self,
        first: Entry,
        printed: str,
        late: int | None,
        register: Register,
        found: Found,
    ) -> None:
        """Note that somebody put another code in the place of N."""
        by = self.officer if found.at else self.office
        at = found.at or first.at + dt.timedelta(minutes=self.rng.uniform(4, 150))
        if late is not None:
            at = max(first.at, register.opens_at + dt.timedelta(minutes=late))
        if at < self.started_at:
            self.changes.append(
                Change(first.slot, first.enrolment, printed, late, at, by, found.reason)
            )

    def _minutes_late(self, code: str, register: Register) -> int | None:
        is_open = int((register.closes_at - register.opens_at).total_seconds() // 60)
        if code == "L":
            return min(is_open - 1, 1 + int(self.rng.expovariate(1 / 8)))
        if code == "U":
            return is_open + 1 + int(self.rng.expovariate(1 / 25))
        return None
