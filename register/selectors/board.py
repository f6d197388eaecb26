"""How every register of a day stands, in a handful of queries however many groups."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from core.clock import local
from register.models import Nudge, RegisterTaken, Reopening
from register.rules.windows import (
    RegisterStanding,
    RegisterStatus,
    RegisterWindow,
    register_standing,
)
from register.selectors.windows import (
    NoSessionTimes,
    open_again,
    reopenings_of,
    window_of,
)
from schools.models import Body, GroupTeacher, Membership
from schools.rules.calendar import CalendarTooShort
from schools.rules.sessions import Session, Slot
from schools.selectors.calendar import calendar_of

Key = tuple[int, int]
"""A group and a slot's number: one register."""

_COUNTS = """
    select g.id, g.name, s.slot, count(e.id), count(m.code)
      from schools_registrationgroup g
     cross join unnest(%(slots)s::int[]) as s (slot)
      left join schools_placement p on p.group_id = g.id
       and p.starts_on <= %(day)s and (p.ends_on is null or p.ends_on > %(day)s)
      left join schools_enrolment e on e.id = p.enrolment_id
       and e.starts_on <= %(day)s and (e.ends_on is null or e.ends_on > %(day)s)
      left join register_mark m on m.slot = s.slot and m.enrolment_id = e.id
     where g.school_id = %(school)s
       and g.starts_on <= %(day)s and (g.ends_on is null or g.ends_on > %(day)s)
     group by g.id, g.name, s.slot
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardLine:
    """One register of a day as the board knows it."""

    group_id: int
    group_name: str
    slot: Slot
    pupils: int
    marked: int
    teachers: tuple[Membership, ...]
    window: RegisterWindow | None
    standing: RegisterStanding | None
    taken: RegisterTaken | None
    nudge: Nudge | None
    reopening: Reopening | None

    @property
    def is_asked_for(self) -> bool:
        """Tell whether there is a register at all: somebody to mark, at known times."""
        return self.pupils > 0 and self.standing is not None

    @property
    def is_missing(self) -> bool:
        """Tell whether it closed without being handed in."""
        return self._is(RegisterStatus.NOT_TAKEN)

    @property
    def is_open(self) -> bool:
        return self._is(RegisterStatus.OPEN)

    @property
    def is_taken(self) -> bool:
        return self._is(RegisterStatus.TAKEN) or self.is_late

    @property
    def is_late(self) -> bool:
        return self._is(RegisterStatus.TAKEN_LATE)

    @property
    def is_gapped(self) -> bool:
        """Tell whether a pupil has no mark although the register was handed in."""
        return self.is_taken and self.marked < self.pupils

    def _is(self, status: RegisterStatus) -> bool:
        return (
            self.is_asked_for
            and self.standing is not None
            and (self.standing.status is status)
        )


def board_of(school: Body, day: dt.date, now: dt.datetime) -> list[BoardLine]:
    """Return every register of a day by group and session, or none without sessions."""
    slots = [
        slot
        for slot in (Slot(day, session) for session in Session)
        if calendar_of(school).is_registered(slot)
    ]
    if not slots:
        return []
    taken = _taken(school, slots)
    nudges = _nudges(school, slots)
    teachers = teachers_on(school, day)
    reopenings = reopenings_of(school, slots)
    return [
        _line(
            school,
            counted,
            now=now,
            teachers=teachers.get(counted[0], ()),
            taken=taken.get((counted[0], counted[2])),
            nudge=nudges.get((counted[0], counted[2])),
            reopening=open_again(_at(reopenings, counted[2]), counted[0], now),
        )
        for counted in _counts(school, day, slots)
    ]


def line_of(
    school: Body, group_id: int, slot: Slot, now: dt.datetime
) -> BoardLine | None:
    """Return the board's line of one register."""
    lines = board_of(school, slot.day, now)
    return next(
        (row for row in lines if (row.group_id, row.slot) == (group_id, slot)), None
    )


def teachers_on(school: Body, day: dt.date) -> dict[int, tuple[Membership, ...]]:
    """Return who takes the register of each group on a day."""
    rows = (
        GroupTeacher.objects.on(day)
        .filter(school=school)
        .select_related("membership")
        .order_by("membership__name")
    )
    found: dict[int, tuple[Membership, ...]] = {}
    for row in rows:
        if row.membership.period.contains(day):
            found[row.group_id] = (*found.get(row.group_id, ()), row.membership)
    return found


def _line(
    school: Body,
    counted: tuple[int, str, int, int, int],
    *,
    now: dt.datetime,
    teachers: tuple[Membership, ...],
    taken: RegisterTaken | None,
    nudge: Nudge | None,
    reopening: Reopening | None,
) -> BoardLine:
    group_id, name, number, pupils, marked = counted
    slot = Slot.from_number(number)
    window = _window(school, group_id, slot)
    return BoardLine(
        group_id=group_id,
        group_name=name,
        slot=slot,
        pupils=pupils,
        marked=marked,
        teachers=teachers,
        window=window,
        standing=_standing(window, slot, now, taken, marked) if window else None,
        taken=taken,
        nudge=nudge,
        reopening=reopening,
    )


def decided_at(taken: RegisterTaken) -> dt.datetime:
    """Return the moment by which a register is taken or taken late, never a later one."""
    return min(taken.taken_at, taken.device_at or taken.taken_at)


def _standing(
    window: RegisterWindow,
    slot: Slot,
    now: dt.datetime,
    taken: RegisterTaken | None,
    marked: int,
) -> RegisterStanding:
    return register_standing(
        window,
        slot,
        now=local(now),
        taken_at=local(decided_at(taken)) if taken else None,
        has_marks=marked > 0,
    )


def _window(school: Body, group_id: int, slot: Slot) -> RegisterWindow | None:
    try:
        return window_of(school, group_id, slot)
    except NoSessionTimes:
        return None


def _counts(
    school: Body, day: dt.date, slots: list[Slot]
) -> list[tuple[int, str, int, int, int]]:
    numbers = [slot.number for slot in slots]
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, {"slots": numbers, "day": day, "school": school.pk})
        rows = cursor.fetchall()
    return sorted(rows, key=lambda row: (row[2], row[1]))


def _taken(school: Body, slots: list[Slot]) -> dict[Key, RegisterTaken]:
    rows = RegisterTaken.objects.filter(
        school=school,
        slot__in=[slot.number for slot in slots],
        withdrawn_at__isnull=True,
    ).select_related("taken_by")
    return {(row.group_id, row.slot): row for row in rows}


def _nudges(school: Body, slots: list[Slot]) -> dict[Key, Nudge]:
    rows = (
        Nudge.objects.filter(school=school, slot__in=[slot.number for slot in slots])
        .select_related("nudged_by")
        .order_by("nudged_at", "pk")
    )
    return {(row.group_id, row.slot): row for row in rows}


def _at(reopenings: Iterable[Reopening], number: int) -> list[Reopening]:
    return [row for row in reopenings if row.slot == number]


def days_around(school: Body, day: dt.date) -> tuple[dt.date | None, dt.date | None]:
    """Return the days with a register before and after a day, where there are any."""
    calendar = calendar_of(school)
    before = calendar.previous_sessions(Slot(day, Session.AM), 1)
    try:
        after = calendar.nth_school_day_after(day, 1)
    except CalendarTooShort:
        after = None
    return (before[0].day if before else None, after)


def why_no_register(school: Body, day: dt.date) -> str:
    """Say why a day has no register."""
    calendar = calendar_of(school)
    closure = calendar.closure_at(Slot(day, Session.AM))
    if closure is not None:
        return f"The school is closed: {closure.name or closure.kind.value}."
    if day.weekday() not in calendar.weekdays:
        return "No session is held on this day of the week."
    if calendar.half_term_of(day) is None:
        return "The day is not in a term."
    return "No session is held on this day."
