"""Where each pupil goes when the school steps into its next year.

A plan names for each class its next name and for single pupils what differs. Pupils of
the last year leave; all others go up a year unless somebody keeps them back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Plan = Mapping[str, Any]
UP, STAYS, LEAVES = "up", "stays", "leaves"


@dataclass(frozen=True, slots=True)
class ClassNow:
    """A class with the year that most of its pupils are in."""

    id: int
    name: str
    year: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A pupil of this year: the enrolment, its class and its year."""

    enrolment: int
    group: int
    year: int


@dataclass(frozen=True, slots=True)
class Goes:
    """Where a pupil goes: nowhere, or into a year and a class (none where blank)."""

    act: str
    year: int
    to: str


def first_plan(classes: Sequence[ClassNow]) -> dict[str, Any]:
    """Return the plan that a school begins with: each class one year up."""
    years = [row.year for row in classes]
    lowest, last = min(years, default=0), max(years, default=0)
    return {
        "last_year": last,
        "groups": {
            str(row.id): "" if row.year == last else next_name(row, classes)
            for row in classes
        },
        # The classes that next year's beginners join.
        "also": sorted(row.name for row in classes if row.year == lowest),
        "pupils": {},
    }


def next_name(row: ClassNow, classes: Sequence[ClassNow]) -> str:
    """Return the class of the year above that a class becomes, by its name."""
    above = [other.name for other in classes if other.year == row.year + 1]
    counted = _counted_up(row)
    if counted in above:
        return counted
    if len(above) == 1:
        return above[0]
    return counted


def _counted_up(row: ClassNow) -> str:
    if row.year == 0:
        return re.sub(r"^(Reception|R)(?![a-z])\s*", "1", row.name) or row.name
    return re.sub(rf"(?<!\d){row.year}(?!\d)", str(row.year + 1), row.name, count=1)


def goes(pupil: Standing, plan: Plan) -> Goes:
    """Return where a pupil goes by a plan; what is said of the pupil stands first."""
    said = plan["pupils"].get(str(pupil.enrolment), {})
    act = said.get("act") or (LEAVES if pupil.year >= plan["last_year"] else UP)
    if act == LEAVES:
        return Goes(LEAVES, pupil.year, "")
    to = said.get("to") or plan["groups"].get(str(pupil.group), "")
    return Goes(act, pupil.year + (act == UP), to)


def class_names(plan: Plan, moves: Sequence[Goes]) -> list[str]:
    """Return the classes of next year by name: those that somebody goes to, and more."""
    return sorted({row.to for row in moves if row.to} | {*plan.get("also", [])})
