"""Which ladder of steps a school goes by on a day, and who chose it."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from followup.codes.steps import StepKind, Whom
from followup.models import Ladder, LadderStep
from followup.rules.ladder import Rung
from schools.codes.questions_absence import OWN_LADDER
from schools.models import Affiliation, Body, Setting
from schools.rules.policy import NEAREST_FIRST
from schools.selectors.kept import kept_while_unchanged
from schools.selectors.policy import policy_on
from schools.states import BodyKind


class NoLadder(LookupError):
    """A body chose a table of its own and has none on that day."""


@dataclass(frozen=True, slots=True)
class ChosenLadder:
    """A ladder with its rungs, and in whose name it is followed."""

    ladder: Ladder
    rungs: tuple[Rung, ...]
    chosen_by: str


def ladder_on(school: Body, day: dt.date) -> ChosenLadder:
    """Return the school's ladder of a day, by its setting; the nearest body's wins.

    Raises `NoLadder` where a table of their own was chosen and none holds.
    """
    key = policy_on(school, day).absence_ladder
    around = _around(school, day)
    rows = Ladder.objects.on(day).filter(body__in=around.nearness, key=key)
    found = min(rows, key=lambda row: around.nearness[row.body_id], default=None)
    if found is None:
        own = "a table of its own" if key == OWN_LADDER else key
        raise NoLadder(f"{school.name} chose {own}, and none holds on {day}.")
    return ChosenLadder(found, _rungs(found.pk), around.chosen_by)


@dataclass(frozen=True, slots=True)
class _Around:
    """The bodies around a school with their nearness, and who chose its ladder."""

    nearness: dict[int, int]
    chosen_by: str


@kept_while_unchanged
def _around(school: Body, day: dt.date) -> _Around:
    bodies = _bodies_around(school, day)
    return _Around(bodies, _chosen_by(bodies, day))


@lru_cache(maxsize=64)
def _rungs(ladder_id: int) -> tuple[Rung, ...]:
    """Return a ladder's rungs in their order, read once: they are never changed."""
    return tuple(
        Rung(
            id=row.pk,
            first_day=row.first_day,
            last_day=row.last_day,
            is_daily=row.is_daily,
            is_mandatory=row.is_mandatory,
            whom=Whom(row.whom),
            kind=StepKind(row.kind),
            words=row.words,
        )
        for row in LadderStep.objects.filter(ladder=ladder_id)
    )


def _bodies_around(school: Body, day: dt.date) -> dict[int, int]:
    """Return the school and the bodies around it with their nearness."""
    parents = Affiliation.objects.on(day).filter(school=school)
    near = {school.pk: NEAREST_FIRST.index(BodyKind.SCHOOL)}
    for row in parents:
        near[row.parent_id] = NEAREST_FIRST.index(BodyKind(row.kind))
    nation = Body.objects.get(kind=BodyKind.NATION)
    near[nation.pk] = NEAREST_FIRST.index(BodyKind.NATION)
    return near


def _chosen_by(bodies: dict[int, int], day: dt.date) -> str:
    rows = Setting.objects.on(day).filter(body__in=bodies, key="absence_ladder")
    nearest = min(rows, key=lambda row: bodies[row.body_id], default=None)
    return nearest.chosen_by if nearest else ""
