"""What a day of an unexplained absence asks for, and what may not be done."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from followup.rules.safe_and_well import (
    Case,
    Planned,
    Standing,
    asked_for,
    refusal_of_outcome,
    refusal_of_visit,
    refusal_to_stay,
)

NOW = dt.datetime(2026, 11, 20, 14, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
PLAN = Planned(may_go=True, assessed_at=NOW - 2 * HOUR, is_used=False)


def standing(case):
    return {row.key: row.standing for row in asked_for(case)}


def test_day_one_asks_for_calls_the_lead_and_a_decision():
    found = standing(Case(day_number=1))
    assert found == {
        "calls": Standing.DUE,
        "lead": Standing.DUE,
        "decision-1": Standing.DUE,
    }


def test_a_decision_that_was_not_written_on_its_day_is_late_and_stays_asked_for():
    found = standing(Case(day_number=2, decided_days=frozenset({2})))
    assert found["decision-1"] is Standing.LATE
    assert found["decision-2"] is Standing.DONE


@pytest.mark.parametrize(
    ("day", "stands"), [(2, None), (3, Standing.DUE), (4, Standing.LATE)]
)
def test_the_visit_must_be_made_by_day_three(day, stands):
    found = standing(Case(day_number=day))
    assert found.get("visit") is stands
    assert found.get("assessment") is stands


def test_social_and_youth_justice_workers_are_told_where_there_are_any():
    case = Case(day_number=1, needs_worker=True, needs_youth_worker=True)
    assert standing(case)["social_worker"] is Standing.DUE
    told = replace(case, asked=frozenset({"social_worker", "youth_justice"}))
    assert standing(told)["youth_justice"] is Standing.DONE
    assert "social_worker" not in standing(Case(day_number=1))


def test_after_a_visit_without_the_child_neighbours_letter_and_police_are_asked_for():
    found = standing(Case(day_number=3, visits=1))
    assert found["neighbour"] is Standing.DUE
    assert found["letter"] is Standing.DUE
    assert found["police"] is Standing.DUE
    assert found["visit"] is Standing.DONE
    assert standing(Case(day_number=4))["police"] is Standing.LATE


def test_schools_of_brothers_and_sisters_are_asked():
    found = standing(Case(day_number=2, has_siblings_elsewhere=True))
    assert found["sibling_school"] is Standing.LATE


def test_once_the_child_was_seen_nothing_more_is_asked_for():
    assert asked_for(Case(day_number=5, is_seen=True)) == []


def test_on_day_three_nobody_may_decide_to_stay_without_a_visit():
    assert refusal_to_stay(Case(day_number=2)) is None
    assert "by day 3" in (refusal_to_stay(Case(day_number=3)) or "")
    assert refusal_to_stay(Case(day_number=3, visits=1)) is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"planned": None}, "Assess the risks first"),
        ({"planned": replace(PLAN, is_used=True)}, "Assess the risks first"),
        ({"planned": replace(PLAN, may_go=False)}, "nobody goes"),
        ({"staff": (1, 1)}, "Two members of staff"),
        ({"visited_at": NOW + HOUR}, "still to come"),
        ({"visited_at": NOW - 3 * HOUR}, "before"),
        ({"letter": (True, False)}, "copy of the letter"),
    ],
)
def test_a_visit_is_not_recorded_without_what_makes_it_safe(change, words):
    given: dict[str, Any] = {
        "planned": PLAN,
        "staff": (1, 2),
        "visited_at": NOW - HOUR,
        "now": NOW,
        "letter": (True, True),
    }
    assert refusal_of_visit(**given) is None
    assert words in (refusal_of_visit(**{**given, **change}) or "")


def test_nobody_is_safe_and_well_whom_nobody_saw():
    assert refusal_of_outcome(is_seen_safe=True, has_been_seen=False)
    assert refusal_of_outcome(is_seen_safe=True, has_been_seen=True) is None
    assert refusal_of_outcome(is_seen_safe=False, has_been_seen=False) is None
