"""The pupils behind a figure, where the reader may see pupils."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from django.urls import reverse

from reports.presenters.figures_rows import percent
from reports.rules.measures import TIMES
from reports.selectors.figures import Chosen
from reports.selectors.figures_people import People


@dataclass(frozen=True, slots=True)
class PupilLine:
    """One of the pupils behind a count, with the comparison that put them there."""

    name: str
    href: str
    group: str
    figures: tuple[str, ...]
    working: str = ""


def by_pupil(
    people: People, inside: Chosen | None = None
) -> tuple[tuple[str, ...], tuple[PupilLine, ...]]:
    """Return columns and a line for each pupil, the lowest attendance first."""
    sums = people.sums
    chosen = np.flatnonzero(sums.has_sessions if inside is None else inside)
    order = sorted(
        chosen.tolist(),
        key=lambda at: (sums.attended[at] / sums.possible[at], int(sums.ids[at])),
    )
    lines = tuple(
        pupil_line(
            people,
            int(sums.ids[at]),
            (
                f"{int(sums.missed[at]):,}",
                f"{int(sums.possible[at]):,}",
                percent(int(sums.missed[at]), int(sums.possible[at])),
                f"10 {TIMES} {int(sums.missed[at])} = {10 * int(sums.missed[at])}"
                f" {'≥' if 10 * sums.missed[at] >= sums.possible[at] else '<'}"
                f" {int(sums.possible[at])}",
            ),
        )
        for at in order
        if int(sums.ids[at]) in people.known
    )
    return ("Missed", "Possible", "Absence", "At 10%"), lines


def pupil_line(
    people: People, enrolment_id: int, figures: tuple[str, ...]
) -> PupilLine:
    """Return a pupil's line with what the columns ask for."""
    pupil = people.known[enrolment_id]
    school = people.school.slug
    return PupilLine(
        name=pupil.sort_name,
        href=reverse("pupil", kwargs={"school": school, "pupil": pupil.pupil_id}),
        group=pupil.group or "",
        figures=figures,
    )
