"""When a line of the list is done: only a reason closes it, and "no answer" never.

A reason that reassures closes it. Where it does not reassure, or where a vulnerability
is known, somebody writes down why, and the steps of the ladder go on (policy 002 A6;
Child Safeguarding Practice Review practice of asking twice).
"""

from __future__ import annotations

from dataclasses import dataclass

from followup.states import Ending, Need, Outcome


class ClosingRefused(ValueError):
    """What was entered does not close a line, with the sentence why."""


@dataclass(frozen=True, slots=True)
class Told:
    """What came of an attempt or a report, as far as closing goes."""

    outcome: Outcome
    is_reassuring: bool | None
    rationale: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a line is closed, how, and whether the ladder's steps go on."""

    ending: Ending | None
    steps_go_on: bool

    @property
    def closes(self) -> bool:
        return self.ending is not None


STAYS_OPEN = Verdict(None, steps_go_on=True)


def verdict_on(told: Told, need: Need) -> Verdict:
    """Return what a word makes of a line, or raise `ClosingRefused` with the rule."""
    if told.outcome is not Outcome.SPOKE or told.is_reassuring is None:
        return STAYS_OPEN
    if told.is_reassuring and need is Need.OTHER:
        return Verdict(Ending.REASON, steps_go_on=False)
    if not told.rationale.strip():
        raise ClosingRefused(_why_a_rationale(told))
    if told.is_reassuring:
        return Verdict(Ending.RATIONALE, steps_go_on=True)
    return STAYS_OPEN


def refusal_to_close(*, has_word: bool, rationale: str) -> str | None:
    """Say why a person may not close a line by hand, or None where they may."""
    if not has_word:
        return (
            "Nobody has given a reason and nobody has seen the child. No answer closes"
            " no line: go on to the next contact, or decide on a visit."
        )
    if not rationale.strip():
        return "Write down why the line may be closed: it is kept with your name."
    return None


def _why_a_rationale(told: Told) -> str:
    if told.is_reassuring:
        return (
            "This child is known to be vulnerable: write down why the reason is enough,"
            " even where it reassures."
        )
    return "The reason does not reassure you: write down why, and what happens next."
