"""What closes a line, and what never does."""

import itertools

import pytest

from followup.rules.closing import (
    ClosingRefused,
    Told,
    refusal_to_close,
    verdict_on,
)
from followup.states import Ending, Need, Outcome

NOT_SPOKEN = [outcome for outcome in Outcome if outcome is not Outcome.SPOKE]


@pytest.mark.parametrize(
    ("outcome", "reassuring", "rationale", "need"),
    list(itertools.product(NOT_SPOKEN, (None, True, False), ("", "Words"), Need)),
)
def test_no_answer_never_closes_a_line_whatever_is_typed_with_it(
    outcome, reassuring, rationale, need
):
    verdict = verdict_on(Told(outcome, reassuring, rationale), need)
    assert not verdict.closes
    assert verdict.steps_go_on


@pytest.mark.parametrize("need", Need)
def test_a_talk_without_a_reason_leaves_the_line_open(need):
    assert not verdict_on(Told(Outcome.SPOKE, None, "Rings back"), need).closes


def test_a_reassuring_reason_closes_the_line_of_a_child_not_known_to_be_vulnerable():
    verdict = verdict_on(Told(Outcome.SPOKE, is_reassuring=True), Need.OTHER)
    assert verdict.ending is Ending.REASON
    assert not verdict.steps_go_on


@pytest.mark.parametrize("need", [Need.VULNERABLE, Need.SOCIAL_CARE])
def test_where_a_vulnerability_is_known_the_rationale_is_written_and_steps_go_on(need):
    with pytest.raises(ClosingRefused, match="vulnerable"):
        verdict_on(Told(Outcome.SPOKE, True, "  "), need)
    verdict = verdict_on(Told(Outcome.SPOKE, True, "Heard the child laugh"), need)
    assert verdict.ending is Ending.RATIONALE
    assert verdict.steps_go_on


@pytest.mark.parametrize("need", Need)
def test_a_reason_that_does_not_reassure_is_explained_and_closes_nothing(need):
    with pytest.raises(ClosingRefused, match="does not reassure"):
        verdict_on(Told(Outcome.SPOKE, False, ""), need)
    verdict = verdict_on(Told(Outcome.SPOKE, False, "Evasive"), need)
    assert not verdict.closes
    assert verdict.steps_go_on


def test_closing_by_hand_needs_a_word_from_somebody_and_the_reasons():
    assert "No answer closes" in str(refusal_to_close(has_word=False, rationale="X"))
    assert "Write down" in str(refusal_to_close(has_word=True, rationale=" "))
    assert refusal_to_close(has_word=True, rationale="Seen at the door") is None
