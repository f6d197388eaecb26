from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from register.rules.counting import percentage
from register.rules.thresholds import (
    all_codes_in,
    is_persistently_absent,
    is_severely_absent,
    is_sickness_return_due,
    persistent_percent,
    sessions_to_go,
)
from schools.rules.bands import Band, band_of, check_bands

percents = st.sampled_from([10, 15, 20, 50])


@st.composite
def pupils(draw: st.DrawFn) -> tuple[int, int, int]:
    possible = draw(st.integers(0, 120))
    return draw(st.integers(0, possible)), possible, draw(st.integers(0, 80))


@pytest.mark.parametrize(
    ("missed", "possible", "persistent"),
    [(38, 380, True), (37, 380, False), (37, 371, False), (0, 0, False), (1, 10, True)],
)
def test_ten_percent_exactly_is_persistent_whatever_is_printed(
    missed, possible, persistent
):
    assert is_persistently_absent(missed, possible) is persistent


def test_two_pupils_printed_alike_may_stand_on_two_sides():
    assert str(percentage(371 - 37, 371)) == str(percentage(380 - 38, 380)) == "90.0"
    assert not is_persistently_absent(37, 371)
    assert is_persistently_absent(38, 380)


def test_half_is_severe():
    assert is_severely_absent(190, 380)
    assert not is_severely_absent(189, 380)
    assert not is_severely_absent(0, 0)


@pytest.mark.parametrize(
    ("year", "percent"),
    [(2026, 10), (2015, 10), (2014, 15), (2010, 15), (2009, 20), (2005, 20)],
)
def test_earlier_years_had_other_thresholds(year, percent):
    assert persistent_percent(year) == percent


def test_there_was_no_threshold_before_2005():
    with pytest.raises(LookupError, match="2004"):
        persistent_percent(2004)


@given(pupils(), percents)
@example((1, 10, 1), 10)
@example((10, 182, 80), 10)
@example((0, 900, 200), 10)
def test_absences_in_a_row_until_the_threshold_are_as_if_tried_one_by_one(
    pupil, percent
):
    missed, possible, left = pupil
    tried = (
        k
        for k in range(left + 1)
        if is_persistently_absent(missed + k, possible + k, percent=percent)
    )
    togo = sessions_to_go(missed, possible, left, percent=percent)
    assert togo.missed_in_a_row == next(tried, None)


@given(pupils(), percents)
@example((1, 10, 1), 10)
@example((10, 182, 80), 10)
@example((0, 900, 200), 10)
def test_absences_by_the_end_of_the_year_are_as_if_tried_one_by_one(pupil, percent):
    missed, possible, left = pupil
    tried = (
        k
        for k in range(left + 1)
        if is_persistently_absent(missed + k, possible + left, percent=percent)
    )
    togo = sessions_to_go(missed, possible, left, percent=percent)
    assert togo.missed_by_year_end == next(tried, None)


@given(pupils(), percents)
@example((1, 10, 1), 10)
@example((10, 182, 80), 10)
@example((0, 900, 200), 10)
def test_attendances_in_a_row_until_back_are_as_if_tried_one_by_one(pupil, percent):
    missed, possible, left = pupil
    tried = (
        k
        for k in range(left + 1)
        if not is_persistently_absent(missed, possible + k, percent=percent)
    )
    togo = sessions_to_go(missed, possible, left, percent=percent)
    assert togo.attended_in_a_row == next(tried, None)


BANDS = tuple(
    Band(name, Fraction(floor), "circle", "green", name)
    for name, floor in [("best", "97"), ("good", "95"), ("fair", "92.5"), ("low", "0")]
)


@pytest.mark.parametrize(
    ("attended", "possible", "name"),
    [
        (97, 100, "best"),
        (1939, 2000, "good"),  # 96.95 prints as 97.0
        (95, 100, "good"),
        (925, 1000, "fair"),
        (9249, 10000, "low"),
        (0, 10, "low"),
    ],
)
def test_a_band_begins_at_its_floor_and_ends_below_the_next(attended, possible, name):
    band = band_of(attended, possible, BANDS)
    assert band is not None
    assert band.name == name


def test_no_possible_session_has_no_band():
    assert band_of(0, 0, BANDS) is None


@given(st.integers(0, 400), st.integers(1, 400))
def test_every_attendance_has_a_band(attended, possible):
    assert band_of(min(attended, possible), possible, BANDS) in BANDS


@pytest.mark.parametrize(
    "bands",
    [
        (),
        BANDS[:-1],
        BANDS[::-1],
        (BANDS[0], *BANDS),
        (replace(BANDS[0], at_least=Fraction("100.1")), *BANDS),
    ],
    ids=["none", "without 0", "rising", "twice", "above 100"],
)
def test_bands_that_leave_a_gap_or_overlap_are_refused(bands):
    with pytest.raises(ValueError, match="band"):
        check_bands(bands)


def test_bands_may_begin_at_a_hundred_percent_and_need_not():
    check_bands(BANDS)
    check_bands((replace(BANDS[0], at_least=Fraction(100)), *BANDS))


@pytest.mark.parametrize("codes", ["GNO", "O", "NNNN"])
def test_a_run_of_unexplained_codes_may_be_ground_i(codes):
    assert all_codes_in(codes, frozenset("GNO"))


@pytest.mark.parametrize("codes", ["GNOU", "OI", ""])
def test_one_other_code_or_no_code_at_all_is_no_such_run(codes):
    assert not all_codes_in(codes, frozenset("GNO"))


def test_a_sickness_return_is_a_forecast():
    assert is_sickness_return_due(days_missed=2, days_expected=13)
    assert not is_sickness_return_due(days_missed=2, days_expected=12)
