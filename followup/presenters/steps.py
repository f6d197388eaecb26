"""Steps that a ladder put into somebody's list, each with the rule that did."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from core.words import moment
from followup.codes.steps import StepKind
from followup.models import DueStep
from followup.states import StepEnd
from schools.models import Body
from schools.rules.sessions import say_day
from schools.states import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """One due step."""

    id: int
    pupil: str
    href: str
    day: str
    what: str
    words: str
    rule: str
    role: str
    due: str
    is_late: bool
    is_mandatory: bool
    ended: str
    outcome: str
    end: str
    call: str


def step_row(school: Body, step: DueStep, today: dt.date) -> StepRow:
    """Draw a due step."""
    pupil = step.spell.enrolment.pupil
    by = step.ended_by
    return StepRow(
        id=step.pk,
        pupil=pupil.sort_name,
        href=reverse("pupil", kwargs={"school": school.slug, "pupil": pupil.pk}),
        day=f"day {step.day_number}",
        what=StepKind(step.step.kind).label,
        words=step.step.words,
        rule=step.rule,
        role=Role(step.step.role).label,
        due="today" if step.due_on == today else say_day(step.due_on),
        is_late=step.due_on < today and step.ended_at is None,
        is_mandatory=step.step.is_mandatory,
        ended=f"{StepEnd(step.end).label}, {by.name}, {moment(step.ended_at)}"
        if step.ended_at and by
        else "",
        outcome=step.words,
        end=reverse("absence-step", kwargs={"school": school.slug, "step": step.pk}),
        call=_call(school, step),
    )


def _call(school: Body, step: DueStep) -> str:
    """Return where home is rung about the child: the last line of the absence."""
    lines = sorted(step.spell.lines.all(), key=lambda line: (line.day, line.slot))
    if not lines:
        return ""
    where = {"school": school.slug, "line": lines[-1].pk}
    return reverse("absence-call", kwargs=where)
