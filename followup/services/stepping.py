"""Puts what a ladder asks for into people's lists, each step once."""

import datetime as dt

from django.db import transaction

from followup.models import AbsenceSpell, DueStep
from followup.rules.ladder import Due, due_by, rule_words
from followup.selectors.ladders import ChosenLadder, ladder_on
from followup.selectors.spells import day_number, school_day
from followup.selectors.unexplained import needs_of
from followup.states import Need, StepEnd
from schools.models import Body, Membership
from schools.selectors.calendar import calendar_of
from schools.services.refusals import Refused


def add_due_steps(*, school: Body, day: dt.date, now: dt.datetime) -> int:
    """Add what is due by a day for each spell that runs; return how many are new."""
    spells = list(
        AbsenceSpell.objects.filter(
            school=school, starts_on__lte=day, last_on__isnull=True
        )
    )
    if not spells:
        return 0
    chosen = ladder_on(school, day)
    calendar = calendar_of(school)
    needs = needs_of([spell.enrolment_id for spell in spells], day)
    known = set(
        DueStep.objects.filter(spell__in=spells).values_list(
            "spell_id", "step_id", "due_on"
        )
    )
    new = []
    for spell in spells:
        here = day_number(spell.starts_on, day, calendar)
        for due in due_by(
            chosen.rungs, here, needs.get(spell.enrolment_id, Need.OTHER)
        ):
            on = school_day(spell.starts_on, due.day_number, calendar)
            if (spell.pk, due.rung.id, on) not in known:
                new.append(_step(spell, due, on, chosen, now))
    return len(DueStep.objects.bulk_create(new, ignore_conflicts=True))


def _step(
    spell: AbsenceSpell, due: Due, on: dt.date, chosen: ChosenLadder, now: dt.datetime
) -> DueStep:
    return DueStep(
        school_id=spell.school_id,
        spell=spell,
        step_id=due.rung.id,
        due_on=on,
        day_number=due.day_number,
        rule=rule_words(
            due.rung,
            ladder=chosen.ladder.name,
            chosen_by=chosen.chosen_by,
            source=chosen.ladder.source,
        ),
        made_at=now,
    )


@transaction.atomic
def end_step(
    *, step: DueStep, end: StepEnd, words: str, by: Membership, now: dt.datetime
) -> DueStep:
    """Keep that a step was done, or why it was not; said once, it stands."""
    row = DueStep.objects.select_for_update(of=("self",)).get(pk=step.pk)
    if row.ended_at is not None:
        return row
    if end is StepEnd.NOT_NEEDED and not words.strip():
        raise Refused("Write down why this step is not done.", field="words")
    row.ended_at, row.ended_by, row.end, row.words = now, by, end, words.strip()
    row.save(update_fields=["ended_at", "ended_by", "end", "words"])
    return row
