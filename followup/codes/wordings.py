"""Wordings of messages that ship with the product; a school writes its own over them.

Marks in a wording: {first_name}, {school}, {day}, {telephone}, {link}. A message names a
child by first name only, and says nothing of health.
"""

from __future__ import annotations

from dataclasses import dataclass

MARKS = ("first_name", "school", "day", "telephone", "link")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One message of a kind and a channel."""

    kind: str
    channel: str
    text: str
    subject: str = ""


WORDINGS = (
    Wording(
        kind="absent",
        channel="text",
        text="{school}: {first_name} is not in school ({day}) and we do not know why."
        " Please tell us today: {link} or ring {telephone}.",
    ),
    Wording(
        kind="absent",
        channel="email",
        subject="{first_name} is not in school",
        text="{first_name} is not in school ({day}), and we have not heard why.\n\n"
        "Please tell us now: {link}\n\nOr ring us on {telephone}. If you believe that"
        " {first_name} is in school, ring us at once.\n\n{school}",
    ),
    Wording(
        kind="reminder",
        channel="text",
        text="{school}: we still do not know why {first_name} is away ({day})."
        " Please tell us: {link} or ring {telephone}.",
    ),
    Wording(
        kind="reminder",
        channel="email",
        subject="We still need to know why {first_name} is away",
        text="We have not heard why {first_name} is not in school ({day}).\n\n"
        "Please tell us: {link}\n\nOr ring us on {telephone}.\n\n{school}",
    ),
    Wording(
        kind="unauthorised",
        channel="email",
        subject="{first_name}'s absence will be recorded as unauthorised",
        text="We have not been given evidence for {first_name}'s absence ({day}), and it"
        " will be recorded as unauthorised. Please ring us on {telephone} if you want"
        " to add anything.\n\n{school}",
    ),
    Wording(
        kind="evidence",
        channel="email",
        subject="Please show us evidence of {first_name}'s illness",
        text="Please send or show us something about {first_name}'s illness ({day}): an"
        " appointment card, a prescription or a letter is enough. We do not ask for a"
        " doctor's note.\n\nYou can ring us on {telephone}.\n\n{school}",
    ),
    Wording(
        kind="left_early",
        channel="email",
        subject="{first_name} has left early",
        text="{first_name} left {school} early ({day}) and does not need the journey"
        " home today.",
    ),
)
