"""The tables that are taken out, as headings and rows."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reports.selectors.exports import GroupMarks
from schools.models import Pupil

Heading = list[str]
Rows = list[list[str]]


@dataclass(frozen=True)
class Sheet:
    """A table with its name."""

    name: str
    heading: Sequence[str]
    rows: Iterable[Sequence[str]]


def pupils_sheet(
    pupils: Sequence[Pupil],
    first_days: dict[int, dt.date],
    numbers: dict[int, str] | None,
    on: dt.date,
) -> Sheet:
    """Return the pupils on the roll; the UPN only where it was asked for."""
    heading = [
        "Admission number",
        *(["UPN"] if numbers is not None else []),
        "Last name",
        "First name",
        "Known as",
        "Date of birth",
        "Sex",
        "Year",
        "Class",
        "On roll from",
    ]
    rows = [
        [
            row.admission_number,
            *([numbers.get(row.identity_id, "")] if numbers is not None else []),
            row.last_name,
            row.first_name,
            row.known_as,
            row.date_of_birth.isoformat(),
            row.sex,
            _text(getattr(row, "year_group", None)),
            _text(getattr(row, "group_name", None)),
            first_days[row.pk].isoformat() if row.pk in first_days else "",
        ]
        for row in pupils
    ]
    return Sheet(f"pupils-{on.isoformat()}", heading, rows)


def marks_sheet(marks: GroupMarks, group: str, first: dt.date) -> Sheet:
    """Return a row for each pupil and a column for each session."""
    heading = [
        "Admission number",
        "Last name",
        "First name",
        *(f"{slot.day.isoformat()} {slot.session.name}" for slot in marks.slots),
    ]
    rows = [
        [
            row.admission_number,
            row.last_name,
            row.first_name,
            *(marks.codes.get((row.pk, slot.number), "") for slot in marks.slots),
        ]
        for row in marks.pupils
    ]
    name = "".join(part for part in group if part.isalnum()) or "class"
    return Sheet(f"marks-{name}-{first.isoformat()}", heading, rows)


def _text(value: object) -> str:
    return "" if value is None else str(value)
