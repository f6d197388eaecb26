"""A class and its week: ten sessions of each pupil, beside the week and the year."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from core.periods import Period
from register.codes import UNMARKED, by_letter
from register.codes.kinds import kind_of
from register.rules.thresholds import sessions_to_go
from reports.presenters.figures_marks import band_level
from reports.presenters.figures_rows import percent, working_href
from reports.presenters.homes import register_href
from reports.rules.selection import Selection
from reports.rules.spans import custom
from reports.selectors.figures import Sums, sums_of_pupils
from reports.selectors.homes import Today
from reports.selectors.now import PupilNow, groups_taken_by
from schools.models import RegistrationGroup
from schools.rules.bands import band_of
from schools.rules.sessions import (
    Session,
    Slot,
    academic_year_of,
    say_day,
    year_starts_on,
)


@dataclass(frozen=True, slots=True)
class MarkCell:
    """A mark of the week."""

    code: str
    words: str
    kind: str


@dataclass(frozen=True, slots=True)
class PupilWeek:
    """A pupil's row."""

    name: str
    href: str
    marks: tuple[MarkCell, ...]
    week: str
    week_href: str
    year: str
    year_href: str
    late: int
    band: str
    level: str
    to_go: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the week, with the links of its registers."""

    words: str
    sessions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ClassWeek:
    """The tracker of one class and week."""

    group: str
    group_id: int
    words: str
    days: tuple[Day, ...]
    rows: tuple[PupilWeek, ...]
    groups: tuple[tuple[str, str, bool], ...]
    previous: str
    following: str
    count: int
    month: str


def class_week(
    today: Today, *, group_id: int | None = None, monday: dt.date | None = None
) -> ClassWeek | None:
    """Return the week of a group, the person's first if none is named, or None."""
    groups = groups_to_choose(today)
    chosen = next((g for g in groups if g.pk == group_id), None) if group_id else None
    chosen = chosen or (groups[0] if groups and group_id is None else None)
    if chosen is None:
        return None
    first = monday or today.on - dt.timedelta(days=today.on.weekday())
    week = Period.through(first, first + dt.timedelta(days=6))
    days = today.calendar.school_days(week)
    pupils = [row for row in today.roll.values() if row.group_id == chosen.pk]
    ids = [row.enrolment_id for row in pupils]
    year = Period.through(
        year_starts_on(academic_year_of(first)), min(today.on, week.ends_on or today.on)
    )
    of_week, of_year = sums_of_pupils(ids, week), sums_of_pupils(ids, year)
    slots = [Slot(day, session) for day in days for session in Session]
    letters = _letters(of_week)
    return ClassWeek(
        group=chosen.name,
        group_id=chosen.pk,
        words=f"Week of {say_day(first)} {first.year}",
        days=tuple(_day(today, chosen.pk, day) for day in days),
        rows=tuple(
            _row(today, pupil, slots, letters, of_week, of_year, (week, year))
            for pupil in pupils
        ),
        groups=tuple(
            (g.name, _href(today, g.pk, first), g.pk == chosen.pk) for g in groups
        ),
        previous=_href(today, chosen.pk, first - dt.timedelta(days=7)),
        following=_href(today, chosen.pk, first + dt.timedelta(days=7))
        if first + dt.timedelta(days=7) <= today.on
        else "",
        count=len(pupils),
        month=f"{min(first + dt.timedelta(days=4), today.on):%Y-%m}",
    )


def groups_to_choose(today: Today) -> list[RegistrationGroup]:
    """Return the person's groups; for staff without one, every group of the school."""
    groups = RegistrationGroup.objects.on(today.on).filter(school=today.school)
    mine = groups_taken_by(today.scope, today.on)
    rows = groups.filter(pk__in=mine) if mine else groups
    return list(rows.order_by("name"))


def _href(today: Today, group_id: int, monday: dt.date) -> str:
    address = reverse("tracker", kwargs={"school": today.school.slug})
    return f"{address}?group={group_id}&week={monday.isoformat()}"


def _day(today: Today, group_id: int, day: dt.date) -> Day:
    return Day(
        say_day(day),
        tuple(
            (
                session.name,
                register_href(
                    today.school.slug, group_id, day.isoformat(), session.name.lower()
                ),
            )
            for session in Session
        ),
    )


def _letters(sums: Sums) -> dict[tuple[int, int], str]:
    """Return the stored letter of each mark by enrolment and slot number."""
    found: dict[tuple[int, int], str] = {}
    for table in sums.tables:
        first = Slot(table.first_day, Session.AM).number
        slots = [first + session for session in table.sessions.tolist()]
        for pk, row in zip(table.enrolment_ids.tolist(), table.letters, strict=True):
            for slot, letter in zip(slots, row.tolist(), strict=True):
                found[pk, slot] = chr(letter)
    return found


def _row(
    today: Today,
    pupil: PupilNow,
    slots: list[Slot],
    letters: dict[tuple[int, int], str],
    of_week: Sums,
    of_year: Sums,
    periods: tuple[Period, Period],
) -> PupilWeek:
    week = _counts(of_week, pupil.enrolment_id)
    year = _counts(of_year, pupil.enrolment_id)
    band = band_of(year[0], year[1], today.policy.bands)
    return PupilWeek(
        name=pupil.sort_name,
        href=reverse(
            "pupil", kwargs={"school": today.school.slug, "pupil": pupil.pupil_id}
        ),
        marks=tuple(
            _mark(letters.get((pupil.enrolment_id, slot.number), UNMARKED), slot)
            for slot in slots
        ),
        week=percent(week[0], week[1]),
        week_href=_working(today, pupil, periods[0]),
        year=percent(year[0], year[1]),
        year_href=_working(today, pupil, periods[1]),
        late=year[2],
        band=band.name if band else "",
        level=band_level(band.colour) if band else "none",
        to_go=_to_go(today, year[1] - year[0], year[1]),
    )


def _counts(sums: Sums, enrolment_id: int) -> tuple[int, int, int]:
    at = sums.at(enrolment_id)
    if at is None:
        return (0, 0, 0)
    return int(sums.attended[at]), int(sums.possible[at]), int(sums.late[at])


def _mark(letter: str, slot: Slot) -> MarkCell:
    if letter == UNMARKED:
        return MarkCell("", f"{slot.words}: not marked", "none")
    code = by_letter(letter)
    return MarkCell(code.code, f"{slot.words}: {code.title}", kind_of(code))


def _working(today: Today, pupil: PupilNow, period: Period) -> str:
    span = custom(period.starts_on, min(period.last_day or today.on, today.on))
    selection = Selection(span, "pupil", pupil.pupil_id)
    return working_href(today.school, selection, "attendance")


def _to_go(today: Today, missed: int, possible: int) -> str:
    """Say how far persistent absence is, or how far back."""
    left = today.calendar.sessions_left(Slot(today.on, Session.PM))
    steps = sessions_to_go(missed, possible, left)
    if steps.missed_in_a_row:
        return f"{steps.missed_in_a_row} until 10%"
    if steps.attended_in_a_row:
        return f"persistent, {steps.attended_in_a_row} to attend"
    return "persistent" if possible and steps.attended_in_a_row is None else ""
