"""The vulnerable list, ready to be drawn."""

import datetime as dt
from collections.abc import Sequence

from django.urls import reverse

from followup.models import VulnerableListing
from followup.presenters.sections import ACT, Button, Cell, Section, buttons
from schools.codes.flags import BY_KEY
from schools.models import Body, Flag, Pupil
from schools.rules.sessions import say_day


def listed_section(
    school: Body, rows: Sequence[VulnerableListing], today: dt.date
) -> Section:
    """Draw who is on the list."""
    return Section(
        title="On the list",
        columns=("Pupil", "Why", "Answers for it", "Review", ACT),
        rows=tuple(_listed(school, row, today) for row in rows),
        empty="Nobody is on the list.",
        why="Their absence is followed up first, on day 1, and a reason does not close"
        " it without a written rationale.",
        add=(
            "Put a pupil on the list",
            reverse("absence-vulnerable-add", kwargs={"school": school.slug}),
        ),
    )


def _listed(school: Body, row: VulnerableListing, today: dt.date) -> tuple[Cell, ...]:
    where = {"school": school.slug, "listing": row.pk}
    late = row.review_on <= today
    return (
        _pupil(school, row.pupil),
        Cell(row.reason),
        Cell(row.owner.name, detail=row.owner.position),
        Cell(say_day(row.review_on), colour="red" if late else ""),
        buttons(
            Button(
                text="Review",
                action=reverse("absence-vulnerable-review", kwargs=where),
                of=row.pupil.name,
            ),
            Button(
                text="Take off",
                action=reverse("absence-vulnerable-remove", kwargs=where),
                of=row.pupil.name,
            ),
        ),
    )


def flagged_section(school: Body, rows: Sequence[tuple[Pupil, list[Flag]]]) -> Section:
    """Draw children whose flags make them vulnerable and who are not on the list."""
    add = reverse("absence-vulnerable-add", kwargs={"school": school.slug})
    return Section(
        title="Flagged, not on the list",
        columns=("Pupil", "Flags", ACT),
        rows=tuple(
            (
                _pupil(school, pupil),
                Cell(", ".join(BY_KEY[flag.kind].label for flag in flags)),
                buttons(
                    Button(
                        text="Put on the list",
                        action=f"{add}?pupil={pupil.pk}",
                        of=pupil.name,
                    )
                ),
            )
            for pupil, flags in rows
        ),
        empty="Every flagged child whom you may see is on the list.",
        why="Their flags put them first in the daily list already.",
    )


def _pupil(school: Body, pupil: Pupil) -> Cell:
    where = {"school": school.slug, "pupil": pupil.pk}
    return Cell(pupil.sort_name, reverse("pupil", kwargs=where))
