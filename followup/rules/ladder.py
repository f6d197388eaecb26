"""Which steps of a ladder fall due on a day of an absence, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from followup.codes.steps import StepKind, Whom
from followup.states import Need


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder, as the rule reads it."""

    id: int
    first_day: int
    last_day: int
    is_daily: bool
    is_mandatory: bool
    whom: Whom
    kind: StepKind
    words: str

    @property
    def days(self) -> str:
        """Say on which days it is due: day 1; days 2 to 10; each of days 1 to 4."""
        if self.first_day == self.last_day:
            return f"day {self.first_day}"
        each = "each of days" if self.is_daily else "days"
        return f"{each} {self.first_day} to {self.last_day}"


@dataclass(frozen=True, slots=True)
class Due:
    """A step that is due, and on which day of the absence it fell due."""

    rung: Rung
    day_number: int


def applies(whom: Whom, need: Need) -> bool:
    """Tell whether a step is for a child of this need."""
    return {
        Whom.EVERYONE: True,
        Whom.VULNERABLE: need is not Need.OTHER,
        Whom.NOT_VULNERABLE: need is Need.OTHER,
        Whom.SOCIAL_CARE: need is Need.SOCIAL_CARE,
    }[whom]


def due_by(rungs: Iterable[Rung], day_number: int, need: Need) -> list[Due]:
    """Return the steps that are due on a day of an absence, those of before included.

    A daily step is due on its own day only: yesterday's call cannot be made today. Any
    other step falls due on its first day and stays due, so that a list that was not
    made that day loses nothing.
    """
    found = []
    for rung in rungs:
        if rung.first_day > day_number or not applies(rung.whom, need):
            continue
        if not rung.is_daily:
            found.append(Due(rung, rung.first_day))
        elif day_number <= rung.last_day:
            found.append(Due(rung, day_number))
    return found


def rule_words(rung: Rung, *, ladder: str, chosen_by: str, source: str) -> str:
    """Say which rule put a step into a list."""
    whom = "" if rung.whom is Whom.EVERYONE else f", for {rung.whom.label}"
    must = " Must be done." if rung.is_mandatory else ""
    return f"{ladder}: {rung.days}{whom} ({source}; chosen by {chosen_by}).{must}"[:400]
