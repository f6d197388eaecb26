"""The steps of a rollover: classes closed and made, pupils moved, and all of it back."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from core.periods import ONE_DAY
from core.words import long_day
from schools.models import (
    Enrolment,
    GroupTeacher,
    Membership,
    Placement,
    PupilChange,
    RegistrationGroup,
    Rollover,
    SessionTime,
)
from schools.rules.age import year_group_words
from schools.rules.rollover import LEAVES, Plan, class_names
from schools.selectors.rollover import Mover


@dataclass(frozen=True, slots=True)
class Groups:
    """Next year's classes by name, and what was made and closed for them."""

    by_name: dict[str, RegistrationGroup]
    made: dict[str, Any]


def make_groups(row: Rollover, moves: Sequence[Mover], plan: Plan) -> Groups:
    """Close this year's classes on the eve and make next year's.

    A class with times of its own gives them to the one that takes its name.
    """
    school, day = row.school, row.starts_on
    running = RegistrationGroup.objects.on(day).filter(school=school)
    old = {group.name: group for group in running.filter(starts_on__lt=day)}
    closed = [group.pk for group in old.values() if group.ends_on is None]
    RegistrationGroup.objects.filter(pk__in=closed).update(ends_on=day)
    by_name = {group.name: group for group in running.filter(starts_on=day)}
    made = []
    for name in class_names(plan, [mover.goes for mover in moves]):
        if name in by_name:
            continue
        group = RegistrationGroup.objects.create(
            school=school, name=name, starts_on=day
        )
        by_name[name] = group
        made.append(group.pk)
        if name in old:
            _give_times(old[name], group)
    return Groups(by_name, {"groups": made, "closed": closed})


def _give_times(old: RegistrationGroup, new: RegistrationGroup) -> None:
    for time in SessionTime.objects.filter(
        group=old, is_exception=False, ends_on__isnull=True
    ):
        time.pk, time.group, time.starts_on = None, new, new.starts_on
        time.save(force_insert=True)


def move_everyone(
    row: Rollover,
    moves: Sequence[Mover],
    groups: dict[str, RegistrationGroup],
    by: Membership,
    now: dt.datetime,
) -> dict[str, Any]:
    """End the leavers' roll and place everyone else anew, each with a note."""
    day, last = row.starts_on, row.leavers_last_on
    left = [m.standing.enrolment for m in moves if m.goes.act == LEAVES]
    going = [m for m in moves if m.goes.act != LEAVES]
    ends_on = last + ONE_DAY
    Placement.objects.filter(enrolment__in=left, starts_on__gte=ends_on).delete()
    Placement.objects.filter(enrolment__in=left, ends_on__isnull=True).update(
        ends_on=ends_on
    )
    Enrolment.objects.filter(pk__in=left).update(ends_on=ends_on)
    moved = [m.standing.enrolment for m in going]
    standing = Placement.objects.filter(enrolment__in=moved, starts_on__lt=day)
    standing.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day)).update(ends_on=day)
    Placement.objects.bulk_create(
        Placement(
            school=row.school,
            enrolment_id=m.standing.enrolment,
            group=groups.get(m.goes.to),
            year_group=m.goes.year,
            starts_on=day,
            ends_on=m.placement.enrolment.ends_on,
        )
        for m in going
    )
    _note(row, moves, _words_of(row), by, now)
    return {"left": left, "moved": moved}


def put_back(row: Rollover, by: Membership, now: dt.datetime) -> None:
    """Undo what was made: classes, places, and the end of the leavers' roll."""
    made, day = row.made, row.starts_on
    ends_on = row.leavers_last_on + ONE_DAY
    mine = Placement.objects.filter(enrolment__in=made["moved"])
    mine.filter(starts_on__gte=day).delete()
    mine.filter(ends_on=day).update(ends_on=None)
    for ending in Enrolment.objects.filter(pk__in=made["moved"], ends_on__gt=day):
        mine.filter(enrolment=ending, ends_on=None).update(ends_on=ending.ends_on)
    left = Enrolment.objects.filter(pk__in=made["left"], ends_on=ends_on)
    Placement.objects.filter(enrolment__in=left, ends_on=ends_on).update(ends_on=None)
    left.update(ends_on=None)
    # Beginners placed in a class that goes stand without one, and are then listed.
    Placement.objects.filter(group__in=made["groups"]).update(group=None)
    GroupTeacher.objects.filter(group__in=made["groups"]).delete()
    SessionTime.objects.filter(group__in=made["groups"]).delete()
    RegistrationGroup.objects.filter(pk__in=made["groups"]).delete()
    RegistrationGroup.objects.filter(pk__in=made["closed"], ends_on=day).update(
        ends_on=None
    )
    enrolments = Enrolment.objects.filter(pk__in=[*made["left"], *made["moved"]])
    PupilChange.objects.bulk_create(
        _change(row, pupil, "The step into the next year was undone", by, now)
        for pupil in enrolments.values_list("pupil_id", flat=True)
    )


def _words_of(row: Rollover) -> dict[str, str]:
    return {
        "left": f"Last day on roll {long_day(row.leavers_last_on)}: end of the last year",
        "moved": f"from {long_day(row.starts_on)}, with the whole school",
    }


def _note(
    row: Rollover,
    moves: Sequence[Mover],
    words: dict[str, str],
    by: Membership,
    now: dt.datetime,
) -> None:
    PupilChange.objects.bulk_create(
        _change(
            row,
            m.placement.enrolment.pupil_id,
            words["left"]
            if m.goes.act == LEAVES
            else f"Moved to {year_group_words(m.goes.year)},"
            f" {m.goes.to or 'no class'} {words['moved']}",
            by,
            now,
        )
        for m in moves
    )


def _change(
    row: Rollover, pupil: int, words: str, by: Membership, now: dt.datetime
) -> PupilChange:
    return PupilChange(
        school=row.school,
        pupil_id=pupil,
        kind=PupilChange.Kind.ROLL,
        words=words,
        changed_at=now,
        changed_by=by,
    )
