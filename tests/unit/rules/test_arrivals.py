"""What an arrival is by the clock, and what may explain one after the close."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.rules.arrivals import (
    CAUSES,
    ArrivalFacts,
    Came,
    NotThisCode,
    code_for,
    code_of_run,
    counts_as_lateness,
    is_replaced_by_arrival,
    rule_on,
)
from register.rules.windows import RegisterWindow
from schools.rules.sessions import Session

MORNING = RegisterWindow(opens=time(8, 50), closes=time(9, 20), ends=time(12))
AFTERNOON = RegisterWindow(opens=time(13), closes=time(13, 10), ends=time(15, 15))
EVERY = frozenset({*CAUSES, "U", "L", "/", "\\"})
FACTS = ArrivalFacts(
    arrived=time(9, 41), session=Session.AM, window=MORNING, permitted=EVERY
)
TIMES = st.times(time(0), time(23, 59))


def at(hour: int, minute: int, **facts) -> ArrivalFacts:
    return replace(FACTS, arrived=time(hour, minute), **facts)


@pytest.mark.parametrize(
    ("hour", "minute", "came", "code", "minutes"),
    [
        (8, 31, Came.BETWEEN, "", 0),
        (8, 50, Came.ON_TIME, "/", 0),
        (8, 51, Came.BEFORE_CLOSE, "L", 1),
        (9, 19, Came.BEFORE_CLOSE, "L", 29),
        (9, 20, Came.AFTER_CLOSE, "", 30),
        (11, 59, Came.AFTER_CLOSE, "", 189),
        (12, 0, Came.BETWEEN, "", 0),
    ],
)
def test_the_clock_says_what_an_arrival_is(hour, minute, came, code, minutes):
    ruling = rule_on(at(hour, minute))
    assert (ruling.came, ruling.code, ruling.minutes) == (came, code, minutes)
    assert bool(ruling.causes) is ruling.asks


def test_the_afternoon_of_a_special_school_closes_after_ten_minutes():
    facts = replace(FACTS, session=Session.PM, window=AFTERNOON)
    assert rule_on(replace(facts, arrived=time(13))).code == "\\"
    assert rule_on(replace(facts, arrived=time(13, 9))).code == "L"
    assert rule_on(replace(facts, arrived=time(13, 10))).asks


def test_the_dentist_at_20_past_9_is_m_though_the_child_came_after_the_close():
    facts = at(9, 20, known="M")
    assert rule_on(facts).causes[0].is_known
    assert code_for(facts, "M") == "M"


def test_u_is_refused_while_another_code_is_known():
    with pytest.raises(NotThisCode, match="M is known"):
        code_for(at(9, 41, known="M"), "U")
    assert code_for(at(9, 41), "U") == "U"


def test_a_dentist_before_the_close_is_late_and_attends():
    assert code_for(at(9, 10, known="M"), "") == "L"


def test_after_the_close_somebody_says_why():
    with pytest.raises(NotThisCode, match="Choose why"):
        code_for(at(9, 41), "")


def test_u_stands_last_and_what_is_known_first():
    codes = [cause.code for cause in rule_on(at(9, 41, known="V")).causes]
    assert (codes[0], codes[-1]) == ("V", "U")


def test_only_codes_that_the_role_may_enter_are_offered_and_what_was_told():
    few = frozenset({"U", "M"})
    codes = [c.code for c in rule_on(at(9, 41, permitted=few, known="C")).causes]
    assert codes == ["C", "M", "U"]


def test_failed_transport_is_for_pupils_whom_it_brings():
    assert "Y1" not in {cause.code for cause in rule_on(at(9, 41)).causes}
    carried = at(9, 41, is_carried=True)
    assert rule_on(carried).causes[0].code == "Y1"
    assert code_for(carried, "Y1") == "Y1"


def test_where_the_school_asks_u_needs_to_say_how_a_carried_pupil_came():
    carried = at(9, 41, is_carried=True, asks_about_transport=True)
    with pytest.raises(NotThisCode, match="transport brings"):
        code_for(carried, "U", "  ")
    assert code_for(carried, "U", "father drove, overslept") == "U"
    assert code_for(replace(carried, asks_about_transport=False), "U") == "U"


@pytest.mark.parametrize(
    ("arrived", "code"),
    [
        (time(8, 50), ""),
        (time(9, 17), "L"),
        (time(9, 20), "Y1"),
        (time(12), ""),
    ],
)
def test_a_run_is_late_before_the_close_and_unable_after_it(arrived, code):
    assert code_of_run(arrived, MORNING) == code


@pytest.mark.parametrize("code", ["L", "U", "/", "M", "Y1"])
def test_lateness_counts_late_marks_and_never_of_carried_pupils(code):
    assert counts_as_lateness(code, is_carried=False) is (code in {"L", "U"})
    assert not counts_as_lateness(code, is_carried=True)


@pytest.mark.parametrize(
    ("standing", "is_replaced"), [(None, True), ("N", True), ("I", False), ("/", False)]
)
def test_an_arrival_resolves_no_mark_and_n(standing, is_replaced):
    assert is_replaced_by_arrival(standing) is is_replaced


@given(TIMES)
def test_nobody_is_u_before_the_close_and_nobody_l_after_it(arrived):
    ruling = rule_on(replace(FACTS, arrived=arrived))
    if arrived < MORNING.closes:
        assert ruling.code != "U"
        assert not ruling.asks
    else:
        assert ruling.code != "L"


@given(TIMES, st.booleans(), st.sampled_from(["", "M", "V"]))
def test_every_arrival_has_one_answer(arrived, is_carried, known):
    facts = replace(FACTS, arrived=arrived, is_carried=is_carried, known=known)
    ruling = rule_on(facts)
    codes = [cause.code for cause in ruling.causes]
    assert len(set(codes)) == len(codes)
    assert ruling.asks is bool(codes)
    assert not (ruling.asks and ruling.code)
