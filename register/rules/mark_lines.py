"""A line of a file of marks, read and checked alone; the law of its day decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.tables import Problem
from register.codes import RETIRED_AFTER, UnknownCode, code_on
from schools.rules.importing.columns import Column, Line
from schools.rules.importing.values import NotRead, read_day
from schools.rules.sessions import Session, Slot

COLUMNS = (
    Column("pupil", "Admission number", ("Adno", "Admission no"), is_required=True),
    Column("day", "Date", ("Day", "Mark date"), is_required=True),
    Column("session", "Session", ("AM/PM", "AMPM"), is_required=True),
    Column("code", "Code", ("Mark", "Attendance code"), is_required=True),
    Column("minutes_late", "Minutes late", ("Minutes", "Late minutes")),
    Column("nature", "Nature", ("Activity", "Circumstances")),
    Column("note", "Comment", ("Note", "Comments")),
)
_SESSIONS = {"am": Session.AM, "1": Session.AM, "morning": Session.AM}
_SESSIONS |= {"pm": Session.PM, "2": Session.PM, "afternoon": Session.PM}
# The calendar and the roll say these two; a file that has them says nothing new.
SAID_ELSEWHERE = frozenset({"#", "Z"})
_UNMARKED = frozenset({"-", "."})
_LONGEST = 200
_MOST_MINUTES = 600


@dataclass(frozen=True, slots=True)
class MarkLine:
    """A mark as a file has it; `is_retired` of a code that is one no longer."""

    line: Line
    pupil: str
    slot: Slot
    code: str
    minutes_late: int | None
    nature: str
    note: str
    is_retired: bool


def read_mark(line: Line, today: date) -> tuple[MarkLine | None, list[Problem]]:
    """Return the mark of a line; None without a problem where the line marks nothing."""
    problems = [
        line.problem(column.key, f"{column.label} is missing.")
        for column in COLUMNS[:3]
        if not line[column.key]
    ]
    code = line["code"].upper()
    slot = _slot(line, today, problems)
    minutes = _minutes(line, problems)
    problems += [
        line.problem(key, f"More than {_LONGEST} letters.")
        for key in ("nature", "note")
        if len(line[key]) > _LONGEST
    ]
    if problems or slot is None:
        return None, problems
    if not code or code in SAID_ELSEWHERE | _UNMARKED:
        return None, []
    try:
        code_on(code, slot.day)
    except UnknownCode as error:
        return None, [line.problem("code", str(error))]
    mark = MarkLine(
        line=line,
        pupil=line["pupil"],
        slot=slot,
        code=code,
        minutes_late=minutes,
        nature=line["nature"],
        note=line["note"],
        is_retired=code in RETIRED_AFTER,
    )
    return mark, []


def _slot(line: Line, today: date, problems: list[Problem]) -> Slot | None:
    session = _SESSIONS.get(line["session"].casefold())
    if session is None and line["session"]:
        said = line["session"]
        problems.append(line.problem("session", f"“{said}” is neither AM nor PM."))
    try:
        day = read_day(line["day"]) if line["day"] else None
    except NotRead as error:
        problems.append(line.problem("day", str(error)))
        return None
    if day is not None and day > today:
        problems.append(
            line.problem("day", "Nothing is marked ahead: this day is to come.")
        )
    return Slot(day, session) if day is not None and session is not None else None


def _minutes(line: Line, problems: list[Problem]) -> int | None:
    cell = line["minutes_late"]
    if not cell:
        return None
    if cell.isdecimal() and int(cell) <= _MOST_MINUTES:
        return int(cell) or None
    problems.append(line.problem("minutes_late", f"“{cell}” is no number of minutes."))
    return None
