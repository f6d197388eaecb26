"""Whether the facts of a letter are all there, are of their shape, and hold no UPN."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time

from letters.codes.field import Field, Shape
from letters.codes.fields import BY_NAME
from letters.codes.kind import Kind
from letters.rules.numbers import names_with_upn

Facts = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one fact; the sentence names the field as people know it."""

    field: str
    sentence: str


def problems_of(kind: Kind, facts: Facts) -> list[Problem]:
    """Return what keeps a letter from being made of these facts."""
    found = [
        Problem(name, f"{BY_NAME[name].label} is missing.")
        for name in kind.needs
        if is_blank(facts.get(name))
    ]
    found += [
        Problem(name, f"“{name}” is no field of the letter “{kind.title}”.")
        for name in facts
        if name not in kind.asked
    ]
    found += [
        Problem(name, _wrong_shape(BY_NAME[name]))
        for name in kind.asked
        if not is_blank(facts.get(name)) and not _fits(BY_NAME[name], facts[name])
    ]
    found += [
        Problem(name, f"{_label(name)} holds a unique pupil number, never printed.")
        for name in names_with_upn(facts.items())
    ]
    return found


def is_blank(value: object) -> bool:
    """Tell whether nothing is said; a count of 0 says something."""
    return value is None or value in ("", [], ())


def _label(name: str) -> str:
    return BY_NAME[name].label if name in BY_NAME else name


def _wrong_shape(field: Field) -> str:
    wanted = {
        Shape.DAY: "a day",
        Shape.TIME: "a time",
        Shape.COUNT: "a number",
        Shape.CHOICE: "one of its choices",
        Shape.ROWS: "rows with a day in each",
    }
    return f"{field.label} must be {wanted.get(field.shape, 'text')}."


def _fits(field: Field, value: object) -> bool:
    if field.shape is Shape.COUNT:
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0
    if field.shape is Shape.ROWS:
        return isinstance(value, list | tuple) and all(
            _is_row(field, row) for row in value
        )
    if not isinstance(value, str):
        return False
    if field.shape is Shape.CHOICE:
        return value in field.choices
    return _reads(field.shape, value)


def _is_row(field: Field, row: object) -> bool:
    return (
        isinstance(row, Mapping)
        and set(row) == set(field.columns)
        and all(isinstance(value, str) and value for value in row.values())
        and ("day" not in row or _reads(Shape.DAY, str(row["day"])))
    )


def _reads(shape: Shape, value: str) -> bool:
    try:
        if shape is Shape.DAY:
            date.fromisoformat(value)
        elif shape is Shape.TIME:
            time.fromisoformat(value)
    except ValueError:
        return False
    return True


def rows_from_lines(field: Field, text: str) -> list[dict[str, str]]:
    """Return typed lines, `2026-11-16 | morning | …`, as rows; a day is put in ISO form.

    A line that is not understood keeps its words, so that `problems_of` refuses it.
    """
    return [_row(field, line) for line in text.splitlines() if line.strip()]


def lines_from_rows(field: Field, rows: object) -> str:
    """Return rows as lines to be changed by hand."""
    if not isinstance(rows, list | tuple):
        return ""
    return "\n".join(
        " | ".join(str(row[name]) for name in field.columns) for row in rows
    )


def _row(field: Field, line: str) -> dict[str, str]:
    names = list(field.columns)
    cells = [cell.strip() for cell in line.split("|", len(names) - 1)]
    row = dict(zip(names, [*cells, *([""] * len(names))], strict=False))
    if "day" in row:
        row["day"] = _iso(row["day"])
    return row


def _iso(words: str) -> str:
    written = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", words)
    if not written:
        return words
    day, month, year = written.groups()
    return f"{year}-{int(month):02d}-{int(day):02d}"


def meeting_flags(facts: Facts) -> Iterator[tuple[str, str]]:
    """Return the fields that follow from how a meeting is held."""
    mode = facts.get("meeting_mode")
    yield "meeting_is_by_telephone", "yes" if mode == "telephone" else ""
    yield "meeting_is_online", "yes" if mode == "online" else ""
