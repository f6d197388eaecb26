"""How soon a child must be found, and in which order a list is worked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from followup.states import Need
from schools.codes.flags import VULNERABLE

SOCIAL_CARE = frozenset(
    {
        "looked_after",
        "social_worker",
        "child_protection",
        "child_in_need",
        "protection_enquiry",
        "youth_justice",
    }
)
"""Flags for which somebody outside the school must be told (WTISA 2024 para 52)."""


def need_of(flags: Iterable[str], *, is_listed: bool) -> Need:
    """Return how soon a child must be found, from flags and the vulnerable list."""
    held = frozenset(flags)
    if held & SOCIAL_CARE:
        return Need.SOCIAL_CARE
    if is_listed or held & VULNERABLE:
        return Need.VULNERABLE
    return Need.OTHER


@dataclass(frozen=True, slots=True)
class Child:
    """What the order of a list asks of one child; `family` is the same for siblings."""

    enrolment_id: int
    need: Need
    day_number: int
    born_on: date
    family: int

    @property
    def urgency(self) -> tuple[int, int, int, int]:
        """Sort by need, then longest away, then youngest."""
        return (
            self.need,
            -self.day_number,
            -self.born_on.toordinal(),
            self.enrolment_id,
        )


def in_order(children: Iterable[Child]) -> list[Child]:
    """Return children by need, then days away, then age; siblings together.

    A family stands where its most urgent child would stand alone.
    """
    families: dict[int, list[Child]] = defaultdict(list)
    for child in children:
        families[child.family].append(child)
    for family in families.values():
        family.sort(key=lambda child: child.urgency)
    ordered = sorted(families.values(), key=lambda family: family[0].urgency)
    return [child for family in ordered for child in family]


def families_of(
    pairs: Sequence[tuple[int, int]], members: Iterable[int]
) -> dict[int, int]:
    """Return for each member the least member of its family, given who belongs together."""
    leader = {member: member for member in members}

    def find(member: int) -> int:
        while leader[member] != member:
            member = leader[member]
        return member

    for first, second in pairs:
        one, other = sorted((find(first), find(second)))
        leader[other] = one
    return {member: find(member) for member in leader}
