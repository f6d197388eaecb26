from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.periods import Period
from schools.rules.calendar import CalendarTooShort, SchoolCalendar
from schools.rules.sessions import Session, Slot
from schools.rules.terms import Closure, ClosureKind, HalfTerm

FIRST, LAST = date(2026, 9, 1), date(2026, 12, 20)
days = st.dates(FIRST, LAST)
closures = st.builds(
    lambda day, length, kind, session: Closure(
        Period(day, day + timedelta(days=length)), kind, session
    ),
    days,
    st.integers(1, 9),
    st.sampled_from(ClosureKind),
    st.none() | st.sampled_from(Session),
)
HALVES = (
    HalfTerm(
        "Autumn 1", "Autumn", Period.through(date(2026, 9, 2), date(2026, 10, 23))
    ),
    HalfTerm(
        "Autumn 2", "Autumn", Period.through(date(2026, 11, 2), date(2026, 12, 18))
    ),
)
calendars = st.builds(
    SchoolCalendar, st.just(HALVES), st.lists(closures, max_size=4).map(tuple)
)


def is_open(calendar: SchoolCalendar, day: date, session: Session) -> bool:
    """Say by hand whether a session is held: the plain reading of what is entered."""
    in_term = any(h.period.contains(day) for h in calendar.half_terms)
    shut = any(
        c.period.contains(day) and c.session in (None, session)
        for c in calendar.closures
    )
    return in_term and day.weekday() < 5 and not shut


def open_days(calendar: SchoolCalendar) -> list[date]:
    every = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days)]
    return [d for d in every if any(is_open(calendar, d, s) for s in Session)]


@given(calendars, days)
def test_a_school_day_is_a_day_with_a_session(calendar, day):
    for session in Session:
        assert calendar.is_session(Slot(day, session)) is is_open(
            calendar, day, session
        )
    assert calendar.is_school_day(day) is (day in open_days(calendar))


@given(calendars, days, st.integers(1, 12))
def test_the_nth_school_day_is_found_as_if_counted_by_hand(calendar, day, n):
    after = [d for d in open_days(calendar) if d > day]
    if len(after) < n:
        with pytest.raises(CalendarTooShort, match="dates of the next terms"):
            calendar.nth_school_day_after(day, n)
    else:
        assert calendar.nth_school_day_after(day, n) == after[n - 1]


@given(calendars, days, days)
def test_sessions_and_days_of_a_period_are_those_inside_it(calendar, one, other):
    period = Period(min(one, other), max(one, other))
    sessions = calendar.sessions(period)
    assert list(sessions) == sorted(
        Slot(day, session)
        for day in period.days()
        for session in Session
        if is_open(calendar, day, session)
    )
    assert calendar.count_sessions(period) == len(sessions)
    assert set(calendar.school_days(period)) == {slot.day for slot in sessions}


@given(calendars, days, st.integers(1, 10))
def test_school_weeks_are_those_with_a_session_and_no_others(calendar, day, n):
    mondays = list(
        dict.fromkeys(d - timedelta(days=d.weekday()) for d in open_days(calendar))
    )
    so_far = [monday for monday in mondays if monday <= day]
    assert calendar.school_week_number(day) == len(so_far)
    if not so_far:
        with pytest.raises(CalendarTooShort):
            calendar.last_school_weeks(day, n)
        return
    weeks = calendar.last_school_weeks(day, n)
    assert list(calendar.school_weeks(weeks)) == so_far[-n:]


def test_ten_school_weeks_run_on_over_holidays_and_into_the_next_year(calendar):
    weeks = calendar.last_school_weeks(date(2027, 9, 10), 10)
    assert weeks == Period(date(2027, 5, 24), date(2027, 9, 13))
    assert len(calendar.school_weeks(weeks)) == 10


def test_there_are_no_school_weeks_before_the_calendar_begins(calendar):
    with pytest.raises(CalendarTooShort, match="up to Sat 1 Aug 2026"):
        calendar.last_school_weeks(date(2026, 8, 1), 10)


def test_school_days_are_counted_on_over_half_term(calendar):
    assert calendar.nth_school_day_after(date(2026, 10, 22), 5) == date(2026, 11, 5)


def test_a_deadline_beyond_the_calendar_is_never_guessed(calendar):
    with pytest.raises(CalendarTooShort, match="Fri 22 Oct 2027"):
        calendar.nth_school_day_after(date(2027, 10, 22), 1)
    with pytest.raises(ValueError, match="at least one"):
        calendar.nth_school_day_after(date(2026, 10, 22), 0)


def test_a_day_shut_without_warning_has_registers_but_is_no_school_day(calendar):
    snow = date(2027, 1, 13)
    assert not calendar.is_school_day(snow)
    for session in Session:
        assert calendar.is_registered(Slot(snow, session))
        assert not calendar.is_session(Slot(snow, session))
    assert calendar.nth_school_day_after(date(2027, 1, 12), 1) == date(2027, 1, 14)


def test_a_staff_day_has_no_register_and_says_why(calendar):
    slot = Slot(date(2026, 9, 2), Session.AM)
    assert not calendar.is_registered(slot)
    closure = calendar.closure_at(slot)
    assert closure is not None
    assert closure.kind.words == "staff day"
    assert calendar.closure_at(slot.next.next) is None


def test_half_a_day_may_be_closed(calendar):
    last = date(2026, 12, 18)
    assert calendar.is_school_day(last)
    assert calendar.is_session(Slot(last, Session.AM))
    assert not calendar.is_registered(Slot(last, Session.PM))


def test_the_ten_registers_before_a_slot_come_oldest_first(calendar):
    before = calendar.previous_sessions(Slot(date(2026, 11, 3), Session.PM), 10)
    assert len(before) == 10
    assert before[0] == Slot(date(2026, 10, 20), Session.PM)
    assert before[-1] == Slot(date(2026, 11, 3), Session.AM)
    assert calendar.previous_sessions(Slot(date(2026, 9, 3), Session.PM), 10) == (
        Slot(date(2026, 9, 3), Session.AM),
    )


def test_sessions_left_end_with_the_academic_year(calendar):
    assert calendar.sessions_left(Slot(date(2027, 7, 20), Session.AM)) == 3
    assert calendar.sessions_left(Slot(date(2027, 7, 21), Session.PM)) == 0
    year = Period(date(2026, 8, 1), date(2027, 8, 1))
    assert calendar.sessions_left(Slot(date(2026, 8, 1), Session.AM)) == (
        calendar.count_sessions(year)
    )


def test_a_term_includes_its_break_and_a_half_term_does_not(calendar):
    in_break = date(2026, 10, 28)
    term = calendar.term_of(in_break)
    assert term is not None
    assert (term.name, term.academic_year) == ("Autumn", 2026)
    assert term.period == Period.through(date(2026, 9, 2), date(2026, 12, 18))
    assert calendar.half_term_of(in_break) is None
    assert calendar.half_term_of(date(2026, 11, 2)).name == "Autumn 2"
    assert calendar.term_of(date(2026, 12, 25)) is None
    assert calendar.academic_year_of(date(2027, 7, 31)) == 2026


def test_terms_of_one_name_in_two_years_stay_two(calendar):
    names = [(term.name, term.academic_year) for term in calendar.terms]
    assert names == [
        ("Autumn", 2026),
        ("Spring", 2026),
        ("Summer", 2026),
        ("Autumn", 2027),
    ]


def test_equal_calendars_are_one_key(calendar):
    twin = SchoolCalendar(calendar.half_terms, calendar.closures)
    other = SchoolCalendar(calendar.half_terms)
    assert {calendar: "kept"}[twin] == "kept"
    assert hash(twin) == hash(calendar)
    assert other != calendar


def test_a_school_may_meet_on_saturdays():
    saturday = date(2026, 9, 5)
    six_days = SchoolCalendar(HALVES, weekdays=frozenset(range(6)))
    assert six_days.is_school_day(saturday)
    assert not SchoolCalendar(HALVES).is_school_day(saturday)
