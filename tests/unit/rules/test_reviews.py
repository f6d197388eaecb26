"""When policies, contacts and entries are looked at again."""

import datetime as dt

import pytest

from register.rules.retention import due_before, may_go_before
from schools.rules.reviews import (
    Review,
    is_stale,
    months_before,
    next_review,
    review_of,
)

TODAY = dt.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("due_on", "expected"),
    [
        (dt.date(2026, 11, 19), Review.OVERDUE),
        (TODAY, Review.SOON),
        (dt.date(2027, 1, 19), Review.SOON),
        (dt.date(2027, 1, 20), Review.LATER),
    ],
)
def test_a_review_is_due_on_its_day_and_overdue_after_it(due_on, expected):
    assert review_of(due_on, TODAY) is expected


@pytest.mark.parametrize(("years", "due"), [(1, 2027), (2, 2028), (3, 2029)])
def test_policies_are_reviewed_after_one_two_or_three_years(years, due):
    assert next_review(TODAY, years) == TODAY.replace(year=due)


def test_what_was_checked_a_year_ago_today_is_not_stale_yet():
    assert not is_stale(dt.date(2025, 11, 20), TODAY)
    assert is_stale(dt.date(2025, 11, 19), TODAY)


@pytest.mark.parametrize(
    ("today", "months", "expected"),
    [
        (TODAY, 12, dt.date(2025, 11, 20)),
        (dt.date(2026, 3, 31), 1, dt.date(2026, 2, 28)),
        (dt.date(2026, 1, 15), 1, dt.date(2025, 12, 15)),
        (dt.date(2026, 12, 31), 6, dt.date(2026, 6, 30)),
    ],
)
def test_months_back_end_with_the_shorter_month(today, months, expected):
    assert months_before(today, months) == expected


def test_entries_are_kept_for_six_years_never_a_day_less():
    assert may_go_before(TODAY) == dt.date(2020, 11, 20)
    assert may_go_before(dt.date(2028, 2, 29)) == dt.date(2022, 3, 1)
    assert due_before(TODAY) == dt.date(2020, 11, 1)
