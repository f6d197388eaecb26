"""When an N must become O: by the law's school days, and by a school's own week."""

import datetime as dt

import pytest

from core.clock import LONDON
from core.periods import Period
from followup.rules.sweeps import (
    last_ended_day,
    last_weekly_day,
    legally_due,
    reason_for_o,
    warned_of,
    weekly_due,
)
from schools.rules.calendar import SchoolCalendar
from schools.rules.sessions import Session, Slot
from schools.rules.terms import HalfTerm

AUTUMN = SchoolCalendar(
    (
        HalfTerm(
            "Autumn 1", "Autumn", Period(dt.date(2026, 9, 2), dt.date(2026, 10, 24))
        ),
        HalfTerm(
            "Autumn 2", "Autumn", Period(dt.date(2026, 11, 2), dt.date(2026, 12, 19))
        ),
    )
)
N_D2 = Slot(dt.date(2026, 10, 22), Session.AM)
FRIDAY, FOUR = 4, dt.time(16)


def moment_of(year, month, day, hour, minute=0):
    return dt.datetime(year, month, day, hour, minute, tzinfo=LONDON)


def test_over_a_half_term_school_days_are_counted_and_not_working_days():
    """N-D2: an N of Thursday 22 October; working days would end on the 29th."""
    working_days = dt.date(2026, 10, 29)
    [row] = weekly_due([(1, N_D2)], AUTUMN, dt.date(2026, 10, 23))
    assert row.deadline == dt.date(2026, 11, 5)
    assert legally_due([(1, N_D2)], AUTUMN, working_days) == []
    assert legally_due([(1, N_D2)], AUTUMN, dt.date(2026, 11, 4)) == []
    assert legally_due([(1, N_D2)], AUTUMN, dt.date(2026, 11, 5)) == [row]


def test_an_n_that_was_missed_is_due_on_every_later_day():
    assert legally_due([(1, N_D2)], AUTUMN, dt.date(2026, 12, 1))


def test_a_weekly_sweep_takes_the_week_and_nothing_of_the_next():
    next_week = Slot(dt.date(2026, 11, 9), Session.AM)
    rows = weekly_due([(1, next_week), (2, N_D2)], AUTUMN, dt.date(2026, 11, 6))
    assert [row.enrolment_id for row in rows] == [2]


def test_officers_are_warned_two_school_days_before():
    assert warned_of([(1, N_D2)], AUTUMN, dt.date(2026, 11, 3)) == dt.date(2026, 11, 5)
    assert warned_of([(1, N_D2)], AUTUMN, dt.date(2026, 11, 4)) is None
    assert warned_of([(1, N_D2)], AUTUMN, dt.date(2026, 11, 2)) is None


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (moment_of(2026, 11, 5, 15, 14), dt.date(2026, 11, 4)),
        (moment_of(2026, 11, 5, 15, 15), dt.date(2026, 11, 5)),
        (moment_of(2026, 11, 8, 9, 0), dt.date(2026, 11, 6)),
        (moment_of(2026, 10, 28, 9, 0), dt.date(2026, 10, 23)),
        (moment_of(2026, 9, 2, 9, 0), None),
    ],
)
def test_the_fifth_day_is_over_when_its_last_session_ends(moment, day):
    assert last_ended_day(moment, AUTUMN, lambda _: dt.time(15, 15)) == day


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (moment_of(2026, 11, 6, 15, 59), None),
        (moment_of(2026, 11, 6, 16, 0), dt.date(2026, 11, 6)),
        (moment_of(2026, 11, 12, 23, 0), dt.date(2026, 11, 6)),
        (moment_of(2026, 11, 13, 9, 0), None),
        (moment_of(2026, 10, 30, 17, 0), None),
    ],
)
def test_the_weekly_hour_comes_once_a_school_week(moment, day):
    assert last_weekly_day(moment, AUTUMN, weekday=FRIDAY, at=FOUR) == day


def test_where_the_school_is_shut_on_its_weekday_the_day_before_takes_its_place():
    shut_on_friday = SchoolCalendar(AUTUMN.half_terms, weekdays=frozenset(range(4)))
    moment = moment_of(2026, 11, 5, 16, 0)
    found = last_weekly_day(moment, shut_on_friday, weekday=FRIDAY, at=FOUR)
    assert found == dt.date(2026, 11, 5)


def test_a_school_without_a_weekly_sweep_has_none():
    moment = moment_of(2026, 11, 6, 17)
    assert last_weekly_day(moment, AUTUMN, weekday=None, at=FOUR) is None


def test_without_the_dates_of_the_next_term_nobody_says_that_five_days_are_over():
    late = Slot(dt.date(2026, 12, 17), Session.AM)
    assert legally_due([(1, late)], AUTUMN, dt.date(2027, 2, 1)) == []


def test_the_ledger_says_by_which_rule():
    assert "10(7)" in reason_for_o(N_D2, dt.date(2026, 11, 5), is_legal=True)
    assert "weekly sweep" in reason_for_o(N_D2, dt.date(2026, 11, 5), is_legal=False)
