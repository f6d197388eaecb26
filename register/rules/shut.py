"""A session that falls out without warning: whose mark says so, and whose does not.

Y4 is for the school closed without warning, Y3 for pupils whom a closed part of its site
keeps out (SI 2024/208 reg 10 Table 3). A pupil who is taught elsewhere is not kept from
attending by it; and whoever was marked before the closure attended, or did not, while
the register was taken (reg 10(2)).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from register.codes import Group, codes_on
from schools.rules.sessions import Session, Slot

SCHOOL_SHUT = "Y4"
PART_SHUT = "Y3"
SHUT_CODES = frozenset({SCHOOL_SHUT, PART_SHUT})


LONGEST = 80
"""Letters of the reason, as long as the name of a closure in the calendar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """Which sessions of which day fall out, for whom, and why."""

    day: date
    sessions: tuple[Session, ...]
    # The groups whose part of the site is closed; the whole school where None.
    groups: tuple[int, ...] | None
    reason: str

    @property
    def slots(self) -> tuple[Slot, ...]:
        return tuple(Slot(self.day, session) for session in sorted(self.sessions))


class Place(StrEnum):
    """Where a pupil stands when the session falls out."""

    ENTERED = "entered"
    MARKED = "marked"
    ELSEWHERE = "elsewhere"


def shut_code(*, is_whole: bool) -> str:
    """Return the code of a closure of the whole school, or of a part of its site."""
    return SCHOOL_SHUT if is_whole else PART_SHUT


def codes_elsewhere(day: date) -> frozenset[str]:
    """Return the codes by which a pupil is taught at another place on a day."""
    return frozenset(
        code for code, row in codes_on(day).items() if row.group is Group.ELSEWHERE
    )


def place_of(day: date, *, marked: str | None, known: Iterable[str]) -> Place:
    """Tell whether a closure enters a pupil's mark, or which reason leaves it alone."""
    if marked is not None:
        return Place.MARKED
    if codes_elsewhere(day).intersection(known):
        return Place.ELSEWHERE
    return Place.ENTERED
