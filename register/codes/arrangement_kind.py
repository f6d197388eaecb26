"""What a kind of arrangement is: its code, its questions, and where the law says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.periods import Period

SINCE_2024 = Period(date(2024, 8, 19))


@dataclass(frozen=True, slots=True)
class Ask:
    """One question of a kind's form."""

    name: str
    label: str
    hint: str = ""
    is_needed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangementKind:
    """One kind: what it suggests, what it asks, and where that is said.

    `codes` are its codes, the usual first; `young_code` stands in their place for a
    pupil outside compulsory school age. `is_leave`: granted by whom the school has
    authorised, and never for days that have begun (reg 11).
    """

    key: str
    title: str
    codes: tuple[str, ...]
    source: str
    asks: tuple[Ask, ...]
    law: str
    reference: str
    valid: Period = SINCE_2024
    young_code: str = ""
    needs_end: bool = True
    is_leave: bool = False
    for_group: bool = False
    least_year_group: int | None = None
    doubt: str = ""

    @property
    def names(self) -> frozenset[str]:
        """Return the names of its questions."""
        return frozenset(ask.name for ask in self.asks)

    @property
    def needed(self) -> frozenset[str]:
        """Return the names of the questions that must be answered."""
        return frozenset(ask.name for ask in self.asks if ask.is_needed)
