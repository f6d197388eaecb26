from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.periods import Period, add_years, last_day_beginning_with, nth_day_after

days = st.dates(date(2020, 1, 1), date(2020, 3, 1))
LATER = timedelta(days=1000)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    starts_on = draw(days)
    ends_on = draw(st.none() | days.filter(lambda day: day >= starts_on))
    return Period(starts_on, ends_on)


def inside(period: Period) -> set[date]:
    bounded = Period(period.starts_on, period.ends_on or date(2020, 3, 2))
    return set(bounded.days())


@given(periods(), periods())
def test_an_intersection_holds_the_days_that_both_hold(one, other):
    shared = one.intersect(other)
    assert one.overlaps(other) is bool(inside(one) & inside(other))
    assert (inside(shared) if shared else set()) == inside(one) & inside(other)


@given(periods(), days)
def test_a_period_contains_its_first_day_and_not_the_day_it_ends_on(period, day):
    assert (day in period) is (day in inside(period))
    if period.ends_on is not None:
        assert period.ends_on not in period


def test_people_name_the_last_day_and_the_period_ends_on_the_day_after():
    week = Period.through(date(2026, 11, 16), date(2026, 11, 20))
    assert week == Period(date(2026, 11, 16), date(2026, 11, 21))
    assert week.last_day == date(2026, 11, 20)
    assert len(list(week.days())) == 5


def test_a_name_struck_out_on_its_first_day_was_never_on_roll():
    empty = Period(date(2026, 9, 7), date(2026, 9, 7))
    assert empty.is_empty
    assert empty.last_day is None
    assert date(2026, 9, 7) not in empty
    assert not empty.overlaps(empty)


def test_a_period_still_running_has_no_last_day_to_walk_to():
    running = Period(date(2026, 9, 7))
    assert running.last_day is None
    assert running.starts_on + LATER in running
    with pytest.raises(ValueError, match="still running"):
        list(running.days())


def test_a_period_cannot_end_before_it_starts():
    with pytest.raises(ValueError, match="cannot end"):
        Period(date(2026, 9, 7), date(2026, 9, 6))


@pytest.mark.parametrize(
    ("day", "years", "expected"),
    [
        (date(2026, 9, 7), 6, date(2032, 9, 7)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2024, 2, 29), 6, date(2030, 3, 1)),
        (date(2024, 2, 29), -1, date(2023, 3, 1)),
    ],
)
def test_an_anniversary_of_29_february_is_never_reached_early(day, years, expected):
    assert add_years(day, years) == expected


def test_days_after_do_not_count_the_day_and_days_beginning_with_it_do():
    assert nth_day_after(date(2026, 9, 7), 5) == date(2026, 9, 12)
    assert last_day_beginning_with(date(2026, 9, 7), 5) == date(2026, 9, 11)
    assert last_day_beginning_with(date(2026, 9, 7), 1) == date(2026, 9, 7)
    with pytest.raises(ValueError, match="at least one day"):
        last_day_beginning_with(date(2026, 9, 7), 0)
