"""The schools of a trust side by side: one read of their year rows for each span."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from django.db import connection

from core import clock
from core.periods import Period
from register.models import RegisterTaken
from register.rules.windows import RegisterWindow, has_closed
from register.selectors.figures import Numbers
from reports.rules.spans import Span, span_of
from reports.selectors.figures import Sums, sums_of_schools
from schools.models import Body, Placement
from schools.rules.sessions import Session, Slot
from schools.selectors.calendar import calendar_of, times_for
from schools.selectors.kept import read_revisions

_ENROLMENTS = """
    select school_id, array_agg(id order by id)
      from schools_enrolment where school_id = any (%s) group by school_id
"""


@dataclass(frozen=True, slots=True)
class SchoolSums:
    """What the pupils of one school attended and missed over a span."""

    span: Span
    pupils: int
    possible: int
    attended: int
    authorised: int
    unauthorised: int
    late: int
    persistent: int
    severe: int


def schools_of(school_ids: Sequence[int]) -> list[Body]:
    """Return schools by name, with what is needed to keep what is read of them."""
    schools = list(Body.objects.filter(pk__in=school_ids).order_by("name"))
    read_revisions(schools)
    return schools


def sums_by_school(
    schools: Sequence[Body], key: str, today: dt.date
) -> dict[int, SchoolSums]:
    """Return the sums of each school over its own span of a name.

    Schools whose calendars agree are read together: mostly that is all of them.
    """
    together: dict[Period, list[Body]] = {}
    spans: dict[int, Span] = {}
    for school in schools:
        try:
            spans[school.pk] = span_of(key, calendar_of(school), today)
        except LookupError:
            continue
        together.setdefault(spans[school.pk].period, []).append(school)
    members = _enrolments(schools)
    found: dict[int, SchoolSums] = {}
    for period, alike in together.items():
        sums = sums_of_schools(alike, period)
        for school in alike:
            found[school.pk] = _sum(sums, members.get(school.pk), spans[school.pk])
    return found


def _enrolments(schools: Sequence[Body]) -> Mapping[int, Numbers]:
    connection.ensure_connection()
    with connection.connection.cursor(binary=True) as cursor:
        cursor.execute(_ENROLMENTS, [[school.pk for school in schools]])
        rows = cursor.fetchall()
    return {school: np.asarray(numbers, dtype=np.int64) for school, numbers in rows}


def _sum(sums: Sums, members: Numbers | None, span: Span) -> SchoolSums:
    mine = np.isin(sums.ids, members if members is not None else [])
    return SchoolSums(
        span=span,
        pupils=int((sums.has_sessions & mine).sum()),
        possible=int(sums.possible[mine].sum()),
        attended=int(sums.attended[mine].sum()),
        authorised=int(sums.authorised[mine].sum()),
        unauthorised=int(sums.unauthorised[mine].sum()),
        late=int(sums.late[mine].sum()),
        persistent=int((sums.persistent & mine).sum()),
        severe=int((sums.severe & mine).sum()),
    )


def missing_by_school(
    schools: Sequence[Body], now: dt.datetime, today: dt.date
) -> dict[int, tuple[int, int]]:
    """Return of each school how many of today's closed registers are not in, of how many."""
    ids = [school.pk for school in schools]
    groups: dict[int, set[int]] = {}
    rows = Placement.objects.on(today).filter(school__in=ids, group__isnull=False)
    for school_id, group_id in rows.values_list("school_id", "group_id").distinct():
        groups.setdefault(school_id, set()).add(group_id)
    slots = [Slot(today, session) for session in Session]
    taken = set(
        RegisterTaken.objects.filter(
            school__in=ids,
            slot__in=[slot.number for slot in slots],
            withdrawn_at__isnull=True,
        ).values_list("group_id", "slot")
    )
    return {
        school.pk: _missing(school, groups.get(school.pk, set()), slots, taken, now)
        for school in schools
    }


def _missing(
    school: Body,
    groups: set[int],
    slots: list[Slot],
    taken: set[tuple[int, int]],
    now: dt.datetime,
) -> tuple[int, int]:
    calendar = calendar_of(school)
    closed = [
        (group, slot.number)
        for slot in slots
        if calendar.is_registered(slot)
        for group in groups
        if _is_closed(school, group, slot, now)
    ]
    return sum(register not in taken for register in closed), len(closed)


def _is_closed(school: Body, group_id: int, slot: Slot, now: dt.datetime) -> bool:
    times = times_for(school, group_id, slot.session, slot.day)
    if times is None:
        return False
    window = RegisterWindow(times.opens, times.closes, times.ends)
    return has_closed(window, slot, clock.local(now))
