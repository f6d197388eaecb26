"""Figures asked for, where pupils are, who falls, how long an N stands, what compares."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.periods import Period
from followup.rules.n_codes import open_ns
from register.codes import code_on
from register.rules.counting import percentage
from register.rules.thresholds import is_persistently_absent
from reports.rules.benchmarks import BENCHMARKS, CENSUS, DAILY, benchmarks_for
from reports.rules.falling import Fall, Standing, biggest_falls, near_threshold
from reports.rules.measures import PUPIL_MEASURES
from reports.rules.selection import NotAsked, Selection, selection_of
from reports.rules.spans import custom, span_of
from reports.rules.whereabouts import Whereabouts, days_absent_in_a_row, whereabouts
from schools.rules.sessions import Session, Slot

FRIDAY = date(2026, 11, 20)


# Spans -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("today", "Fri 20 Nov 2026"),
        ("week", "Mon 16 Nov to Fri 20 Nov 2026"),
        ("half-term", "Mon 2 Nov to Fri 20 Nov 2026"),
        ("term", "Wed 2 Sep to Fri 20 Nov 2026"),
        ("year", "Sat 1 Aug to Fri 20 Nov 2026"),
        ("last-half-term", "Wed 2 Sep to Fri 23 Oct 2026"),
        ("last-year", "Fri 1 Aug 2025 to Fri 31 Jul 2026"),
    ],
)
def test_a_span_by_name_ends_today_at_the_latest(calendar, key, words):
    assert span_of(key, calendar, FRIDAY).words == words


def test_in_the_holidays_this_term_is_the_one_that_ended_last(calendar):
    assert span_of("term", calendar, date(2026, 12, 28)).last == date(2026, 12, 18)


def test_without_a_complete_term_there_is_no_last_one(calendar):
    with pytest.raises(LookupError):
        span_of("last-term", calendar, FRIDAY)


def test_the_same_weeks_of_last_year_keep_their_weekdays(calendar):
    span = span_of("half-term", calendar, FRIDAY)
    assert span.last_year.words == "Mon 3 Nov to Fri 21 Nov 2025"


# Selections ------------------------------------------------------------------


def test_a_selection_survives_its_own_address(calendar):
    from urllib.parse import parse_qsl

    typed = Selection(custom(date(2026, 9, 7), date(2026, 9, 11)), "pupil", 12, "x", 3)
    assert selection_of(dict(parse_qsl(typed.query())), calendar, FRIDAY) == typed


@pytest.mark.parametrize(
    "asked",
    [{"of": "planet"}, {"of": "pupil"}, {"of": "year", "id": "four"}, {"weekday": "9"}],
)
def test_an_address_that_asks_for_nothing_there_is_says_so(calendar, asked):
    with pytest.raises(NotAsked):
        selection_of(asked, calendar, FRIDAY)


def test_days_typed_the_wrong_way_round_or_in_the_future_are_put_right(calendar):
    asked = {"from": "2026-12-24", "to": "2026-09-07"}
    assert selection_of(asked, calendar, FRIDAY).span.words == "Mon 7 Sep 2026"
    asked = {"from": "2026-11-16", "to": "2027-01-01"}
    assert selection_of(asked, calendar, FRIDAY).span.last == FRIDAY


# Whereabouts -----------------------------------------------------------------


def code(letter: str):
    return code_on(letter, FRIDAY)


@pytest.mark.parametrize(
    ("sessions", "where"),
    [
        ([(None, False)], Whereabouts.NOT_YET),
        ([(None, True)], Whereabouts.UNACCOUNTED),
        ([("N", False)], Whereabouts.UNACCOUNTED),
        ([("/", True), (None, False)], Whereabouts.IN),
        ([("/", True), (None, True)], Whereabouts.UNACCOUNTED),
        ([("N", True), ("\\", False)], Whereabouts.IN),
        ([("I", True), (None, False)], Whereabouts.OUT),
        ([("V", True), (None, False)], Whereabouts.ELSEWHERE),
        ([("L", True)], Whereabouts.IN),
    ],
)
def test_the_latest_session_with_a_mark_or_closed_says_where_a_pupil_is(
    sessions, where
):
    spelt = [(code(c) if c else None, closed) for c, closed in sessions]
    assert whereabouts(spelt) is where


def letters(text: str) -> list[str]:
    """Spell days as codes: "// NN N."; a dot is no mark."""
    return [
        "".join("." if c == "." else code(c).letter for c in day)
        for day in text.split()
    ]


@pytest.mark.parametrize(
    ("days", "run"),
    [
        ("", 0),
        ("//", 0),
        ("NN NN N.", 3),
        ("NN // N.", 1),
        ("N/ NN", 1),
        ("II NN ..", 2),
        ("NN .. NN", 1),
        ("XX NN", 1),
    ],
)
def test_days_absent_in_a_row_end_at_a_day_that_was_not_all_absence(days, run):
    assert days_absent_in_a_row(letters(days.replace("/", "/"))) == run


# Falling ---------------------------------------------------------------------


def test_the_biggest_fall_comes_first_and_a_rise_is_none():
    rows = [
        Fall(1, 9, 10, 40, 40),
        Fall(2, 0, 10, 36, 40),
        Fall(3, 10, 10, 20, 40),
        Fall(4, 0, 0, 40, 40),
    ]
    assert [row.enrolment_id for row in biggest_falls(rows)] == [2, 1]


def test_who_crossed_the_threshold_comes_before_who_is_about_to():
    rows = [
        Standing(1, 10, 100, 10, 98),
        Standing(2, 10, 100, 9, 98),
        Standing(3, 8, 100, 8, 98),
        Standing(4, 0, 100, 0, 98),
    ]
    found = [(row.enrolment_id, n) for row, n in near_threshold(rows, left=200)]
    assert found == [(2, 0), (3, 3)]


# N codes ---------------------------------------------------------------------


def test_an_n_stands_for_five_school_days_and_what_is_overdue_comes_first(calendar):
    marks = [
        (1, Slot(date(2026, 11, 19), Session.AM)),
        (2, Slot(date(2026, 11, 13), Session.PM)),
        (3, Slot(date(2026, 11, 12), Session.AM)),
        (1, Slot(date(2026, 11, 18), Session.AM)),
    ]
    found = open_ns(marks, calendar, FRIDAY)
    assert [(row.enrolment_id, row.words) for row in found] == [
        (3, "overdue by 1 school day"),
        (2, "due today"),
        (1, "3 school days left"),
    ]
    assert len(found[2].slots) == 2


def test_at_the_weekend_what_was_due_on_friday_is_overdue(calendar):
    marks = [(1, Slot(date(2026, 11, 13), Session.AM))]
    (row,) = open_ns(marks, calendar, date(2026, 11, 21))
    assert row.is_overdue


# Comparison ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("school_type", "absence", "persistent", "severe"),
    [
        ("total", "6.78", "18.14", "2.39"),
        ("primary", "5.20", "12.99", "0.93"),
        ("secondary", "8.44", "23.37", "3.88"),
        ("special", "12.76", "35.26", "6.91"),
    ],
)
def test_the_census_of_2024_25_has_the_rates_that_were_published(
    school_type, absence, persistent, severe
):
    (row,) = (
        row
        for row in BENCHMARKS
        if (row.series, row.year, row.term, row.school_type)
        == (CENSUS, 2024, "", school_type)
    )
    assert percentage(row.absent, row.possible, 2) == Decimal(absence)
    assert row.persistent_share(2) == Decimal(persistent)
    assert row.severe_share(2) == Decimal(severe)


def test_an_autumn_is_compared_with_the_latest_autumn_and_the_daily_series_is_named():
    census, daily = benchmarks_for("primary", term="Autumn", year=2026)
    assert census.words == (
        "England, primary schools, autumn term 2024/25 (school census)"
    )
    assert daily.series == DAILY
    assert daily.persistent_share() == Decimal("13.8")
    assert daily.severe_share() is None


def test_a_year_is_never_compared_with_a_later_one():
    assert [row.year for row in benchmarks_for("special", term="", year=2023)] == [2023]


@given(missed=st.integers(0, 400), attended=st.integers(0, 400))
def test_the_comparison_that_a_page_prints_is_the_one_that_was_made(missed, attended):
    possible = missed + attended
    (persistent, severe) = PUPIL_MEASURES
    assert persistent.comparison.replace("\N{MULTIPLICATION SIGN}", "x") == (
        "10 x missed ≥ possible"
    )
    said = possible > 0 and 10 * missed >= possible
    assert said == is_persistently_absent(missed, possible, percent=persistent.percent)
    half = possible > 0 and 2 * missed >= possible
    assert half == is_persistently_absent(missed, possible, percent=severe.percent)


def test_a_period_of_a_span_is_whole_days():
    span = custom(FRIDAY, FRIDAY)
    assert span.period == Period.of_day(FRIDAY)
