"""Which column of a file holds what: named by us, guessed from its heading, or chosen."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.tables import Problem, Row, Table, is_formula


@dataclass(frozen=True, slots=True)
class Column:
    """Something that a file may hold, with headings under which it is often found."""

    key: str
    label: str
    also: tuple[str, ...] = ()
    is_required: bool = False
    group: str = ""


Mapped = Mapping[str, str]
"""Column keys to headings of a file."""


def guess(
    columns: Sequence[Column], header: Sequence[str], saved: Mapped | None = None
) -> dict[str, str]:
    """Return the heading of each column: as saved last time, else by its names."""
    by_name = {_plain(name): name for name in header if name}
    found: dict[str, str] = {}
    for column in columns:
        kept = (saved or {}).get(column.key)
        if kept in header:
            found[column.key] = str(kept)
            continue
        for name in (column.label, column.key, *column.also):
            if _plain(name) in by_name:
                found[column.key] = by_name[_plain(name)]
                break
    return found


def missing(columns: Sequence[Column], mapped: Mapped) -> list[str]:
    """Return the labels of required columns for which no heading is known."""
    return [c.label for c in columns if c.is_required and not mapped.get(c.key)]


@dataclass(frozen=True, slots=True)
class Line:
    """One record by column key, blank where the file has no such column."""

    number: int
    cells: Mapping[str, str]
    headings: Mapped

    def __getitem__(self, key: str) -> str:
        return self.cells.get(key, "")

    def problem(self, key: str, sentence: str) -> Problem:
        """Return a problem in one cell of the line, under the file's own heading."""
        return Problem(self.number, self.headings.get(key, ""), sentence)


def lines_of(table: Table, mapped: Mapped) -> tuple[list[Line], list[Problem]]:
    """Return the records by column key, and the cells that hold a formula."""
    places = {
        key: table.header.index(name)
        for key, name in mapped.items()
        if name in table.header
    }
    lines: list[Line] = []
    problems: list[Problem] = []
    for row in table.rows:
        line = _line(row, places, mapped)
        lines.append(line)
        problems += [
            line.problem(key, "The cell is a formula. Replace it by its value.")
            for key, cell in line.cells.items()
            if is_formula(cell)
        ]
    return lines, problems


def _line(row: Row, places: Mapping[str, int], mapped: Mapped) -> Line:
    cells = {key: row.cells[place] for key, place in places.items()}
    return Line(row.line, cells, mapped)


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", name.casefold())
