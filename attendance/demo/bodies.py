"""The trust, the authority and the schools, with their calendars, times and choices."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from attendance.demo import shape
from attendance.demo.calendar import HALF_TERMS, calendar
from attendance.demo.choices import CHOICES
from attendance.demo.shape import SchoolShape, Times
from attendance.demo.sheets import Book
from schools.models import (
    Affiliation,
    Body,
    Closure,
    HalfTerm,
    RegistrationGroup,
    SessionTime,
    Setting,
)
from schools.states import BodyKind

LONG_AGO = dt.date(2019, 9, 1)
GROUPS_START = {year: dt.date(year, 9, 1) for year in (2025, 2026)}
GROUPS_END = {2025: dt.date(2026, 9, 1), 2026: None}

GroupKey = tuple[int, int, int]
"""Academic year, year group, form."""


@dataclass(frozen=True, slots=True)
class School:
    """A school on its way into the database: its number and its groups' numbers."""

    id: int
    shape: SchoolShape
    groups: dict[GroupKey, int]

    def times(self, year_group: int) -> tuple[Times, Times]:
        """Return the morning and the afternoon of a year group."""
        school = self.shape
        if school.later_from is not None and year_group >= school.later_from:
            return school.morning, school.later_afternoon or school.afternoon
        return school.morning, school.afternoon


def add_bodies(book: Book) -> tuple[dict[str, int], list[School]]:
    """Note all bodies but the nation, which is there; return numbers by slug."""
    ids = {
        "authority": book.add(
            Body,
            kind=BodyKind.AUTHORITY,
            name=shape.AUTHORITY_NAME,
            slug="authority",
            authority_number=shape.AUTHORITY_NUMBER,
        ),
        "trust": book.add(
            Body, kind=BodyKind.TRUST, name=shape.TRUST_NAME, slug="trust"
        ),
    }
    schools = [_add_school(book, school) for school in shape.SCHOOLS]
    for school in schools:
        ids[school.shape.slug] = school.id
        for parent in ("authority", "trust"):
            book.add(
                Affiliation,
                school_id=school.id,
                parent_id=ids[parent],
                kind=parent,
                starts_on=LONG_AGO,
            )
    return ids, schools


def _add_school(book: Book, school: SchoolShape) -> School:
    number = book.add(
        Body,
        kind=BodyKind.SCHOOL,
        name=school.name,
        slug=school.slug,
        phase=school.phase,
        urn=school.urn,
        authority_number=shape.AUTHORITY_NUMBER,
        establishment_number=school.establishment,
        address=school.address,
        telephone=school.telephone,
        email=f"office@{school.domain}",
    )
    added = School(number, school, {})
    _add_calendar(book, number)
    _add_groups(book, added)
    _add_times(book, added)
    return added


def _add_calendar(book: Book, school_id: int) -> None:
    one_day = dt.timedelta(days=1)
    for spans in HALF_TERMS.values():
        for term, half, first, last in spans:
            book.add(
                HalfTerm,
                school_id=school_id,
                term=term,
                half=half,
                starts_on=first,
                ends_on=last + one_day,
            )
    for closure in calendar().closures:
        book.add(
            Closure,
            school_id=school_id,
            kind=closure.kind.value,
            name=closure.name,
            starts_on=closure.period.starts_on,
            ends_on=closure.period.ends_on,
        )


def _add_groups(book: Book, school: School) -> None:
    for year in GROUPS_START:
        for year_group in school.shape.years:
            for form in range(len(school.shape.forms)):
                school.groups[year, year_group, form] = book.add(
                    RegistrationGroup,
                    school_id=school.id,
                    name=school.shape.group_name(year_group, form),
                    starts_on=GROUPS_START[year],
                    ends_on=GROUPS_END[year],
                )


def _add_times(book: Book, school: School) -> None:
    _add_time(book, school, 0, school.shape.morning)
    _add_time(book, school, 1, school.shape.afternoon)
    later = school.shape.later_afternoon
    if later is None or school.shape.later_from is None:
        return
    for (year, year_group, _), group in school.groups.items():
        if year_group >= school.shape.later_from:
            _add_time(book, school, 1, later, group=group, year=year)


def _add_time(
    book: Book,
    school: School,
    session: int,
    times: Times,
    *,
    group: int | None = None,
    year: int | None = None,
) -> None:
    book.add(
        SessionTime,
        school_id=school.id,
        group_id=group,
        session=session,
        opens=times.opens,
        closes=times.closes,
        ends=times.ends,
        gates_open=_shifted(times.opens, -15) if session == 0 else None,
        lessons_begin=_shifted(times.opens, 10),
        starts_on=GROUPS_START[year] if year else LONG_AGO,
        ends_on=GROUPS_END[year] if year else None,
    )


def _shifted(time: dt.time, minutes: int) -> dt.time:
    day = dt.datetime.combine(dt.date.min + dt.timedelta(1), time)
    return (day + dt.timedelta(minutes=minutes)).time()


def add_choices(book: Book, ids: dict[str, int], entered_by: dict[int, int]) -> None:
    """Note what each body chose, entered by its head or lead."""
    for choice in CHOICES:
        book.add(
            Setting,
            body_id=ids[choice.body],
            key=choice.key,
            value=choice.value,
            chosen_by=choice.chosen_by,
            source=choice.source,
            starts_on=choice.starts_on,
            ends_on=choice.ends_on,
            entered_at=dt.datetime.combine(choice.starts_on, dt.time(9), dt.UTC),
            entered_by_id=entered_by[ids[choice.body]],
        )
