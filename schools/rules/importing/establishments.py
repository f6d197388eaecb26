"""A line of the national establishment file (GIAS, "edubasealldata").

The file names its own columns; its text is Windows-1252. A row says what a school is
called and where it is; whom it belongs to in the installation follows from its
authority's number. Head teachers' names are left in the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.tables import Problem
from schools.rules.importing.columns import Column, Line
from schools.rules.importing.values import NotRead, read_day

COLUMNS = (
    Column("urn", "URN", is_required=True),
    Column("name", "EstablishmentName", is_required=True),
    Column("authority_number", "LA (code)", is_required=True),
    Column("authority_name", "LA (name)", is_required=True),
    Column("establishment_number", "EstablishmentNumber"),
    Column("establishment_type", "TypeOfEstablishment (name)"),
    Column("type_group", "EstablishmentTypeGroup (name)"),
    Column("status", "EstablishmentStatus (name)"),
    Column("phase", "PhaseOfEducation (name)", is_required=True),
    Column("lowest_age", "StatutoryLowAge"),
    Column("highest_age", "StatutoryHighAge"),
    Column("opened_on", "OpenDate"),
    Column("closed_on", "CloseDate"),
    Column("street", "Street"),
    Column("locality", "Locality"),
    Column("address_3", "Address3"),
    Column("town", "Town"),
    Column("county", "County (name)"),
    Column("postcode", "Postcode"),
    Column("website", "SchoolWebsite"),
    Column("telephone", "TelephoneNum"),
    Column("trust", "Trusts (name)"),
)
_SECONDARY_FROM = 11
_URN_DIGITS = 6


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """A school as the national file has it."""

    line: Line
    urn: int
    columns: Mapping[str, Any]
    authority_number: str
    authority_name: str
    trust: str
    is_closed: bool


def read_school(line: Line) -> tuple[SchoolLine | None, list[Problem]]:
    """Return the school of a line, or None and what is wrong with it."""
    problems: list[Problem] = []
    urn = line["urn"]
    if not urn.isdecimal() or len(urn) != _URN_DIGITS:
        problems.append(line.problem("urn", f"“{urn}” is no URN: it has six digits."))
    if not line["name"]:
        problems.append(line.problem("name", "The name is missing."))
    number = line["authority_number"]
    if not number.isdecimal() or len(number) != 3:  # noqa: PLR2004 - LA numbers
        problems.append(
            line.problem("authority_number", f"“{number}” is no authority's number.")
        )
    opened_on = _day(line, "opened_on", problems)
    closed_on = _day(line, "closed_on", problems)
    ages = {key: _age(line, key, problems) for key in ("lowest_age", "highest_age")}
    if problems:
        return None, problems
    columns = {
        "name": line["name"],
        "authority_number": number,
        "establishment_number": line["establishment_number"].zfill(4)[:4]
        if line["establishment_number"]
        else "",
        "establishment_type": line["establishment_type"][:80],
        "phase": phase_of(line, ages["lowest_age"]),
        "address": "\n".join(
            line[key]
            for key in ("street", "locality", "address_3", "town", "county")
            if line[key]
        ),
        "postcode": line["postcode"],
        "website": line["website"],
        "telephone": line["telephone"][:20],
        "opened_on": opened_on,
        "closed_on": closed_on,
        **ages,
    }
    return (
        SchoolLine(
            line=line,
            urn=int(urn),
            columns=columns,
            authority_number=number,
            authority_name=line["authority_name"],
            trust=line["trust"],
            is_closed=line["status"].casefold() == "closed",
        ),
        [],
    )


def phase_of(line: Line, lowest_age: int | None) -> str:
    """Return the type by which national figures are published.

    They know primary, secondary and special; an all-through or a middle school counts
    as what its youngest pupils make it (a reading of ours).
    """
    if "special" in line["type_group"].casefold() or "special" in (
        line["establishment_type"].casefold()
    ):
        return "special"
    phase = line["phase"].casefold()
    if "primary" in phase or phase == "nursery":
        return "primary"
    if "secondary" in phase or phase == "16 plus":
        return "secondary"
    return (
        "secondary"
        if lowest_age is not None and lowest_age >= _SECONDARY_FROM
        else "primary"
    )


def _day(line: Line, key: str, problems: list[Problem]) -> date | None:
    if not line[key]:
        return None
    try:
        return read_day(line[key])
    except NotRead as error:
        problems.append(line.problem(key, str(error)))
        return None


def _age(line: Line, key: str, problems: list[Problem]) -> int | None:
    cell = line[key]
    if not cell:
        return None
    if cell.isdecimal() and int(cell) < 100:  # noqa: PLR2004 - an age
        return int(cell)
    problems.append(line.problem(key, f"“{cell}” is no age."))
    return None
