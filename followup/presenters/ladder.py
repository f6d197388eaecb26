"""A ladder in words: day by day, for whom, who sees to it."""

from collections.abc import Iterable
from dataclasses import dataclass

from followup.codes.steps import Whom
from followup.rules.ladder import Rung


@dataclass(frozen=True, slots=True)
class LadderRow:
    """One step of a ladder."""

    days: str
    what: str
    words: str
    whom: str
    is_mandatory: bool


def ladder_rows(rungs: Iterable[Rung]) -> list[LadderRow]:
    """Draw a ladder's steps by day."""
    return [
        LadderRow(
            days=rung.days.capitalize(),
            what=rung.kind.label,
            words=rung.words,
            whom="" if rung.whom is Whom.EVERYONE else rung.whom.label,
            is_mandatory=rung.is_mandatory,
        )
        for rung in sorted(rungs, key=lambda rung: (rung.first_day, rung.id))
    ]
