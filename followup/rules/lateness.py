"""When lateness is a pattern: so many late marks in a half term, L and U together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.periods import Period
from followup.rules.returns import Marks
from register.codes import codes_on
from schools.rules.sessions import Slot, say_day


@dataclass(frozen=True, slots=True)
class Pattern:
    """The late marks of a half term, once they are a pattern."""

    starts_on: date
    slots: tuple[Slot, ...]
    rule: str


def pattern_of(marks: Marks, half_term: Period, at_least: int) -> Pattern | None:
    """Return the late marks of a half term where a school calls them a pattern."""
    late = tuple(
        slot
        for slot, code in marks
        if slot.day in half_term
        and (row := codes_on(slot.day).get(code)) is not None
        and row.is_late
    )
    if len(late) < at_least:
        return None
    rule = (
        f"{at_least} late marks in the half term from {say_day(half_term.starts_on)}."
    )
    return Pattern(half_term.starts_on, late, rule)
