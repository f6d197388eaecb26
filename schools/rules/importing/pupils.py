"""A line of a file of pupils and their contacts, read and checked alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from core.tables import Problem
from schools.codes.ethnicity import ETHNICITIES
from schools.rules.importing.columns import Column, Line
from schools.rules.importing.values import (
    NotRead,
    read_day,
    read_phone,
    read_year,
    read_yes,
)
from schools.rules.upn import compact, refusal_of_upn

CONTACTS = 3
_SEX = {"f": "F", "female": "F", "girl": "F", "m": "M", "male": "M", "boy": "M"}
_SEN = {"n": "N", "": "", "k": "K", "e": "E"}
_LONGEST = {
    "first_name": 80, "last_name": 80, "known_as": 80, "admission_number": 10,
    "allergies": 200, "care_plan": 200, "first_language": 40,
}  # fmt: skip
_OLDEST = 25

PUPIL_COLUMNS = (
    Column(
        "admission_number",
        "Admission number",
        ("Adno", "Admission no"),
        is_required=True,
    ),
    Column("upn", "UPN", ("Unique pupil number",)),
    Column(
        "first_name", "First name", ("Forename", "Legal forename"), is_required=True
    ),
    Column("last_name", "Last name", ("Surname", "Legal surname"), is_required=True),
    Column("known_as", "Known as", ("Preferred forename", "Chosen name")),
    Column("date_of_birth", "Date of birth", ("DOB", "Birth date"), is_required=True),
    Column("sex", "Sex", ("Gender",), is_required=True),
    Column(
        "year_group",
        "Year group",
        ("Year", "NC year", "Year taught in"),
        is_required=True,
    ),
    Column("group", "Class", ("Reg group", "Registration group", "Form", "Group")),
    Column(
        "starts_on",
        "First day",
        ("Date of admission", "Admission date"),
        is_required=True,
    ),
    Column("last_day", "Last day", ("Date of leaving", "Leaving date")),
    Column("address", "Address", ("Home address",)),
    Column("postcode", "Postcode", ("Post code",)),
    Column("ethnicity", "Ethnicity", ("Ethnicity code", "Ethnic code")),
    Column("first_language", "First language", ("Home language",)),
    Column("sen_status", "SEN status", ("SEN", "SEN provision")),
    Column("allergies", "Allergies"),
    Column("care_plan", "Care plan", ("Medical note",)),
)


def _contact_columns(number: int) -> tuple[Column, ...]:
    group, key = f"Contact {number}", f"contact_{number}_"
    names = (
        ("title", "title"),
        ("first_name", "first name"),
        ("last_name", "last name"),
        ("relationship", "relationship"),
        ("responsibility", "parental responsibility"),
        ("lives_with", "lives with pupil"),
        ("mobile", "mobile"),
        ("home", "home phone"),
        ("work", "work phone"),
        ("email", "e-mail"),
        ("address", "address"),
        ("postcode", "postcode"),
    )
    return tuple(
        Column(f"{key}{part}", f"{group} {words}", group=group) for part, words in names
    )


COLUMNS: tuple[Column, ...] = (
    *PUPIL_COLUMNS,
    *(column for n in range(1, CONTACTS + 1) for column in _contact_columns(n)),
)


@dataclass(frozen=True, slots=True)
class ContactLine:
    """An adult in a pupil's line, in the order of trying."""

    person: Mapping[str, str]
    relationship: str
    has_responsibility: bool
    lives_with_pupil: bool
    numbers: tuple[tuple[str, str], ...]

    @property
    def name(self) -> tuple[str, str]:
        """Return the name by which the adult is found again."""
        return self.person["last_name"].casefold(), self.person["first_name"].casefold()


@dataclass(frozen=True, slots=True)
class PupilLine:
    """A pupil as a file has them; `record` holds the columns that were not blank."""

    line: Line
    admission_number: str
    upn: str
    record: Mapping[str, Any]
    year_group: int
    group: str
    starts_on: date
    last_day: date | None
    contacts: Sequence[ContactLine] = field(default_factory=tuple)


class _Reading:
    """Collects what is wrong with a line while its cells are read."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.problems: list[Problem] = []

    def wrong(self, key: str, sentence: str) -> None:
        self.problems.append(self.line.problem(key, sentence))

    def read(self, key: str, how: Callable[[str], Any], nothing: Any = None) -> Any:
        cell = self.line[key]
        if not cell:
            return nothing
        try:
            return how(cell)
        except NotRead as error:
            self.wrong(key, str(error))
            return nothing


def read_pupil(line: Line, today: date) -> tuple[PupilLine | None, list[Problem]]:
    """Return the pupil of a line, or None and everything that is wrong with it."""
    reading = _Reading(line)
    for column in PUPIL_COLUMNS:
        if column.is_required and not line[column.key]:
            reading.wrong(column.key, f"{column.label} is missing.")
    for key, longest in _LONGEST.items():
        if len(line[key]) > longest:
            reading.wrong(key, f"More than {longest} letters.")
    upn = compact(line["upn"])
    if upn and (refusal := refusal_of_upn(upn)):
        reading.wrong("upn", refusal)
    year_group = reading.read("year_group", read_year, 0)
    starts_on = reading.read("starts_on", read_day)
    last_day = reading.read("last_day", read_day)
    if starts_on and last_day and last_day < starts_on:
        reading.wrong("last_day", "The last day is before the first.")
    record = _record(reading, today)
    contacts = [_contact(reading, number) for number in range(1, CONTACTS + 1)]
    if reading.problems:
        return None, reading.problems
    pupil = PupilLine(
        line=line,
        admission_number=line["admission_number"],
        upn=upn,
        record=record,
        year_group=year_group,
        group=line["group"],
        starts_on=starts_on,
        last_day=last_day,
        contacts=tuple(contact for contact in contacts if contact),
    )
    return pupil, []


def _record(reading: _Reading, today: date) -> dict[str, Any]:
    line = reading.line
    record: dict[str, Any] = {
        key: line[key]
        for key in (
            "first_name", "last_name", "known_as", "address", "allergies", "care_plan",
            "first_language",
        )
        if line[key]
    }  # fmt: skip
    born_on = reading.read("date_of_birth", read_day)
    if born_on and not today.year - _OLDEST <= born_on.year <= today.year:
        reading.wrong(
            "date_of_birth", f"{line['date_of_birth']} is no pupil's birthday."
        )
    record["date_of_birth"] = born_on
    record["sex"] = _one_of(reading, "sex", _SEX, "F or M")
    if line["postcode"]:
        record["postcode"] = postcode(line["postcode"])
    if line["sen_status"]:
        record["sen_status"] = _one_of(reading, "sen_status", _SEN, "N, K or E")
    if line["ethnicity"]:
        codes = {code.casefold(): code for code in ETHNICITIES}
        record["ethnicity"] = _one_of(
            reading, "ethnicity", codes, "a code of the school census, like WBRI"
        )
    return record


def _one_of(
    reading: _Reading, key: str, choices: Mapping[str, str], said: str
) -> str | None:
    cell = reading.line[key]
    found = choices.get(cell.casefold())
    if cell and found is None:
        reading.wrong(key, f"“{cell}” is not {said}.")
    return found


def _contact(reading: _Reading, number: int) -> ContactLine | None:
    line, key = reading.line, f"contact_{number}_"
    cells = {c.key.removeprefix(key): line[c.key] for c in _contact_columns(number)}
    if not any(cells.values()):
        return None
    if not cells["last_name"]:
        reading.wrong(f"{key}last_name", "A contact needs a last name.")
    numbers = [
        (reading.read(f"{key}{part}", read_phone, ""), label)
        for part, label in (("mobile", "Mobile"), ("home", "Home"), ("work", "Work"))
    ]
    email = cells["email"]
    if email and ("@" not in email or " " in email):
        reading.wrong(f"{key}email", f"“{email}” is no e-mail address.")
    person = {
        name: cells[name] for name in ("title", "first_name", "last_name", "email")
    }
    person |= {"address": cells["address"], "postcode": postcode(cells["postcode"])}
    return ContactLine(
        person=person,
        relationship=cells["relationship"] or "Contact",
        has_responsibility=bool(reading.read(f"{key}responsibility", read_yes)),
        lives_with_pupil=bool(reading.read(f"{key}lives_with", read_yes)),
        numbers=tuple(dict(n for n in reversed(numbers) if n[0]).items())[::-1],
    )


def postcode(cell: str) -> str:
    """Write a postcode as the post does: B1 1AA."""
    typed = "".join(cell.upper().split())
    return f"{typed[:-3]} {typed[-3:]}"[:8] if typed else ""
