"""Due steps: whose they are, and those of one spell."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import QuerySet

from followup.models import AbsenceSpell, Attempt, DueStep
from schools.models import Body
from schools.states import Role

_WITH = ("step", "spell__enrolment__pupil", "ended_by")


def steps_due(school: Body, day: dt.date) -> list[DueStep]:
    """Return the steps that wait, the oldest first; of spells that still run."""
    return list(
        _steps().filter(
            school=school,
            due_on__lte=day,
            ended_at__isnull=True,
            spell__last_on__isnull=True,
        )
    )


def steps_of_role(steps: Iterable[DueStep], roles: Iterable[Role]) -> list[DueStep]:
    """Return the steps that are these roles' to see to."""
    mine = {role.value for role in roles}
    return [step for step in steps if step.step.role in mine]


def steps_of(spell: AbsenceSpell) -> list[DueStep]:
    """Return every step of a spell, those that wait first."""
    rows = list(_steps().filter(spell=spell))
    return sorted(rows, key=lambda row: (row.ended_at is not None, row.due_on))


def find_step(school: Body, step_id: int) -> DueStep | None:
    """Return a step of a school."""
    return _steps().filter(school=school, pk=step_id).first()


def attempts_of_spell(spell: AbsenceSpell) -> list[Attempt]:
    """Return every attempt of a spell in its order."""
    return list(
        Attempt.objects.filter(children__line__spell=spell)
        .select_related("contact__adult", "tried_by")
        .order_by("tried_at", "pk")
        .distinct()
    )


def _steps() -> "QuerySet[DueStep]":
    return (
        DueStep.objects.select_related(*_WITH)
        .prefetch_related("spell__lines")
        .filter(spell__enrolment__pupil__died_on__isnull=True)
    )
