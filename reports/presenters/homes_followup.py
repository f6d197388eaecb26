"""Panels of what waits for a decision: batches of N codes, children not yet seen."""

from django.urls import reverse

from followup.rules.safe_and_well import Standing, asked_for
from followup.selectors.safe_and_well import case_of, open_spells
from followup.selectors.sweeps import sweeps_of
from reports.presenters.homes import Cell, Panel, number, pupil_cell
from reports.selectors.homes import Today
from schools.rules.sessions import say_day


def sweeps_panel(today: Today) -> Panel:
    """Return the batches of N codes that a named person has still to confirm."""
    slug = {"school": today.school.slug}
    rows = [row for row in sweeps_of(today.school) if row.confirmed_at is None]
    return Panel(
        key="sweeps",
        title="N codes to confirm as O",
        noun="batch",
        columns=("Batch", ("N", "number")),
        rows=tuple(
            (
                Cell(
                    f"{row.get_kind_display()}, {say_day(row.due_on)}",
                    reverse("absence-sweep", kwargs={**slug, "sweep": row.pk}),
                    "link",
                ),
                number(len(row.lines.all())),
            )
            for row in rows
        ),
        why="Without a reason by the end of the fifth school day an N becomes O.",
        empty="No batch waits.",
        more_words="N codes",
        more_href=reverse("absence-n-codes", kwargs=slug),
    )


def cases_panel(today: Today) -> Panel:
    """Return the children who must be found safe and well, the longest away first."""
    slug = {"school": today.school.slug}
    spells = [
        row
        for row in open_spells(today.school, today.on)
        if row.enrolment_id in today.roll
    ]
    cases = []
    for spell in spells:
        href = reverse("absence-case", kwargs={**slug, "spell": spell.pk})
        case = case_of(spell, today.on, link=href).case
        waiting = [one for one in asked_for(case) if one.standing is not Standing.DONE]
        cases.append((case.day_number, spell, href, waiting))
    cases.sort(key=lambda row: (-row[0], row[1].pk))
    return Panel(
        key="cases",
        title="Safe and well",
        noun="child",
        columns=("Pupil", ("Day", "number"), "Asked for next", "Stands"),
        rows=tuple(
            (
                pupil_cell(
                    today.school.slug,
                    spell.enrolment.pupil_id,
                    spell.enrolment.pupil.sort_name,
                    today.roll[spell.enrolment_id].group,
                ),
                number(day),
                Cell(waiting[0].words if waiting else "The outcome", href, "link"),
                Cell(
                    waiting[0].standing.value if waiting else "done",
                    kind="tag",
                    detail="red"
                    if any(one.standing is Standing.LATE for one in waiting)
                    else "yellow",
                ),
            )
            for day, spell, href, waiting in cases
        ),
        why="Every unexplained absence that runs, with what its day asks for.",
        empty="Every child is accounted for.",
        more_words="Safe and well",
        more_href=reverse("absence-cases", kwargs=slug),
        wide=True,
    )
