"""Where a pupil of a file has stood since the first day: a piece for each year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from schools.rules.sessions import academic_year_of, year_starts_on

_YOUNGEST = -2


@dataclass(frozen=True, slots=True)
class Piece:
    """Some days in one year group, in the class or, before the class began, in none."""

    starts_on: date
    ends_on: date | None
    year_group: int
    is_in_group: bool


def places(
    *,
    first_day: date,
    ends_on: date | None,
    year_group: int,
    group_starts_on: date | None,
    today: date,
) -> list[Piece]:
    """Return the pieces from the first day on.

    A file names the year and class of today. One year earlier the pupil was a year
    lower, in a class that the file does not know.
    """
    this_year = academic_year_of(today)
    cuts = {first_day}
    cuts |= {
        year_starts_on(year)
        for year in range(academic_year_of(first_day) + 1, this_year + 1)
    }
    if group_starts_on is not None and group_starts_on > first_day:
        cuts.add(group_starts_on)
    starts = sorted(cut for cut in cuts if ends_on is None or cut < ends_on)
    pieces = []
    for start, following in zip(starts, [*starts[1:], ends_on], strict=True):
        behind = max(0, this_year - academic_year_of(start))
        pieces.append(
            Piece(
                starts_on=start,
                ends_on=following,
                year_group=max(_YOUNGEST, year_group - behind),
                is_in_group=group_starts_on is not None and start >= group_starts_on,
            )
        )
    return pieces
