"""What may be decided about leave: five grounds, and never what has begun."""

import datetime as dt

import pytest

from core.clock import LONDON
from core.periods import Period
from register.codes import codes_on
from register.codes.leave_grounds import GROUNDS, grounds_on
from register.rules.leave import (
    Spans,
    clashes,
    first_day_to_grant,
    notice_of,
    refusal_of_ground,
    refusal_of_span,
    touches_holiday,
)
from schools.rules.calendar import SchoolCalendar
from schools.rules.terms import HalfTerm

CALENDAR = SchoolCalendar(
    half_terms=(
        HalfTerm(
            "Autumn 1", "Autumn", Period(dt.date(2026, 9, 2), dt.date(2026, 10, 24))
        ),
        HalfTerm(
            "Autumn 2", "Autumn", Period(dt.date(2026, 11, 2), dt.date(2026, 12, 19))
        ),
    )
)
MONDAY, FRIDAY = dt.date(2026, 12, 7), dt.date(2026, 12, 11)
OPENS = dt.time(8, 50)


def wall(*parts: int) -> dt.datetime:
    """Return a moment as the clock on the wall shows it."""
    return dt.datetime(*parts, tzinfo=LONDON)  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("asked_on", "days", "is_late", "words"),
    [
        (dt.date(2026, 11, 23), 14, False, "14 days' notice"),
        (dt.date(2026, 11, 24), 13, True, "13 days' notice, 14 asked for"),
        (dt.date(2026, 12, 6), 1, True, "1 day's notice, 14 asked for"),
        (dt.date(2026, 12, 9), -2, True, "asked 2 days after the first day"),
    ],
)
def test_notice_is_counted_in_days_and_told_beside_the_wish(
    asked_on, days, is_late, words
):
    notice = notice_of(asked_on, MONDAY, wanted=14)
    assert (notice.days, notice.is_late, notice.words) == (days, is_late, words)


@pytest.mark.parametrize(
    ("now", "opens", "first"),
    [
        (wall(2026, 12, 7, 8, 49), OPENS, MONDAY),
        (wall(2026, 12, 7, 8, 50), OPENS, dt.date(2026, 12, 8)),
        (wall(2026, 12, 7, 8, 0), None, dt.date(2026, 12, 8)),
    ],
)
def test_a_day_begins_as_its_first_register_opens(now, opens, first):
    assert first_day_to_grant(now, opens) == first


@pytest.mark.parametrize(
    ("granted", "from_day", "words"),
    [
        ((MONDAY, FRIDAY), MONDAY, None),
        ((dt.date(2026, 12, 9), FRIDAY), dt.date(2026, 12, 9), None),
        ((MONDAY, FRIDAY), dt.date(2026, 12, 8), "beforehand or not at all"),
        ((dt.date(2026, 12, 4), FRIDAY), MONDAY, "Only what was asked for"),
        ((MONDAY, dt.date(2026, 12, 14)), MONDAY, "Only what was asked for"),
        ((FRIDAY, MONDAY), MONDAY, "before the first"),
    ],
)
def test_only_days_asked_for_that_have_not_begun_are_granted(granted, from_day, words):
    refusal = refusal_of_span(
        Spans((MONDAY, FRIDAY), granted), from_day=from_day, calendar=CALENDAR
    )
    assert refusal is None if words is None else words in (refusal or "")


def test_days_on_which_the_school_is_closed_need_no_leave():
    weekend = (dt.date(2026, 12, 12), dt.date(2026, 12, 13))
    refusal = refusal_of_span(
        Spans(weekend, weekend), from_day=MONDAY, calendar=CALENDAR
    )
    assert refusal
    assert "no leave is needed" in refusal


def test_the_law_knows_five_grounds_and_each_has_a_code_of_its_day():
    grounds = grounds_on(MONDAY)
    assert sorted(row.code for row in grounds.values()) == ["C", "C1", "C2", "J1", "S"]
    assert {row.code for row in GROUNDS} <= set(codes_on(MONDAY))
    assert grounds_on(dt.date(2024, 8, 18)) == {}


@pytest.mark.parametrize(
    ("key", "shown", "year_group", "words"),
    [
        ("exceptional", "Order of service seen", 4, None),
        ("performance", "Licence 12 of the authority", 4, None),
        ("interview", "Invitation of the college", 11, None),
        ("study", "GCSE mathematics on 14 May", 11, None),
        ("study", "A test of the school", 10, "Year 11 and above"),
        ("exceptional", " ", 4, "what is exceptional"),
        ("performance", "", 4, "licence or exemption"),
        ("part_time", "Agreed", 4, "made as an arrangement"),
        ("holiday", "Tickets", 4, "the law knows these and no other"),
        ("", "", 4, "Choose the ground"),
    ],
)
def test_each_ground_asks_for_what_the_law_asks(key, shown, year_group, words):
    refusal = refusal_of_ground(key, shown=shown, year_group=year_group, day=MONDAY)
    assert refusal is None if words is None else words in (refusal or "")


def test_national_tests_clash_for_their_year_group_only():
    first, last = dt.date(2027, 5, 12), dt.date(2027, 5, 21)
    (said,) = clashes(first, last, year_group=6)
    assert "Wed 12 May to Thu 13 May" in said
    assert clashes(first, last, year_group=5) == []


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (dt.date(2026, 12, 17), dt.date(2026, 12, 18), "last school day"),
        (dt.date(2026, 10, 30), dt.date(2026, 11, 3), "first school day"),
        (MONDAY, FRIDAY, ""),
        (dt.date(2026, 10, 26), dt.date(2026, 10, 27), ""),
    ],
)
def test_leave_that_lengthens_a_holiday_is_said(first, last, words):
    said = touches_holiday(first, last, CALENDAR)
    assert words in said if words else said == ""
