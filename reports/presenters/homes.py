"""What a home page is made of: numbers at the top, and panels that open as tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from core.words import count as count_of

MOST_ROWS = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a panel's table; `kind` says how the template draws it."""

    text: str
    href: str = ""
    kind: str = ""
    detail: str = ""
    of: str = ""

    @property
    def is_number(self) -> bool:
        return self.kind in {"number", "figure", "count"}


@dataclass(frozen=True, slots=True)
class Panel:
    """A list that says how many, why each line is there, and what its absence means."""

    key: str
    title: str
    columns: tuple[str | tuple[str, str], ...]
    rows: tuple[tuple[Cell, ...], ...] = ()
    noun: str = "pupil"
    many: str = ""
    why: str = ""
    empty: str = ""
    more_words: str = ""
    more_href: str = ""
    wide: bool = False
    left_out: int = 0
    # Pupils whom lines stand for beyond one each: a line may stand for a class.
    beyond: int = 0
    total_words: str = ""

    @property
    def total(self) -> int:
        return len(self.rows) + self.left_out + self.beyond

    @property
    def count(self) -> str:
        return self.total_words or count_of(self.total, self.noun, self.many or None)

    def shortened(self, *, whole: bool, most: int = MOST_ROWS) -> Panel:
        """Return the panel with its first rows, unless the whole of it is asked for."""
        if whole or len(self.rows) <= most:
            return self
        return replace(self, rows=self.rows[:most], left_out=len(self.rows) - most)


@dataclass(frozen=True, slots=True)
class Block:
    """One wide panel, or two stacks of panels side by side."""

    left: tuple[Panel, ...]
    right: tuple[Panel, ...] = ()


def blocks_of(panels: Sequence[Panel]) -> tuple[Block, ...]:
    """Lay panels out: wide ones alone, the others in turn left and right."""
    blocks: list[Block] = []
    narrow: list[Panel] = []
    for panel in panels:
        if panel.wide:
            blocks += _pair(narrow)
            narrow = []
            blocks.append(Block((panel,)))
        else:
            narrow.append(panel)
    return tuple(blocks + _pair(narrow))


def _pair(panels: list[Panel]) -> list[Block]:
    return [Block(tuple(panels[::2]), tuple(panels[1::2]))] if panels else []


@dataclass(frozen=True, slots=True)
class Home:
    """A home page: the answer first, then the panels it is made of."""

    stats: tuple[tuple[str, str, str, str], ...]
    blocks: tuple[Block, ...]


def pupil_cell(school: str, pupil_id: int, sort_name: str, group: str | None) -> Cell:
    """Return a pupil's name, which opens the pupil page."""
    return Cell(
        sort_name,
        reverse("pupil", kwargs={"school": school, "pupil": pupil_id}),
        "pupil",
        group or "no class",
    )


def number(value: int | str) -> Cell:
    """Return a plain number."""
    return Cell(str(value), kind="number")


def register_href(school: str, group_id: int, day: str, session: str) -> str:
    """Return the address of a register."""
    return reverse(
        "register",
        kwargs={"school": school, "group": group_id, "day": day, "session": session},
    )


def words_of(parts: Sequence[str]) -> str:
    """Join words as a sentence does: a, b and c."""
    if len(parts) < 2:  # noqa: PLR2004 - nothing to join
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
