"""The panel of what the ladder of days asks of a person today."""

from django.urls import reverse

from followup.codes.steps import StepKind
from followup.selectors.steps import steps_due, steps_of_role
from reports.presenters.homes import Cell, Panel, pupil_cell
from reports.selectors.homes import Today
from schools.rules.sessions import say_day


def steps_panel(today: Today) -> Panel:
    """Return the steps that are due for the roles of a person, the oldest first."""
    due = steps_of_role(steps_due(today.school, today.on), today.scope.roles)
    rows = [row for row in due if row.spell.enrolment_id in today.roll]
    return Panel(
        key="steps",
        title="Due for absent children",
        noun="step",
        columns=("Pupil", "Step", "Due", "Why it is here"),
        rows=tuple(
            (
                pupil_cell(
                    today.school.slug,
                    row.spell.enrolment.pupil_id,
                    row.spell.enrolment.pupil.sort_name,
                    today.roll[row.spell.enrolment_id].group,
                ),
                Cell(
                    StepKind(row.step.kind).label,
                    reverse(
                        "absence-step",
                        kwargs={"school": today.school.slug, "step": row.pk},
                    ),
                    "link",
                ),
                Cell(
                    "today" if row.due_on == today.on else say_day(row.due_on),
                    kind="tag",
                    detail="yellow" if row.due_on == today.on else "red",
                ),
                Cell(f"Day {row.day_number}: {row.step.words}"),
            )
            for row in rows
        ),
        why="By the school's ladder of days; each line opens to its rule.",
        empty="Nothing is due for you.",
        more_words="Absence today",
        more_href=reverse("absence-today", kwargs={"school": today.school.slug}),
        wide=True,
    )
