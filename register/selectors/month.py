"""A month of a class or of a pupil: who, which sessions, and every standing mark."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from core.periods import ONE_DAY, Period
from register.codes import AttendanceCode, codes_on
from register.rules.month import Cell
from schools.models import (
    Body,
    Enrolment,
    Person,
    Placement,
    Pupil,
    RegistrationGroup,
    StaffRelative,
)
from schools.rules.sessions import Session, Slot
from schools.selectors.calendar import calendar_of
from schools.selectors.policy import policy_on
from schools.states import Role

_MARKS = """
    select enrolment_id, slot, code, version from register_mark
     where slot = any (%s) and enrolment_id = any (%s)
"""


@dataclass(frozen=True, slots=True)
class Column:
    """A session of a school's weekday; without a register it is # with its reason."""

    slot: Slot
    is_registered: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Stay:
    """A pupil, with the days on which this table asks for them."""

    enrolment: Enrolment
    days: tuple[Period, ...]

    def is_asked(self, day: dt.date) -> bool:
        """Tell whether the table asks for the pupil on a day."""
        return any(day in period for period in self.days)


@dataclass(frozen=True, slots=True)
class Standing:
    """A standing mark: its code and the version that a change is made from."""

    code: str | None
    version: int


Marks = dict[tuple[int, int], Standing]
"""Standing marks by enrolment and slot number."""


def month_of(text: str) -> Period:
    """Read a month of an address, 2026-11, or raise `ValueError`."""
    first = dt.date.fromisoformat(f"{text}-01")
    if f"{first:%Y-%m}" != text:
        raise ValueError(text)
    return Period(first, _next_month(first))


def months_around(month: Period) -> tuple[str, str]:
    """Return the months before and after, as addresses write them."""
    before = month.starts_on - ONE_DAY
    return f"{before:%Y-%m}", f"{_next_month(month.starts_on):%Y-%m}"


def columns_of(school: Body, period: Period) -> tuple[Column, ...]:
    """Return every session of the school's weekdays in a period, held or not."""
    calendar = calendar_of(school)
    slots = (
        Slot(day, session)
        for day in period.days()
        if day.weekday() in calendar.weekdays
        for session in Session
    )
    return tuple(_column(school, slot) for slot in slots)


def stays_in(group: RegistrationGroup, period: Period) -> tuple[Stay, ...]:
    """Return everybody whom a group's register asked for in a period, by name."""
    rows = (
        Placement.objects.filter(group=group, starts_on__lt=period.ends_on)
        .exclude(ends_on__lte=period.starts_on)
        .select_related("enrolment__pupil")
        .order_by(
            "enrolment__pupil__last_name",
            "enrolment__pupil__first_name",
            "enrolment_id",
            "starts_on",
        )
    )
    return _stays(rows, period)


def stays_of(pupil: Pupil, period: Period) -> tuple[Stay, ...]:
    """Return a pupil's enrolments with the days of a period on which a register asked."""
    rows = (
        Placement.objects.filter(
            enrolment__pupil=pupil,
            group__isnull=False,
            starts_on__lt=period.ends_on,
        )
        .exclude(ends_on__lte=period.starts_on)
        .select_related("enrolment__pupil")
        .order_by("enrolment_id", "starts_on")
    )
    return _stays(rows, period)


def standing_marks(stays: Iterable[Stay], columns: Iterable[Column]) -> Marks:
    """Return how every session of some pupils is marked."""
    slots = [column.slot.number for column in columns]
    pupils = sorted({stay.enrolment.pk for stay in stays})
    with connection.cursor() as cursor:
        cursor.execute(_MARKS, [slots, pupils])
        return {
            (enrolment, slot): Standing(code, version)
            for enrolment, slot, code, version in cursor.fetchall()
        }


def enrolments_by_id(school: Body, ids: Sequence[int]) -> dict[int, Enrolment]:
    """Return enrolments of a school with their pupils."""
    rows = Enrolment.objects.filter(school=school, pk__in=ids).select_related("pupil")
    return {row.pk: row for row in rows}


def group_of_school(school: Body, group: int) -> RegistrationGroup | None:
    """Return a group of a school, if there is such a one."""
    return RegistrationGroup.objects.filter(school=school, pk=group).first()


def _next_month(first: dt.date) -> dt.date:
    return (first.replace(day=28) + 4 * ONE_DAY).replace(day=1)


def _column(school: Body, slot: Slot) -> Column:
    calendar = calendar_of(school)
    if calendar.is_registered(slot):
        return Column(slot, is_registered=True)
    closure = calendar.closure_at(slot)
    why = (closure.name or closure.kind.value) if closure else "Not in a term"
    return Column(slot, is_registered=False, why=why)


def _stays(rows: Iterable[Placement], period: Period) -> tuple[Stay, ...]:
    found: dict[int, tuple[Enrolment, list[Period]]] = {}
    for row in rows:
        days = row.period.intersect(period)
        days = days and days.intersect(row.enrolment.period)
        if days is not None:
            found.setdefault(row.enrolment_id, (row.enrolment, []))[1].append(days)
    return tuple(Stay(enrolment, tuple(days)) for enrolment, days in found.values())


def codes_to_recode(
    school: Body, day: dt.date, role: Role, *, today: dt.date
) -> list[AttendanceCode]:
    """Return the codes of a day that a role enters by hand; present stands once."""
    permitted = policy_on(school, today).codes_for([role])
    return [
        row
        for code, row in codes_on(day).items()
        if row.is_entered_by_hand and code in permitted and code != "\\"
    ]


def codes_in(cells: Iterable[Cell]) -> dict[tuple[int, int], str | None]:
    """Return the standing code of each cell that has a mark."""
    chosen = list(cells)
    slots = sorted({cell.slot for cell in chosen})
    pupils = sorted({cell.enrolment for cell in chosen})
    with connection.cursor() as cursor:
        cursor.execute(_MARKS, [slots, pupils])
        return {(row[0], row[1]): row[2] for row in cursor.fetchall()}


def relatives_among(
    person: Person, enrolments: Mapping[int, Enrolment]
) -> frozenset[int]:
    """Return the enrolments of pupils who are family to somebody on the staff."""
    pupils = {row.pupil_id for row in enrolments.values()}
    family = set(
        StaffRelative.objects.filter(person=person, pupil_id__in=pupils).values_list(
            "pupil_id", flat=True
        )
    )
    return frozenset(pk for pk, row in enrolments.items() if row.pupil_id in family)
