"""The door for the apps above, and for pages: ask for letters, give their facts.

Whoever asks gives plain values and a cause, and never says what a case is. A cause is a
short key that is the same for the same reason ("pa:2026-autumn"), so that asking twice
makes no second letter.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from core.clock import local
from letters.codes.kinds import BY_KEY
from letters.models import Batch, BatchItem, Letter
from letters.services.desk import Desk
from letters.services.making import check_facts, make_letters
from schools.models import Body, Membership, Placement, Pupil

Facts = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A letter that is asked for about one pupil."""

    pupil: Pupil
    cause: str
    facts: Facts = field(default_factory=dict)
    reason: str = ""
    corrects: Letter | None = None


@transaction.atomic
def ask_for_letters(
    *,
    school: Body,
    kind: str,
    wanted: Sequence[Wanted],
    by: Membership,
    now: dt.datetime,
) -> Batch:
    """Keep that letters of a kind are wanted; workers make them, in order of classes."""
    batch = Batch.objects.create(school=school, kind=kind, asked_at=now, asked_by=by)
    order = _order_of_classes(
        school, [row.pupil.pk for row in wanted], local(now).date()
    )
    BatchItem.objects.bulk_create(
        BatchItem(
            school=school,
            batch=batch,
            pupil=row.pupil,
            order=order.get(row.pupil.pk, len(order)),
            cause=row.cause,
            reason=row.reason,
            facts=dict(row.facts),
            corrects=row.corrects,
        )
        for row in wanted
    )
    return batch


@transaction.atomic
def make_letter(
    *, school: Body, kind: str, wanted: Wanted, by: Membership, now: dt.datetime
) -> list[Letter]:
    """Make one pupil's letters at once, one for each household; files follow by a worker.

    Stands in the caller's transaction, so that a step and its letter happen together or
    not at all. Raises `BadFacts`. Who has been written to for this cause is not again.
    """
    check_facts(BY_KEY[kind], wanted.facts)
    batch = ask_for_letters(school=school, kind=kind, wanted=[wanted], by=by, now=now)
    item = BatchItem.objects.select_related("batch__asked_by", "pupil").get(batch=batch)
    item.corrects = wanted.corrects
    desk = Desk.at(school, kind, now)
    letters = list(make_letters(item=item, desk=desk, now=now).letters)
    if not letters:
        transaction.set_rollback(True)  # nobody was asked to write to anybody
    return letters


def letters_for(*, pupil: Pupil, kind: str, cause: str) -> list[Letter]:
    """Return the letters that a pupil's household had for a cause."""
    return list(Letter.objects.filter(pupil=pupil, kind=kind, cause=cause))


def _order_of_classes(
    school: Body, pupils: Sequence[int], on: dt.date
) -> dict[int, int]:
    """Return a number for each pupil by class and name, as the office hands letters out."""
    rows = (
        Placement.objects.on(on)
        .filter(school=school, enrolment__pupil__in=pupils)
        .order_by(
            "year_group",
            "group__name",
            "enrolment__pupil__last_name",
            "enrolment__pupil__first_name",
        )
        .values_list("enrolment__pupil", flat=True)
    )
    return {pupil: place for place, pupil in enumerate(rows)}
