"""A made-up calendar of two years, and the marks and days that tests spell out."""

from __future__ import annotations

from datetime import date

import pytest

from core.periods import Period
from schools.rules.calendar import SchoolCalendar
from schools.rules.sessions import Session
from schools.rules.terms import Closure, ClosureKind, HalfTerm


def half(name: str, first: date, last: date) -> HalfTerm:
    return HalfTerm(name, name.split()[0], Period.through(first, last))


@pytest.fixture(scope="session")
def calendar() -> SchoolCalendar:
    return SchoolCalendar(
        half_terms=(
            half("Autumn 1", date(2026, 9, 2), date(2026, 10, 23)),
            half("Autumn 2", date(2026, 11, 2), date(2026, 12, 18)),
            half("Spring 1", date(2027, 1, 4), date(2027, 2, 12)),
            half("Spring 2", date(2027, 2, 22), date(2027, 3, 25)),
            half("Summer 1", date(2027, 4, 12), date(2027, 5, 28)),
            half("Summer 2", date(2027, 6, 7), date(2027, 7, 21)),
            half("Autumn 1", date(2027, 9, 2), date(2027, 10, 22)),
        ),
        closures=(
            Closure(Period.of_day(date(2026, 9, 2)), ClosureKind.STAFF_DAY),
            Closure(Period.of_day(date(2027, 5, 3)), ClosureKind.BANK_HOLIDAY),
            Closure(
                Period.of_day(date(2026, 12, 18)),
                ClosureKind.CLOSURE,
                Session.PM,
                "End of term",
            ),
            Closure(
                Period.of_day(date(2027, 1, 13)), ClosureKind.UNEXPECTED, name="Snow"
            ),
        ),
    )
