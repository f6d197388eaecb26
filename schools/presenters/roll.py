"""A pupil's time on the roll: classes and years, the latest first."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.words import long_day
from schools.models import Placement
from schools.rules.age import year_group_words


@dataclass(frozen=True, slots=True)
class PlacementLine:
    """Where a pupil stood, from when to when."""

    year: str
    group: str
    dates: str


def placements(rows: Iterable[Placement]) -> list[PlacementLine]:
    """Print placements in the order given."""
    return [
        PlacementLine(
            year=year_group_words(row.year_group),
            group=row.group.name if row.group else "no class",
            dates=_dates(row),
        )
        for row in rows
    ]


def _dates(row: Placement) -> str:
    last = row.period.last_day
    until = f" to {long_day(last)}" if last else ""
    return f"{'from' if last else 'since'} {long_day(row.starts_on)}{until}"
