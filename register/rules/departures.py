"""To whom a pupil is handed over before the end of the day (policy 002 A1 s2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

APPOINTMENT = "M"
CODES_OF_LEAVING = ("M", "I", "C")
"""What the registers that open meanwhile may be told: appointment, illness, leave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collector:
    """Who stands at the window, as the pupil's record knows them."""

    name: str
    is_on_record: bool
    may_collect: bool = False
    restriction: str = ""
    is_reachable: bool = True
    court_order_ends_on: date | None = None
    has_court_order: bool = False


def refusal_to_hand_over(who: Collector, *, on: date) -> str:
    """Say why a pupil is not handed over to somebody; empty where they are.

    An adult on the record who may collect, whose contact nothing restricts.
    """
    if not who.is_on_record:
        return f"{who.name} is not on the pupil's record."
    if _is_restricted(who, on):
        return f"Contact of {who.name} with the pupil is restricted."
    if not who.may_collect:
        return f"{who.name} is on the record, and not as somebody who may collect."
    return ""


def _is_restricted(who: Collector, on: date) -> bool:
    order_holds = who.has_court_order and (
        who.court_order_ends_on is None or who.court_order_ends_on > on
    )
    return bool(who.restriction.strip()) or not who.is_reachable or order_holds


def is_away_at(opens: time, *, left: time, expected: time | None) -> bool:
    """Tell whether a pupil who left is away as a register opens.

    One who is expected back by then is not: the register asks for them.
    """
    return left < opens and (expected is None or expected > opens)


def sessions_away(
    openings: Iterable[tuple[int, time]], *, left: time, expected: time | None
) -> list[int]:
    """Return the slots, of those with when they open, whose register finds nobody."""
    return [
        slot
        for slot, opens in openings
        if is_away_at(opens, left=left, expected=expected)
    ]
