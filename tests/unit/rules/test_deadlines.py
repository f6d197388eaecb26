from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.periods import Period
from register.rules.deadlines import n_deadline, penalty_window, penalty_window_on
from schools.rules.calendar import CalendarTooShort, SchoolCalendar
from schools.rules.sessions import Session, Slot


def slots_of(calendar: SchoolCalendar, first: date, n: int) -> list[Slot]:
    return list(calendar.sessions(Period(first))[:n])


def test_n_runs_out_after_five_school_days_and_half_term_has_none(calendar):
    thursday = Slot(date(2026, 10, 22), Session.PM)
    assert n_deadline(thursday, calendar) == date(2026, 11, 5)
    assert n_deadline(Slot(date(2026, 11, 2), Session.AM), calendar) == date(
        2026, 11, 9
    )


def test_a_deadline_beyond_the_calendar_asks_for_the_next_terms(calendar):
    with pytest.raises(CalendarTooShort):
        n_deadline(Slot(date(2027, 10, 20), Session.AM), calendar)


def test_two_sessions_in_summer_and_eight_in_autumn_meet_the_threshold(calendar):
    slots = slots_of(calendar, date(2027, 7, 12), 2) + slots_of(
        calendar, date(2027, 9, 6), 8
    )
    window = penalty_window(slots, calendar)
    assert window is not None
    assert window.is_threshold_met
    assert window.period.contains(date(2027, 7, 12))


def test_the_tenth_week_counts_and_the_eleventh_does_not(calendar):
    first = slots_of(calendar, date(2026, 9, 7), 5)
    tenth = slots_of(calendar, date(2026, 11, 16), 5)
    eleventh = slots_of(calendar, date(2026, 11, 23), 5)
    in_ten = penalty_window([*tenth, *first], calendar)
    in_eleven = penalty_window([*first, *eleventh], calendar)
    assert in_ten is not None
    assert in_ten.is_threshold_met
    assert in_eleven is not None
    assert not in_eleven.is_threshold_met
    assert in_eleven.slots == tuple(eleventh)


def test_nothing_missed_has_no_window(calendar):
    assert penalty_window([], calendar) is None


def test_the_window_of_a_day_ends_with_its_week_and_counts_no_later_session(calendar):
    slots = slots_of(calendar, date(2026, 11, 16), 10)
    window = penalty_window_on(date(2026, 11, 18), slots, calendar)
    assert window.period == Period(date(2026, 9, 7), date(2026, 11, 23))
    assert window.slots == tuple(slots[:6])
    assert not window.is_threshold_met


@given(data=st.data())
def test_the_fullest_ten_weeks_are_as_if_every_ten_weeks_were_tried(calendar, data):
    every = calendar.sessions(Period(date(2026, 9, 1), date(2027, 8, 1)))
    slots = data.draw(st.sets(st.sampled_from(every), min_size=1, max_size=30))
    tried = [
        sum(slot.day in calendar.last_school_weeks(last.day, 10) for slot in slots)
        for last in slots
    ]
    window = penalty_window(slots, calendar)
    assert window is not None
    assert len(window.slots) == max(tried)
    assert all(slot.day in window.period for slot in window.slots)
