"""What a school's calendar is made of: half terms, terms and closures."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from core.periods import Period
from schools.rules.sessions import Session, Slot


@dataclass(frozen=True, slots=True)
class HalfTerm:
    """A half term, and the term it is half of ("Autumn 1" of "Autumn")."""

    name: str
    term: str
    period: Period


@dataclass(frozen=True, slots=True)
class Term:
    """A term: from the first day of its first half to the last of its last."""

    name: str
    academic_year: int
    period: Period


class ClosureKind(Enum):
    """Why a school is closed inside a half term.

    The planned kinds have no register at all (code #). A school that is shut
    without warning holds no session either, yet a register exists and every pupil
    in it is Y4 (WTISA 2024, ch. 8).
    """

    BANK_HOLIDAY = "bank_holiday"
    STAFF_DAY = "staff_day"
    CLOSURE = "closure"
    UNEXPECTED = "unexpected"

    @property
    def is_planned(self) -> bool:
        return self is not ClosureKind.UNEXPECTED

    @property
    def words(self) -> str:
        return _CLOSURE_WORDS[self]


_CLOSURE_WORDS = {
    ClosureKind.BANK_HOLIDAY: "bank holiday",
    ClosureKind.STAFF_DAY: "staff day",
    ClosureKind.CLOSURE: "planned closure",
    ClosureKind.UNEXPECTED: "closed without warning",
}


@dataclass(frozen=True, slots=True)
class Closure:
    """Days, or one session of them, on which the school is closed."""

    period: Period
    kind: ClosureKind
    session: Session | None = None
    name: str = ""

    def covers(self, slot: Slot) -> bool:
        """Tell whether this closure shuts the school at the slot."""
        return slot.day in self.period and self.session in (None, slot.session)
