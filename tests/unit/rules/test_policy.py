"""Whose answer holds on a day, and which answers are taken at all."""

from __future__ import annotations

from datetime import date, time

import pytest

from core.periods import Period
from schools.codes.national_answers import NATIONAL_ANSWERS
from schools.codes.questions import BY_KEY, QUESTIONS
from schools.rules.answers import AnswerRefused, check_answer, warning_about
from schools.rules.policy import (
    Answer,
    MissingAnswer,
    answer_on,
    policy_on,
)
from schools.states import BodyKind, Role

DAY = date(2026, 11, 20)
ALWAYS = Period(date(2006, 9, 1))
NATION = [
    Answer(BodyKind.NATION, key, value, ALWAYS)
    for key, value in NATIONAL_ANSWERS.items()
]


def answer(body: BodyKind, value: int, period: Period = ALWAYS) -> Answer:
    return Answer(body, "register_open_minutes", value, period)


def minutes_on(day: date, *answers: Answer) -> int:
    return policy_on(day, [*NATION, *answers]).register_open_minutes


def test_the_nation_answers_every_question_and_keeps_to_guidance():
    assert NATIONAL_ANSWERS.keys() == BY_KEY.keys()
    for question in QUESTIONS:
        value = NATIONAL_ANSWERS[question.key]
        check_answer(question, value)
        assert warning_about(question, value) is None


@pytest.mark.parametrize(
    ("bodies", "nearest"),
    [
        ([], 30),
        ([BodyKind.AUTHORITY], 25),
        ([BodyKind.AUTHORITY, BodyKind.TRUST], 20),
        ([BodyKind.TRUST, BodyKind.SCHOOL, BodyKind.AUTHORITY], 15),
        ([BodyKind.SCHOOL], 15),
    ],
)
def test_the_nearest_body_wins(bodies, nearest):
    minutes = {BodyKind.AUTHORITY: 25, BodyKind.TRUST: 20, BodyKind.SCHOOL: 15}
    assert minutes_on(DAY, *(answer(b, minutes[b]) for b in bodies)) == nearest


def test_an_answer_that_has_ended_still_holds_for_its_own_days():
    old = answer(BodyKind.SCHOOL, 40, Period(date(2025, 9, 1), date(2026, 9, 1)))
    new = answer(BodyKind.SCHOOL, 20, Period(date(2026, 9, 1)))
    assert minutes_on(date(2026, 8, 31), old, new) == 40
    assert minutes_on(date(2026, 9, 1), old, new) == 20
    assert minutes_on(date(2025, 8, 31), old, new) == 30


def test_a_question_that_nobody_answers_is_an_error_and_not_a_default():
    others = [a for a in NATION if a.key != "minimum_contacts"]
    with pytest.raises(MissingAnswer, match="for 20 November 2026"):
        policy_on(DAY, others)
    with pytest.raises(MissingAnswer, match="Fewest people"):
        answer_on("minimum_contacts", DAY, others)


def test_a_policy_has_typed_answers():
    policy = policy_on(DAY, NATION)
    assert policy.parents_report_by == time(9)
    assert policy.amending_roles == {Role.OFFICE, Role.OFFICER, Role.HEAD}
    assert policy.bands[0].at_least == 95
    assert policy.has_rewards is False
    assert policy.asks_about_transport is False


def test_a_person_with_two_roles_enters_the_codes_of_both():
    policy = policy_on(DAY, NATION)
    assert policy.codes_for([Role.TEACHER]) == {"/", "\\", "L", "U", "N"}
    both = policy.codes_for([Role.TEACHER, Role.PASTORAL])
    assert both == {"/", "\\", "L", "U", "N", "I", "M"}
    assert policy.codes_for([Role.GOVERNOR]) == frozenset()


BAND = {"name": "a", "at_least": 0, "shape": "circle", "colour": "red", "words": "b"}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("register_open_minutes", 0),
        ("register_open_minutes", 121),
        ("register_open_minutes", "30"),
        ("register_open_minutes", True),
        ("minimum_contacts", 0),
        ("idle_sign_out_minutes", 9),
        ("idle_sign_out_minutes", 61),
        ("parents_report_by", "9 o'clock"),
        ("parents_report_by", 9),
        ("has_rewards", "yes"),
        ("transport_lates", "never"),
        ("transport_lates", ["same"]),
        ("amending_roles", []),
        ("amending_roles", ["caretaker"]),
        ("amending_roles", "office"),
        ("codes_teacher", []),
        ("codes_teacher", ["Y77"]),
        ("codes_teacher", [""]),
        ("bands", []),
        ("bands", [{**BAND, "at_least": 10}]),
        ("bands", [BAND, BAND]),
        ("bands", [{**BAND, "at_least": "much"}]),
        ("bands", [{"name": "a"}]),
        ("bands", {"name": "a"}),
    ],
)
def test_an_answer_that_does_not_fit_is_refused_with_a_sentence(key, value):
    with pytest.raises(AnswerRefused) as error:
        check_answer(BY_KEY[key], value)
    assert str(error.value).startswith(BY_KEY[key].label)


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("register_open_minutes", 40, "30 minutes"),
        ("register_open_minutes", 30, None),
        ("minimum_contacts", 1, "more than one person"),
        ("minimum_contacts", 3, None),
        ("codes_teacher", ["/", "C"], "Leave codes (C) say"),
        ("codes_teacher", ["/", "I"], None),
        ("medical_evidence_after_days", 4, "routine"),
        ("has_rewards", True, None),
    ],
)
def test_an_answer_outside_guidance_is_taken_with_a_warning(key, value, told):
    check_answer(BY_KEY[key], value)
    warning = warning_about(BY_KEY[key], value)
    assert (warning is None) if told is None else (told in str(warning))


@pytest.mark.parametrize(
    ("key", "values"),
    [("register_open_minutes", (1, 120)), ("idle_sign_out_minutes", (10, 60))],
)
def test_the_least_and_the_most_are_themselves_allowed(key, values):
    for value in values:
        check_answer(BY_KEY[key], value)


def test_bands_may_begin_at_half_a_percent():
    bands = [{**BAND, "at_least": "92.5"}, BAND]
    check_answer(BY_KEY["bands"], bands)
