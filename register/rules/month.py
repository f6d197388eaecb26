"""What is changed in one act of a month: cells, each with the version it was seen at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from register.rules.entries import Conflict, Entry, Refused, Standing
from register.rules.windows import present_code
from schools.rules.sessions import Slot

MOST_CELLS = 1_500
"""A class of thirty in the longest month has 1,380."""


class NoCell(ValueError):
    """What was sent is no cell of a month."""


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """One session of one pupil, and the version of its mark when it was chosen."""

    slot: int
    enrolment: int
    version: int

    @classmethod
    def read(cls, text: str) -> Cell:
        """Read what a page wrote with `text`; raise `NoCell` for anything else."""
        try:
            enrolment, slot, version = (int(part) for part in text.split("."))
            Slot.from_number(slot)
        except (ValueError, OverflowError):
            raise NoCell(text) from None
        return cls(slot, enrolment, version)

    @property
    def text(self) -> str:
        return f"{self.enrolment}.{self.slot}.{self.version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What the cells become: a code, or no mark at all, and why."""

    code: str | None
    reason: str
    nature: str = ""

    def entry(self, cell: Cell) -> Entry:
        r"""Return the entry that the change makes in a cell.

        Present is one choice of two codes: / in the morning, \ in the afternoon.
        """
        code = self.code
        if code in ("/", "\\"):
            code = present_code(Slot.from_number(cell.slot).session)
        return Entry(
            enrolment_id=cell.enrolment,
            code=code,
            version=cell.version,
            reason=self.reason,
            nature=self.nature,
        )


@dataclass(slots=True)
class Recoded:
    """What became of each cell; every cell is in exactly one of the four."""

    changed: list[tuple[Slot, Standing]] = field(default_factory=list)
    unchanged: list[tuple[Slot, Standing]] = field(default_factory=list)
    refused: list[tuple[Slot, Refused]] = field(default_factory=list)
    conflicts: list[tuple[Slot, Conflict]] = field(default_factory=list)


def by_slot(cells: Iterable[Cell]) -> dict[Slot, list[Cell]]:
    """Return cells by session, in the order in which sessions happen."""
    found: dict[Slot, list[Cell]] = {}
    for cell in sorted(set(cells)):
        found.setdefault(Slot.from_number(cell.slot), []).append(cell)
    return found
