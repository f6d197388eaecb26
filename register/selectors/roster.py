"""Who a register asks for, and how each of them stands."""

import datetime as dt

from register.models import Mark
from schools.models import Body, Enrolment, Placement, Pupil, RegistrationGroup
from schools.rules.sessions import Slot, say_day


def roster(group: RegistrationGroup, on: dt.date) -> list[Enrolment]:
    """Return the enrolments that a group's register asks for on a day, by name."""
    placements = (
        Placement.objects.on(on)
        .filter(group=group, enrolment__starts_on__lte=on)
        .exclude(enrolment__ends_on__lte=on)
        .select_related("enrolment__pupil")
        .order_by(
            "enrolment__pupil__last_name",
            "enrolment__pupil__first_name",
            "enrolment__pupil_id",
        )
    )
    return [placement.enrolment for placement in placements]


def marks_at(slot: Slot, enrolments: list[Enrolment]) -> dict[int, Mark]:
    """Return the standing marks of a session by enrolment."""
    marks = Mark.objects.filter(
        slot=slot.number, enrolment_id__in=[row.pk for row in enrolments]
    )
    return {mark.enrolment_id: mark for mark in marks}


def unmarked_in(group: RegistrationGroup, slot: Slot) -> list[Pupil]:
    """Return the pupils of a register who have no mark."""
    enrolments = roster(group, slot.day)
    marks = marks_at(slot, enrolments)
    return [
        row.pupil
        for row in enrolments
        if row.pk not in marks or marks[row.pk].code is None
    ]


def pupils_without_register(school: Body, on: dt.date) -> list[Enrolment]:
    """Return pupils on the roll whom no register asks for on a day.

    No placement, a placement without a group, or a group that has ended or not begun: a
    child without a register vanishes unnoticed (DESIGN.md).
    """
    asked_for = (
        Placement.objects.on(on)
        .filter(group__isnull=False, group__starts_on__lte=on)
        .exclude(group__ends_on__lte=on)
        .values("enrolment_id")
    )
    return list(
        Enrolment.objects.on(on)
        .living()
        .filter(school=school)
        .exclude(pk__in=asked_for)
        .select_related("pupil")
        .order_by("pupil__last_name", "pupil__first_name")
    )


def why_without_register(enrolments: list[Enrolment], on: dt.date) -> dict[int, str]:
    """Return for each enrolment why no register asks for the pupil on a day."""
    placements = {
        row.enrolment_id: row
        for row in Placement.objects.on(on)
        .filter(enrolment__in=enrolments)
        .select_related("group")
    }
    return {row.pk: _why_without(placements.get(row.pk), on) for row in enrolments}


def _why_without(placement: Placement | None, on: dt.date) -> str:
    if placement is None:
        return "No year group or class is entered for this day."
    if placement.group is None:
        return f"In year {placement.year_group}, and in no class."
    group = placement.group
    if group.starts_on > on:
        return f"In {group.name}, which begins on {say_day(group.starts_on)}."
    return f"In {group.name}, which has ended."


def marks_with_people(slot: Slot, enrolments: list[Enrolment]) -> dict[int, Mark]:
    """Return the standing marks of a session with who made them, by enrolment."""
    marks = Mark.objects.filter(
        slot=slot.number, enrolment_id__in=[row.pk for row in enrolments]
    ).select_related("by")
    return {mark.enrolment_id: mark for mark in marks}
