"""The code table, row by row against the facts, and the reading of it by date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.codes import (
    CODES,
    RETIRED_AFTER,
    UNMARKED,
    AgeLimit,
    AttendanceCode,
    Group,
    UnknownCode,
    by_letter,
    code_on,
    codes_on,
    letters_where,
    spans,
)
from tests.facts import code_facts

ROWS: dict[tuple[str, str], AttendanceCode] = {
    (row.code_set, row.code): row for row in CODES
}
FACTS = {(fact["code_set"], fact["code"]): fact for fact in code_facts()}
AGES = {
    "any": AgeLimit.ANY,
    "compulsory_only": AgeLimit.COMPULSORY,
    "non_compulsory_only": AgeLimit.NON_COMPULSORY,
}
# What every year row stored so far relies on; a letter may be added, never changed.
STORED = {
    "2024": "/A \\F LL KK VV PP WW BB DD C18 MM J1J SS XX C29 CC TT RR II EE QQ Y11 "
    "Y22 Y33 Y44 Y55 Y66 Y77 GG NN OO UU ZZ #0",
    "2006": "/a \\k Ll Bb Dd Jj Pp Vv Ww Cc Ee Ff Hh Ii Mm Rr Ss Tt Gg Nn Oo Uu Xx "
    "Yy Zz #q",
    "2006-covid": "XY",
}


def last_day_of(fact: dict[str, str]) -> date | None:
    return date.fromisoformat(fact["valid_to"]) if fact["valid_to"] else None


def yes(answer: str) -> bool:
    # "local": before 2024 a penalty was each authority's own rule, so none is national.
    return {"Y": True, "N": False, "local": False}[answer]


def test_the_table_has_exactly_the_codes_of_the_facts():
    assert ROWS.keys() == FACTS.keys()
    assert len(CODES) == len(ROWS)


@pytest.mark.parametrize("key", sorted(FACTS), ids=" ".join)
def test_each_code_is_what_its_source_says(key):
    row, fact = ROWS[key], FACTS[key]
    assert row.valid.starts_on == date.fromisoformat(fact["valid_from"])
    assert row.valid.last_day == last_day_of(fact)
    assert row.category.name.lower() in {
        fact["stat_category"].removesuffix("_absence").removesuffix("_attendance"),
        fact["stat_category"].removesuffix("_attending"),
        fact["stat_category"].removeprefix("approved_"),
        fact["stat_category"].removesuffix("_not_collected"),
    }
    assert row.age is AGES[fact["age_restriction"]]
    assert (row.session or "any") == fact["session_restriction"]
    assert bool(row.prior_approval) is (fact["prior_approval"] != "none")
    assert row.successor == fact["successor_code"]
    assert bool(row.doubt) is (fact["confidence"] != "sourced")
    assert row.source.split(";")[0].split(" ")[0] == fact["source"].split(" ")[0]


@pytest.mark.parametrize(
    ("attribute", "column"),
    [
        ("counts_as_possible", "counts_as_possible_session"),
        ("counts_as_present", "counts_as_present"),
        ("counts_as_authorised", "counts_as_authorised"),
        ("counts_as_unauthorised", "counts_as_unauthorised"),
        ("is_late", "is_late_code"),
        ("pupil_on_site", "pupil_on_site"),
        ("nature_required", "nature_must_be_recorded"),
        ("must_be_replaced", "must_be_replaced"),
        ("penalty_threshold", "pn_threshold_code"),
        ("attendance_return", "reg13_attendance_return_code"),
        ("ground_i", "reg9_1_i_20day_code"),
        ("sickness_return", "sickness_return_code"),
    ],
)
def test_what_codes_count_as_is_what_their_sources_say(attribute, column):
    ours = {key for key, row in ROWS.items() if getattr(row, attribute)}
    assert ours == {key for key, fact in FACTS.items() if yes(fact[column])}


def test_every_code_has_one_letter_of_its_own_that_is_no_unmarked_session():
    letters = [row.letter for row in CODES]
    assert len(set(letters)) == len(letters)
    assert all(len(letter) == 1 and letter.isascii() for letter in letters)
    assert all(letter.isalnum() for letter in letters)
    assert UNMARKED not in letters


def test_a_stored_letter_keeps_its_meaning_for_ever():
    for code_set, pairs in STORED.items():
        for pair in pairs.split():
            assert by_letter(pair[-1]) is ROWS[code_set, pair[:-1]]
    assert sum(len(pairs.split()) for pairs in STORED.values()) == len(CODES)


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)))
def test_a_day_has_the_codes_whose_row_is_valid_then(day):
    table = codes_on(day)
    valid = [row for row in CODES if row.valid.contains(day)]
    assert set(table) == {row.code for row in valid}
    assert all(table[code].code == code for code in table)
    assert all(row in valid for row in table.values())


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)))
def test_the_database_is_given_the_same_codes_of_every_day(day):
    copied = {
        span.code: span.letter
        for span in spans()
        if span.starts_on <= day and (span.ends_on is None or day < span.ends_on)
    }
    assert copied == {code: row.letter for code, row in codes_on(day).items()}


@pytest.mark.parametrize(
    ("day", "code_set"),
    [
        (date(2020, 8, 31), "2006"),
        (date(2020, 9, 1), "2006-covid"),
        (date(2022, 3, 31), "2006-covid"),
        (date(2022, 4, 1), "2006"),
        (date(2024, 8, 18), "2006"),
        (date(2024, 8, 19), "2024"),
    ],
)
def test_x_is_read_by_its_day_and_the_coronavirus_row_wins_between_its_dates(
    day, code_set
):
    assert code_on("X", day).code_set == code_set


def test_the_law_changed_on_19_august_2024():
    before, after = date(2024, 8, 18), date(2024, 8, 19)
    assert set(codes_on(before)) - set(codes_on(after)) == {"H", "J", "Y"}
    new = {"C1", "C2", "J1", "K", "Q", *(f"Y{n}" for n in range(1, 8))}
    assert set(codes_on(after)) - set(codes_on(before)) == new
    assert codes_on(date(2006, 8, 31)) == {}


def test_retired_codes_are_known_by_the_last_day_on_which_they_were_codes():
    summer = date(2024, 8, 18)
    assert {
        "F": date(2014, 8, 31),
        "H": summer,
        "J": summer,
        "Y": summer,
    } == RETIRED_AFTER
    for code, day in RETIRED_AFTER.items():
        assert code_on(code, day).code == code
        with pytest.raises(UnknownCode):
            code_on(code, day + timedelta(days=1))


@pytest.mark.parametrize(
    ("code", "day", "sentence"),
    [
        (
            "H",
            date(2026, 1, 5),
            "H (holiday with leave) was last a code on 18 August 2024, so not on "
            "5 January 2026. Use C (if granted) or G.",
        ),
        (
            "J",
            date(2024, 8, 19),
            "J (interview) was last a code on 18 August 2024, so not on "
            "19 August 2024. Use J1.",
        ),
        (
            "C2",
            date(2020, 1, 6),
            "C2 became a code on 19 August 2024, so it was none on 6 January 2020.",
        ),
        ("?", date(2026, 1, 5), "There is no attendance code ?."),
        (
            "/",
            date(2006, 8, 31),
            "/ became a code on 1 September 2006, so it was none on 31 August 2006.",
        ),
    ],
)
def test_an_unknown_code_is_explained_by_its_dates(code, day, sentence):
    with pytest.raises(UnknownCode) as error:
        code_on(code, day)
    assert str(error.value) == sentence


@pytest.mark.parametrize("letter", [UNMARKED, "!", "", "AA"])
def test_what_is_no_letter_of_a_code_is_refused(letter):
    with pytest.raises(UnknownCode):
        by_letter(letter)


def test_letters_are_chosen_by_what_their_codes_count_as():
    late = letters_where(lambda code: code.is_late)
    assert sorted(late) == sorted("LUlu")
    absent = letters_where(lambda code: code.counts_as_absent)
    assert {by_letter(letter).counts_as_present for letter in absent} == {False}


def test_only_the_enrolment_and_the_calendar_make_the_administrative_codes():
    by_hand: list[AttendanceCode] = [row for row in CODES if row.is_entered_by_hand]
    assert {row.code for row in CODES} - {row.code for row in by_hand} == {"Z", "#"}
    assert {row.group for row in CODES} == set(Group)
