"""Who of a pupil's contacts can be telephoned, and how many of them there must be.

The law asks for a number of each parent with whom the pupil normally lives (SI 2024/208
reg 8), guidance for more than one person (WTISA 2024 p67); how many is a setting.
"""

from __future__ import annotations

from collections.abc import Iterable

PHONE = "phone"


def is_reachable(*, numbers: int, channels: Iterable[str]) -> bool:
    """Tell whether somebody may be telephoned and there is a number to do it with."""
    return numbers > 0 and PHONE in channels


def refusal_to_lose_one(*, reachable_now: int, minimum: int) -> str | None:
    """Say why a contact who can be telephoned may not go, or None where it may."""
    if reachable_now > minimum:
        return None
    people = "one person" if minimum == 1 else f"{minimum} people"
    return (
        f"Each pupil here has at least {people} who can be telephoned, and this is one"
        " of the last. Add another first. To stop all contact with this adult, take"
        " away every way of reaching them instead: that is always possible."
    )


def warning_of_too_few(*, reachable: int, minimum: int) -> str | None:
    """Say that a pupil has fewer contacts than the school asks for, or None."""
    if reachable >= minimum:
        return None
    have = {0: "Nobody", 1: "Only one person"}.get(
        reachable, f"Only {reachable} people"
    )
    return f"{have} can be telephoned for this pupil; the school asks for {minimum}."
