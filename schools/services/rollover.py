"""Plans the step into the next year, carries it out in one act, and undoes it."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from core.words import long_day
from schools.models import Body, Membership, Rollover
from schools.rules.rollover import first_plan
from schools.selectors.rollover import (
    classes_now,
    movers,
    open_rollover,
    placements_before,
)
from schools.services import rollover_steps as steps
from schools.services.refusals import Refused


@transaction.atomic
def draft_rollover(
    *,
    school: Body,
    starts_on: dt.date,
    leavers_last_on: dt.date,
    today: dt.date,
    by: Membership,
    now: dt.datetime,
) -> Rollover:
    """Begin a plan in which each class goes up a year."""
    if starts_on <= today:
        raise Refused("The year begins on a day to come.", field="starts_on")
    if not today <= leavers_last_on < starts_on:
        raise Refused(
            "The last day of those who leave is from today on, before the new year.",
            field="leavers_last_on",
        )
    if open_rollover(school, today):
        raise Refused("There is a plan already.")
    placements = placements_before(school, starts_on)
    return Rollover.objects.create(
        school=school,
        starts_on=starts_on,
        leavers_last_on=leavers_last_on,
        plan=first_plan(classes_now(placements)),
        drafted_at=now,
        drafted_by=by,
    )


@transaction.atomic
def change_plan(*, rollover: Rollover, changed: Mapping[str, Any]) -> None:
    """Keep what was answered of classes or of single pupils."""
    row = _open(rollover)
    plan = {**row.plan, **changed}
    plan["pupils"] = {**row.plan["pupils"], **changed.get("pupils", {})}
    row.plan = plan
    row.save(update_fields=["plan"])


@transaction.atomic
def carry_out(
    *, rollover: Rollover, today: dt.date, by: Membership, now: dt.datetime
) -> Rollover:
    """Make next year's classes and put everyone where the plan says, from its day."""
    row = _open(rollover)
    if row.starts_on <= today:
        raise Refused(f"The plan was for {long_day(row.starts_on)}: that day has come.")
    moves = movers(row)
    groups = steps.make_groups(row, moves, row.plan)
    row.made = groups.made | steps.move_everyone(row, moves, groups.by_name, by, now)
    row.done_at, row.done_by = now, by
    row.save(update_fields=["made", "done_at", "done_by"])
    return row


@transaction.atomic
def undo_rollover(
    *, rollover: Rollover, today: dt.date, by: Membership, now: dt.datetime
) -> None:
    """Put everything back as it was, until the day on which the year begins."""
    row = Rollover.objects.select_for_update(no_key=True).get(pk=rollover.pk)
    if row.undone_at is not None:
        return
    if row.starts_on <= today:
        raise Refused(
            "The year has begun: registers ask by it. Move pupils one by one instead."
        )
    if row.done_at is not None:
        steps.put_back(row, by, now)
    row.undone_at, row.undone_by = now, by
    row.save(update_fields=["undone_at", "undone_by"])


def _open(rollover: Rollover) -> Rollover:
    row = (
        Rollover.objects.select_for_update(no_key=True)
        .select_related("school")
        .get(pk=rollover.pk)
    )
    if row.undone_at is not None:
        raise Refused("This plan was undone.")
    if row.done_at is not None:
        raise Refused("This plan was carried out. Undo it to change it.")
    return row
