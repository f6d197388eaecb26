"""The national attendance codes: a dated table in code, each row with its source.

A mark is read by the law of its day: ask `code_on` for the code of a session's day,
never for a code alone. Rows are changed by review only, and a letter, once it has
been stored, keeps its meaning for ever.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from register.codes.code import (
    AgeLimit,
    AttendanceCode,
    CodeSet,
    Group,
    StatCategory,
)
from register.codes.national_2006 import CODES_2006
from register.codes.national_2024 import CODES_2024

__all__ = [
    "CODES",
    "RETIRED_AFTER",
    "UNMARKED",
    "AgeLimit",
    "AttendanceCode",
    "CodeSet",
    "Group",
    "StatCategory",
    "UnknownCode",
    "by_letter",
    "code_on",
    "codes_on",
    "letters_where",
    "spans",
]

UNMARKED = "."
"""The letter of a session without a mark. It is no code and counts as nothing."""

CODES: tuple[AttendanceCode, ...] = CODES_2006 + CODES_2024

_BY_LETTER: Mapping[str, AttendanceCode] = MappingProxyType(
    {row.letter: row for row in CODES}
)


class UnknownCode(LookupError):
    """No such code on that day; the sentence says what there is instead."""


def _table_between_changes() -> tuple[list[date], list[Mapping[str, AttendanceCode]]]:
    """Read the rows once into one table for each span in which none changes."""
    starts = {row.valid.starts_on for row in CODES}
    ends = {row.valid.ends_on for row in CODES if row.valid.ends_on}
    changes = sorted(starts | ends)
    # Of two rows of one code on one day the later in CODES wins (coronavirus X).
    tables = [{r.code: r for r in CODES if day in r.valid} for day in changes]
    return changes, [MappingProxyType(table) for table in tables]


_CHANGES, _TABLES = _table_between_changes()
_NONE: Mapping[str, AttendanceCode] = MappingProxyType({})


def _last_days() -> dict[str, date]:
    last: dict[str, date] = {}
    for row in CODES:
        if row.valid.last_day and row.code not in _TABLES[-1]:
            last[row.code] = max(row.valid.last_day, last.get(row.code, date.min))
    return last


RETIRED_AFTER: Mapping[str, date] = MappingProxyType(_last_days())
"""Codes that today's set no longer has, each with the last day on which it was one."""


def codes_on(day: date) -> Mapping[str, AttendanceCode]:
    """Return the codes by which a session of this day is marked and read."""
    index = bisect_right(_CHANGES, day)
    return _TABLES[index - 1] if index else _NONE


def code_on(code: str, day: date) -> AttendanceCode:
    """Return the code as the law of the day has it, or raise with a sentence."""
    found = codes_on(day).get(code)
    if found is None:
        raise UnknownCode(_why_unknown(code, day))
    return found


def by_letter(letter: str) -> AttendanceCode:
    """Return the code of a stored letter; `UNMARKED` is none and raises."""
    try:
        return _BY_LETTER[letter]
    except KeyError:
        msg = f"No attendance code was ever stored as {letter!r}."
        raise UnknownCode(msg) from None


class Span(NamedTuple):
    """A letter for a code during some days, without overlaps."""

    code: str
    starts_on: date
    ends_on: date | None
    letter: str


def spans() -> list[Span]:
    """Return which letter each code has from when to when, for the database's copy."""
    rows: list[Span] = []
    for index, start in enumerate(_CHANGES):
        end = _CHANGES[index + 1] if index + 1 < len(_CHANGES) else None
        rows.extend(
            Span(code, start, end, row.letter) for code, row in _TABLES[index].items()
        )
    return rows


def letters_where(question: Callable[[AttendanceCode], bool]) -> str:
    """Return the letters of the codes that answer yes, for reading year rows."""
    return "".join(row.letter for row in CODES if question(row))


def _why_unknown(code: str, day: date) -> str:
    written = f"{day.day} {day:%B %Y}"
    rows = [row for row in CODES if row.code == code]
    if not rows:
        return f"There is no attendance code {code}."
    retired = _latest_before(rows, day)
    if retired is not None and retired.valid.last_day:
        last = retired.valid.last_day
        instead = f" Use {retired.successor}." if retired.successor != code else ""
        return (
            f"{code} ({retired.title.lower()}) was last a code on "
            f"{last.day} {last:%B %Y}, so not on {written}.{instead}"
        )
    first = min(row.valid.starts_on for row in rows)
    return f"{code} became a code on {first.day} {first:%B %Y}, so it was none on {written}."


def _latest_before(rows: Iterable[AttendanceCode], day: date) -> AttendanceCode | None:
    ended = [row for row in rows if row.valid.ends_on and row.valid.ends_on <= day]
    return max(ended, key=lambda row: row.valid.ends_on or day, default=None)
