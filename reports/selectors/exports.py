"""Pupils and the marks of a class, as another system takes them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from core.periods import Period
from register.models import Mark
from schools.models import Body, Enrolment, Placement, Pupil, RegistrationGroup, Upn
from schools.rules.sessions import Session, Slot
from schools.selectors.calendar import calendar_of
from schools.selectors.pupils import pupils_on


def pupils_to_export(school: Body, on: dt.date) -> list[Pupil]:
    """Return the pupils on the roll with year, class and first day."""
    rows = pupils_on(school, on).filter(is_on_roll=True)
    return list(rows.order_by("last_name", "first_name", "pk"))


def first_days(school: Body, on: dt.date) -> dict[int, dt.date]:
    """Return since when each pupil is on the roll."""
    rows = Enrolment.objects.on(on).filter(school=school)
    return dict(rows.values_list("pupil_id", "starts_on"))


def numbers_of(pupils: Sequence[Pupil]) -> dict[int, str]:
    """Return the UPN in use of each identity."""
    rows = Upn.objects.filter(
        identity__in=[row.identity_id for row in pupils], ends_on__isnull=True
    )
    return dict(rows.values_list("identity_id", "upn"))


@dataclass(frozen=True, slots=True)
class GroupMarks:
    """The sessions of a period, the pupils of a class, and the code of each."""

    slots: tuple[Slot, ...]
    pupils: tuple[Pupil, ...]
    codes: dict[tuple[int, int], str]


def marks_of_group(
    school: Body, group: RegistrationGroup, period: Period
) -> GroupMarks:
    """Return the standing marks of a class on the days on which a pupil was in it."""
    registered = map(Slot.from_number, calendar_of(school).registered_numbers)
    slots = tuple(slot for slot in registered if slot.day in period)
    placements = (
        Placement.objects.filter(group=group, starts_on__lt=period.ends_on)
        .exclude(ends_on__lte=period.starts_on)
        .exclude(enrolment__pupil__died_on__isnull=False)
        .select_related("enrolment__pupil")
        .order_by(
            "enrolment__pupil__last_name", "enrolment__pupil__first_name", "starts_on"
        )
    )
    days: dict[int, list[Period]] = {}
    pupils: dict[int, Pupil] = {}
    for row in placements:
        days.setdefault(row.enrolment_id, []).append(row.period)
        pupils[row.enrolment_id] = row.enrolment.pupil
    first = Slot(period.starts_on, Session.AM).number
    last = slots[-1].number if slots else first
    marks = Mark.objects.filter(
        enrolment_id__in=list(days), slot__range=(first, last), code__isnull=False
    ).values_list("enrolment_id", "slot", "code")
    codes = {
        (pupils[pk].pk, slot): code or ""
        for pk, slot, code in marks
        if any(Slot.from_number(slot).day in placed for placed in days[pk])
    }
    unique = {row.pk: row for row in pupils.values()}
    return GroupMarks(slots, tuple(unique.values()), codes)
