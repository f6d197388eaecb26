"""Families: who belongs together, where they live, and how to reach whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from attendance.demo import names
from attendance.demo.children import Child, Stay

_SIZES = (1, 2, 3, 4)
_SIZE_WEIGHTS = (50, 34, 12, 4)
_LARGEST_GAP = 7


@dataclass(slots=True)
class Family:
    """Children who grow up together."""

    number: int
    last_name: str
    address: str
    postcode: str
    language: str
    needs_interpreter: bool
    observes: bool
    children: list[Child] = field(default_factory=list)
    # Days on which illness began in the family, so that siblings fall ill together.
    ill_from: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))


def make_families(stays: list[Stay], rng: Random) -> list[Family]:
    """Give every child a family, and families children of different ages."""
    waiting = list(dict.fromkeys(stay.child for stay in stays))
    rng.shuffle(waiting)
    families: list[Family] = []
    by_cohort: dict[int, list[Child]] = defaultdict(list)
    for child in waiting:
        by_cohort[child.cohort].append(child)
    for child in waiting:
        if child.family >= 0:
            continue
        family = _new_family(len(families), rng)
        families.append(family)
        wanted = rng.choices(_SIZES, _SIZE_WEIGHTS)[0]
        for member in (child, *_siblings(child, wanted - 1, by_cohort, rng)):
            _join(member, family)
    return families


def _new_family(number: int, rng: Random) -> Family:
    speaks_other = rng.random() < 0.2  # noqa: PLR2004 - about one family in five
    language = rng.choice(names.LANGUAGES) if speaks_other else "English"
    return Family(
        number=number,
        last_name=rng.choice(names.LAST),
        address=f"{rng.randint(1, 180)} {rng.choice(names.STREETS)}, Eastmarch",
        postcode=names.postcode(rng),
        language=language,
        needs_interpreter=speaks_other and rng.random() < 0.3,  # noqa: PLR2004
        observes=rng.random() < 0.12,  # noqa: PLR2004
    )


def _siblings(
    child: Child, wanted: int, by_cohort: dict[int, list[Child]], rng: Random
) -> Iterator[Child]:
    """Find children without a family whose ages fit."""
    cohorts = [c for c in by_cohort if 0 < abs(c - child.cohort) <= _LARGEST_GAP]
    cohorts.sort()
    rng.shuffle(cohorts)
    for cohort in cohorts[:wanted]:
        for _ in range(4):
            sibling = rng.choice(by_cohort[cohort])
            if sibling.family < 0:
                yield sibling
                break


def _join(child: Child, family: Family) -> None:
    if child.family < 0:
        child.family = family.number
        child.last_name = family.last_name
        family.children.append(child)
