"""What a merge field is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Shape(StrEnum):
    """How a field's value is stored, typed and printed."""

    TEXT = "text"
    WORDS = "words"
    DAY = "day"
    TIME = "time"
    COUNT = "count"
    CHOICE = "choice"
    ROWS = "rows"
    FLAG = "flag"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing that a text may name.

    `standing` fields are filled in for every letter; the others are asked for. `always`
    tells whether a standing field is never blank. `columns` are those of ROWS.
    """

    name: str
    label: str
    shape: Shape = Shape.TEXT
    hint: str = ""
    sample: object = ""
    suggested: str = ""
    standing: bool = False
    always: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
