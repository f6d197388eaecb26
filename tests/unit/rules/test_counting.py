from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.codes import CODES, UNMARKED, UnknownCode, codes_on
from register.rules.counting import NO_SESSIONS, Counts, percentage
from tests.facts import dfe_counts

LETTERS = [code.letter for code in CODES] + [UNMARKED]
marks = st.text(alphabet=LETTERS, max_size=80)

# The DfE's columns and the codes they count; H and J are read as they were in 2006,
# because its file still holds some sessions under them.
DFE_COLUMNS = {
    "reason_present_am": "/",
    "reason_present_pm": "\\",
    "reason_l_present_late_before_registers_closed": "L",
    "reason_i_authorised_illness": "I",
    "reason_m_authorised_medical_dental": "M",
    "reason_r_authorised_religious_observance": "R",
    "reason_s_authorised_study_leave": "S",
    "reason_t_authorised_mobile_child": "T",
    "reason_h_authorised_holiday": "H",
    "reason_e_authorised_excluded": "E",
    "reason_c_authorised_other": "C",
    "reason_c1_authorised_regulated_performance": "C1",
    "reason_j1_authorised_interview": "J1",
    "reason_c2_authorised_temp_reduced_timetable": "C2",
    "reason_b_aea_education_off_site": "B",
    "reason_j_aea_interview": "J",
    "reason_p_aea_approved_sporting_activity": "P",
    "reason_v_aea_educational_visit_trip": "V",
    "reason_w_aea_work_experience": "W",
    "reason_k_aea_education_arranged_by_la": "K",
    "reason_g_unauthorised_holiday": "G",
    "reason_u_unauthorised_late_after_registers_closed": "U",
    "reason_o_other_unauthorised": "O",
    "reason_n_no_reason_yet": "N",
}
RATES_OF_CODES = {
    "illness_perc": "I",
    "appointments_perc": "M",
    "unauth_hol_perc": "G",
    "unauth_oth_perc": "O",
    "unauth_late_registers_closed_perc": "U",
    "unauth_not_yet_perc": "N",
    "auth_religious_perc": "R",
    "auth_study_perc": "S",
    "auth_mob_perc": "T",
    "auth_excluded_perc": "E",
    "auth_performance_perc": "C1",
    "auth_interview_perc": "J1",
    "auth_part_time_perc": "C2",
    "auth_other_perc": "C",
}
# Authorised sessions that the published totals hold and the columns by code do not.
RESIDUAL = {"Primary": 10, "Secondary": 96}
PLACES = 10
TODAYS_CODES = codes_on(date(2026, 7, 10))
OLD_CODES = codes_on(date(2024, 8, 18))


def counted(row: dict[str, str]) -> Counts:
    letters = {}
    for column, code in DFE_COLUMNS.items():
        letter = (TODAYS_CODES.get(code) or OLD_CODES[code]).letter
        letters[letter] = int(row[column])
    return Counts.of(letters)


def published(row: dict[str, str], column: str) -> Decimal:
    return Decimal(row[column]).quantize(Decimal(1).scaleb(-PLACES))


@pytest.fixture(params=dfe_counts(), ids=lambda row: row["education_phase"])
def row(request):
    return request.param


def test_the_facts_hold_every_count_by_code_that_the_dfe_publishes(row):
    reasons = {column for column in row if column.startswith("reason_")}
    assert set(DFE_COLUMNS) == reasons - {"reason_present"}
    assert int(row["reason_present"]) == int(row["reason_present_am"]) + int(
        row["reason_present_pm"]
    )


def test_sessions_counted_from_the_dfe_codes_are_the_sessions_it_publishes(row):
    counts = counted(row)
    assert counts.present == int(row["present_sessions"])
    assert counts.educational_activity == int(row["approved_educational_activity"])
    assert counts.attended == int(row["overall_attendance"])
    assert counts.unauthorised == int(row["unauthorised_absence"])
    assert counts.late == int(row["late_sessions"])


def test_only_the_documented_residual_separates_authorised_and_possible(row):
    counts = counted(row)
    residual = RESIDUAL[row["education_phase"]]
    assert int(row["authorised_absence"]) - counts.authorised == residual
    assert int(row["overall_absence"]) - counts.absent == residual
    assert int(row["possible_sessions"]) - counts.possible == residual


def test_every_rate_that_the_dfe_publishes_follows_from_the_counts(row):
    # Given as authorised absence of some code, the residual makes the totals whole.
    unlisted = {TODAYS_CODES["C"].letter: RESIDUAL[row["education_phase"]]}
    counts = counted(row) + Counts.of(unlisted)
    assert counts.attendance(PLACES) == published(row, "attendance_perc")
    assert counts.absence(PLACES) == published(row, "overall_absence_perc")
    for part, column in (
        (counts.authorised, "authorised_absence_perc"),
        (counts.unauthorised, "unauthorised_absence_perc"),
    ):
        assert percentage(part, counts.possible, PLACES) == published(row, column)


@pytest.mark.parametrize(("column", "code"), RATES_OF_CODES.items())
def test_the_rate_of_each_code_follows_from_its_count(row, column, code):
    n = counted(row).by_code[code]
    possible = int(row["possible_sessions"])
    assert percentage(n, possible, PLACES) == published(row, column)


@given(marks, marks)
def test_counts_of_parts_add_up_to_the_count_of_the_whole(some, others):
    whole = Counts.of(some + others)
    assert Counts.of(some) + Counts.of(others) == whole
    assert whole + NO_SESSIONS == whole


@given(marks)
def test_every_letter_is_counted_once_and_only_once(letters):
    counts = Counts.of(letters)
    left_out = sum(counts.left_out.values())
    assert counts.possible + left_out + counts.unmarked == len(letters)
    assert counts.possible == counts.attended + counts.authorised + counts.unauthorised
    assert sum(counts.by_code.values()) + counts.unmarked == len(letters)


def test_what_is_not_possible_stands_outside_both_sides_of_a_rate():
    codes = ("/", "I", "D", "Q", "X", "Y1", "Y7", "Z", "#")
    letters = [TODAYS_CODES[code].letter for code in codes]
    counts = Counts.of([*letters, UNMARKED])
    assert (counts.attended, counts.possible, counts.unmarked) == (1, 2, 1)
    assert set(counts.left_out) == {"D", "Q", "X", "Y1", "Y7", "Z", "#"}
    assert str(counts.attendance()) == str(counts.absence()) == "50.0"


def test_an_interview_was_attended_under_the_old_set_and_is_an_absence_now():
    old, new = OLD_CODES["J"].letter, TODAYS_CODES["J1"].letter
    assert Counts.of(old).attended == 1
    assert Counts.of(new).authorised == 1


def test_codes_of_one_name_in_two_sets_are_shown_as_one():
    both = Counts.of([OLD_CODES["C"].letter, TODAYS_CODES["C"].letter])
    assert both.by_code == {"C": 2}
    assert len(both.by_letter) == 2


def test_a_letter_that_was_never_stored_is_refused_and_not_left_out():
    with pytest.raises(UnknownCode, match="'!'"):
        Counts.of("A!")


def test_late_after_the_close_is_late_and_absent():
    counts = Counts.of([TODAYS_CODES["L"].letter, TODAYS_CODES["U"].letter])
    assert (counts.late_before, counts.late_after, counts.late) == (1, 1, 2)
    assert (counts.attended, counts.unauthorised) == (1, 1)


def test_no_possible_session_has_no_percentage():
    assert NO_SESSIONS.attendance() is None
    assert NO_SESSIONS.absence() is None


@pytest.mark.parametrize(
    ("part", "whole", "places", "expected"),
    [
        (1, 800, 1, "0.1"),  # 0.125: down
        (1, 800, 2, "0.13"),  # 0.125: a half goes away from zero
        (-1, 800, 2, "-0.13"),
        (3, 800, 2, "0.38"),  # 0.375: a banker would say the same
        (5, 800, 2, "0.63"),  # 0.625: a banker would say 0.62
        (38, 380, 1, "10.0"),
        (1, 3, 0, "33"),
        (0, 3, 1, "0.0"),
    ],
)
def test_halves_are_rounded_away_from_zero(part, whole, places, expected):
    assert str(percentage(part, whole, places)) == expected
