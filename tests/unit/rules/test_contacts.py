"""Who can be telephoned, and how many there must be."""

import pytest

from schools.rules.contacts import (
    is_reachable,
    refusal_to_lose_one,
    warning_of_too_few,
)


@pytest.mark.parametrize(
    ("numbers", "channels", "reachable"),
    [
        (1, ["phone"], True),
        (2, ["post", "phone"], True),
        (0, ["phone"], False),
        (1, [], False),
        (1, ["text", "email", "post"], False),
    ],
)
def test_who_has_a_number_and_may_be_rung_can_be_telephoned(
    numbers, channels, reachable
):
    assert is_reachable(numbers=numbers, channels=channels) is reachable


@pytest.mark.parametrize(
    ("now", "minimum", "may"),
    [(3, 2, True), (2, 2, False), (1, 2, False), (1, 1, False)],
)
def test_one_may_go_only_while_more_than_the_minimum_are_left(now, minimum, may):
    refusal = refusal_to_lose_one(reachable_now=now, minimum=minimum)
    assert (refusal is None) is may


def test_the_refusal_says_how_many_and_what_lifts_it():
    two = refusal_to_lose_one(reachable_now=2, minimum=2) or ""
    assert "at least 2 people" in two
    assert "Add another first." in two
    one = refusal_to_lose_one(reachable_now=1, minimum=1) or ""
    assert "at least one person" in one


@pytest.mark.parametrize(
    ("reachable", "words"),
    [
        (0, "Nobody can be telephoned for this pupil; the school asks for 3."),
        (1, "Only one person can be telephoned for this pupil; the school asks for 3."),
        (2, "Only 2 people can be telephoned for this pupil; the school asks for 3."),
        (3, None),
        (4, None),
    ],
)
def test_too_few_are_said_in_words(reachable, words):
    assert warning_of_too_few(reachable=reachable, minimum=3) == words
