"""Lists of the absence day as tables: plain cells in sections, drawn by one template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """One act of a row: a link to its page, or pressed at once where it has fields."""

    text: str
    action: str
    of: str = ""
    fields: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell of a table says."""

    text: str
    href: str = ""
    detail: str = ""
    colour: str = ""
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A table under a heading, with what it says when it is empty."""

    title: str
    columns: tuple[str | tuple[str, str], ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str
    why: str = ""
    add: tuple[str, str] | None = field(default=None)


ACT = ("Act", "hidden")


def buttons(*found: Button) -> Cell:
    """Return the cell of a row's acts."""
    return Cell("", buttons=found)
