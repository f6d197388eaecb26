"""Where pupils go when the school steps into its next year."""

import pytest

from schools.rules.rollover import (
    ClassNow,
    Goes,
    Standing,
    class_names,
    first_plan,
    goes,
    next_name,
)

CLASSES = [
    ClassNow(1, "RA", 0),
    ClassNow(2, "1A", 1),
    ClassNow(3, "5A", 5),
    ClassNow(4, "5B", 5),
    ClassNow(5, "6A", 6),
    ClassNow(6, "6B", 6),
]
TREES = [ClassNow(1, "Ash", 7), ClassNow(2, "Beech", 8), ClassNow(3, "Cedar", 9)]


@pytest.mark.parametrize(
    ("row", "classes", "expected"),
    [
        (CLASSES[0], CLASSES, "1A"),
        (CLASSES[1], CLASSES, "2A"),
        (CLASSES[3], CLASSES, "6B"),
        (ClassNow(9, "10X", 10), [], "11X"),
        (TREES[0], TREES, "Beech"),
        (ClassNow(9, "Reception", 0), [], "1"),
        (ClassNow(9, "Robins", 0), [], "Robins"),
    ],
)
def test_a_class_is_named_one_year_up(row, classes, expected):
    assert next_name(row, classes) == expected


def test_the_first_plan_lets_the_last_year_leave_and_keeps_classes_for_beginners():
    plan = first_plan(CLASSES)
    assert plan["last_year"] == 6
    assert plan["groups"]["5"] == ""
    assert plan["also"] == ["RA"]


@pytest.mark.parametrize(
    ("said", "year", "expected"),
    [
        ({}, 5, Goes("up", 6, "6A")),
        ({}, 6, Goes("leaves", 6, "")),
        ({"act": "stays", "to": "5B"}, 5, Goes("stays", 5, "5B")),
        ({"act": "", "to": "6B"}, 5, Goes("up", 6, "6B")),
        ({"act": "leaves", "to": "6B"}, 5, Goes("leaves", 5, "")),
        ({"act": "stays"}, 6, Goes("stays", 6, "6A")),
    ],
)
def test_what_is_said_of_a_pupil_stands_before_the_class(said, year, expected):
    plan = {"last_year": 6, "groups": {"3": "6A"}, "pupils": {"70": said}}
    assert goes(Standing(70, 3, year), plan) == expected


def test_next_years_classes_are_those_that_somebody_goes_to_and_the_beginners():
    moves = [Goes("up", 2, "2A"), Goes("leaves", 6, ""), Goes("up", 1, "")]
    assert class_names({"also": ["RA"]}, moves) == ["2A", "RA"]


def test_no_class_at_all_makes_an_empty_plan():
    assert first_plan([]) == {"last_year": 0, "groups": {}, "also": [], "pupils": {}}
