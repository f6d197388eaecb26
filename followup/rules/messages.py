"""Whether a message may go: what it waits for, and what makes it needless."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from followup.codes.wordings import MARKS

LINK = "((link))"
"""Stands in a stored text in the place of the link, whose token is never stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known at the moment of sending."""

    is_of_today: bool
    is_line_open: bool
    is_on_roll: bool
    has_died: bool
    has_suggestion: bool
    has_waiting_report: bool
    has_arrived: bool
    register_is_in: bool
    may_be_reached: bool


def needless(facts: Facts) -> str | None:
    """Say why a message must not go any more, or None."""
    reasons = (
        (facts.has_died, "The pupil has died."),
        (not facts.is_of_today, "Its day is over."),
        (not facts.is_on_roll, "The pupil is not on the roll."),
        (not facts.may_be_reached, "This adult may not be written to."),
        (facts.has_arrived, "The pupil has arrived."),
        (not facts.is_line_open, "The absence is accounted for."),
    )
    return next((words for is_so, words in reasons if is_so), None)


def held_for(facts: Facts) -> str | None:
    """Say what a message waits for, or None where it may go."""
    reasons = (
        (not facts.register_is_in, "The register is not in."),
        (facts.has_waiting_report, "A parent's report waits to be read."),
        (facts.has_suggestion, "A reason is known: check the register first."),
    )
    return next((words for is_so, words in reasons if is_so), None)


def may_be_written_to(
    *, channels: Iterable[str], channel: str, restriction: str, is_family: bool
) -> bool:
    """Tell whether a message may go to an adult without a person deciding it.

    Never where contact is restricted in any way: a machine cannot read a court order.
    """
    return is_family and not restriction.strip() and channel in set(channels)


def filled(text: str, facts: Mapping[str, str]) -> str:
    """Return a wording with its marks filled; the link stays a place to be filled."""
    for mark in MARKS:
        value = LINK if mark == "link" else facts.get(mark, "")
        text = text.replace("{" + mark + "}", value)
    return text
