"""What a rule of entry is told, and how it refuses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from register.codes import AttendanceCode
from schools.rules.sessions import Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFacts:
    """What is asked, and what is known of pupil, register and person.

    `permitted` are the codes that a setting lets the person's role enter.
    `has_opened` and `has_closed` are the register's at the deciding moment;
    `minutes_open` says how long it is open, where known. `is_shut` says that the
    session fell out without warning for this pupil.
    `n_deadline_on` is the last day on which N may stand for the slot.
    """

    code: str
    slot: Slot
    today: date
    born_on: date | None
    permitted: frozenset[str]
    is_on_roll: bool = True
    is_session: bool = True
    has_opened: bool = True
    has_closed: bool = False
    is_shut: bool = False
    existing: str | None = None
    nature: str = ""
    reason: str = ""
    minutes_late: int | None = None
    minutes_open: int | None = None
    n_deadline_on: date | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not: a sentence fit for the screen, and the source of its rule."""

    sentence: str
    rule: str


class EntryRefused(Exception):
    """An entry that a rule forbids."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.sentence)
        self.sentence = refusal.sentence
        self.rule = refusal.rule


Rule = Callable[[AttendanceCode, EntryFacts], Refusal | None]
