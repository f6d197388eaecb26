"""The queue of N codes: how old each is, when it becomes O, and whom to try next."""

from collections.abc import Mapping

from django.urls import reverse

from core.words import clock_time
from followup.presenters.numbers import said
from followup.presenters.sections import ACT, Button, Cell, Section, buttons
from followup.presenters.today import who_is
from followup.rules.n_codes import OpenN
from followup.selectors.n_codes_queue import Queued
from followup.states import Outcome
from schools.models import Body
from schools.rules.sessions import say_day


def queue_section(
    school: Body, rows: list[Queued], groups: Mapping[int, str]
) -> Section:
    """Draw the queue, what falls due first on top."""
    return Section(
        title="N codes by days left",
        columns=("Pupil", "Sessions", "Becomes O after", "Left", "Try next", ACT),
        rows=tuple(_row(school, row, groups) for row in rows),
        empty="No N is left: every absence has its reason.",
        why="An N is explained within five school days of this school; otherwise it"
        " becomes O (SI 2024/208 reg 10(7)-(9)).",
    )


def _row(school: Body, row: Queued, groups: Mapping[int, str]) -> tuple[Cell, ...]:
    pupil, n = row.enrolment.pupil, row.n
    slug = {"school": school.slug}
    first = n.slots[0].words
    more = f"and {len(n.slots) - 1} more" if len(n.slots) > 1 else ""
    return (
        Cell(
            pupil.sort_name,
            reverse("pupil", kwargs={**slug, "pupil": pupil.pk}),
            groups.get(row.enrolment.pk, ""),
        ),
        Cell(first, detail=more),
        Cell(say_day(n.deadline)),
        Cell(n.words, colour=colour_of(n)),
        _next(row),
        buttons(*_acts(slug, row)) if not row.is_family else Cell(""),
    )


def colour_of(n: OpenN) -> str:
    """Return the colour of what is left: red when it is over, orange on the day."""
    if n.is_overdue:
        return "red"
    return "orange" if n.days_left == 0 else "yellow" if n.days_left <= 2 else "grey"  # noqa: PLR2004


def _next(row: Queued) -> Cell:
    if row.is_family:
        return Cell("Family of yours: a colleague follows up.")
    last = row.last
    tried = (
        f"last {say_day(last.tried_at.date())} {clock_time(last.tried_at)}:"
        f" {Outcome(last.outcome).label.lower()}"
        if last
        else "nobody was tried"
    )
    if row.next is None:
        return Cell("Nobody left to ring.", detail=tried)
    contact, number = row.next
    return Cell(f"{who_is(contact)} {said(number.number)}", detail=tried)


def _acts(slug: dict[str, str], row: Queued) -> list[Button]:
    name = row.enrolment.pupil.name
    if row.line is not None:
        action = reverse("absence-call", kwargs={**slug, "line": row.line})
        return [Button(text="Call", action=action, of=name)]
    report = reverse("absence-report", kwargs=slug)
    return [
        Button(
            text="Word from home",
            action=f"{report}?pupil={row.enrolment.pupil_id}",
            of=name,
        )
    ]
