"""One academic year of one pupil at one school: every session, its mark, its counts."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from core.periods import Period
from register.codes import UNMARKED, by_letter
from register.models import MarkYear
from register.rules.counting import Counts
from register.selectors.minutes import late_minutes
from schools.models import Body, Enrolment, Pupil
from schools.rules.calendar import SchoolCalendar
from schools.rules.sessions import (
    Slot,
    academic_year_of,
    slot_at,
    year_starts_on,
)
from schools.selectors.calendar import calendar_of


@dataclass(frozen=True)
class PupilYear:
    """A year's marks, whoever of the pupil's enrolments at the school they hang on."""

    academic_year: int
    today: dt.date
    calendar: SchoolCalendar
    enrolments: tuple[Enrolment, ...]
    marks: dict[Slot, tuple[int, str]]
    minutes_late: int

    @property
    def period(self) -> Period:
        """Return the academic year, from 1 August."""
        first = year_starts_on(self.academic_year)
        return Period(first, year_starts_on(self.academic_year + 1))

    def enrolment_at(self, day: dt.date) -> Enrolment | None:
        """Return the enrolment that a day's marks hang on."""
        return next((row for row in self.enrolments if row.is_on_roll(day)), None)

    @cached_property
    def expected(self) -> tuple[Slot, ...]:
        """Return the registers of the year that ask, or will ask, for the pupil."""
        return tuple(
            slot
            for number in self.calendar.registered_numbers
            if (slot := Slot.from_number(number)).day in self.period
            and self.enrolment_at(slot.day)
        )

    @cached_property
    def unmarked(self) -> int:
        """Count the registers of days gone by in which the pupil has no mark."""
        return sum(
            slot.day < self.today and slot not in self.marks for slot in self.expected
        )

    @cached_property
    def counts(self) -> Counts:
        """Count the year so far by the counting rules."""
        letters = [letter for _, letter in self.marks.values()]
        return Counts.of([*letters, *UNMARKED * self.unmarked])

    @cached_property
    def left(self) -> int:
        """Count the sessions of the year that are still to be held and marked."""
        return sum(
            slot.day >= self.today
            and slot not in self.marks
            and self.calendar.is_session(slot)
            for slot in self.expected
        )


def year_of(
    school: Body, pupil: Pupil, academic_year: int, *, today: dt.date
) -> PupilYear:
    """Read a pupil's year at a school."""
    enrolments = tuple(
        Enrolment.objects.filter(school=school, pupil=pupil).order_by("starts_on")
    )
    rows = MarkYear.objects.filter(enrolment__in=enrolments, year=academic_year)
    marks = {
        slot_at(academic_year, position): (row.enrolment_id, letter)
        for row in rows
        for position, letter in enumerate(bytes(row.letters).decode("ascii"))
        if letter != UNMARKED
    }
    late = [slot for slot, (_, letter) in marks.items() if by_letter(letter).is_late]
    return PupilYear(
        academic_year=academic_year,
        today=today,
        calendar=calendar_of(school),
        enrolments=enrolments,
        marks=marks,
        minutes_late=late_minutes([row.pk for row in enrolments], late),
    )


def years_of(school: Body, pupil: Pupil, *, today: dt.date) -> list[int]:
    """Return this year and those in which the pupil was marked, the latest first."""
    rows = MarkYear.objects.filter(school=school, enrolment__pupil=pupil)
    return sorted({academic_year_of(today), *rows.values_list("year", flat=True)})[::-1]
