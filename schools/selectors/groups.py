"""Registration groups with their teachers, pupils and times."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet

from schools.models import (
    Body,
    Closure,
    GroupTeacher,
    HalfTerm,
    Placement,
    RegistrationGroup,
    SessionTime,
)


@dataclass(frozen=True)
class GroupLine:
    """A group, how many pupils are in it, and who takes its register."""

    group: RegistrationGroup
    pupils: int
    takers: tuple[GroupTeacher, ...]


def groups_on(school: Body, day: dt.date) -> list[GroupLine]:
    """Return the running groups of a school on a day, by name."""
    groups = RegistrationGroup.objects.on(day).filter(school=school).order_by("name")
    counted = Counter(
        Placement.objects.on(day)
        .filter(school=school, group__isnull=False)
        .values_list("group_id", flat=True)
    )
    takers: dict[int, list[GroupTeacher]] = {}
    for row in (
        GroupTeacher.objects.on(day).filter(school=school).select_related("membership")
    ):
        takers.setdefault(row.group_id, []).append(row)
    return [
        GroupLine(group, counted[group.pk], tuple(takers.get(group.pk, ())))
        for group in groups
    ]


def group_of(school: Body, group_id: int) -> RegistrationGroup | None:
    """Return a group of a school."""
    return RegistrationGroup.objects.filter(school=school, pk=group_id).first()


def taker_of(group: RegistrationGroup, assignment_id: int) -> GroupTeacher | None:
    """Return who takes a group's register, by the assignment's number."""
    return GroupTeacher.objects.filter(group=group, pk=assignment_id).first()


def times_by_group(
    school: Body,
) -> list[tuple[RegistrationGroup | None, list[SessionTime]]]:
    """Return the school's times, then those of groups that have their own."""
    rows = (
        SessionTime.objects.filter(school=school)
        .select_related("group")
        .order_by("-starts_on", "session")
    )
    found: dict[RegistrationGroup | None, list[SessionTime]] = {None: []}
    for row in rows:
        found.setdefault(row.group, []).append(row)
    return sorted(found.items(), key=lambda item: item[0].name if item[0] else "")


def half_terms_of(school: Body) -> QuerySet[HalfTerm]:
    """Return the half terms of a school, the latest first."""
    return HalfTerm.objects.filter(school=school).order_by("-starts_on")


def closures_of(school: Body) -> QuerySet[Closure]:
    """Return the closures of a school, the latest first."""
    return Closure.objects.filter(school=school).order_by("-starts_on")


def closure_of(school: Body, closure_id: int) -> Closure | None:
    """Return a closure of a school."""
    return Closure.objects.filter(school=school, pk=closure_id).first()
