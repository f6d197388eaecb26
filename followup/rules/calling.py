"""Whom to try next, and whether a claim on a line still holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from followup.states import Outcome


@dataclass(frozen=True, slots=True)
class Number:
    """One number of one contact, in the order in which they are tried."""

    contact_id: int
    number: str


@dataclass(frozen=True, slots=True)
class Tried:
    """One attempt of the day."""

    contact_id: int | None
    number: str
    outcome: Outcome
    tried_at: datetime


_GIVEN_UP = frozenset({Outcome.WRONG_NUMBER, Outcome.REFUSED})


def next_number(numbers: Sequence[Number], tried: Iterable[Tried]) -> Number | None:
    """Return whom to try next: the first not tried today, else whoever waited longest.

    A wrong number and somebody who would not say are not tried again the same day.
    """
    last: dict[tuple[int | None, str], Tried] = {}
    for attempt in sorted(tried, key=lambda row: row.tried_at):
        last[attempt.contact_id, attempt.number] = attempt
    fresh = [n for n in numbers if (n.contact_id, n.number) not in last]
    if fresh:
        return fresh[0]
    again = [
        n for n in numbers if last[n.contact_id, n.number].outcome not in _GIVEN_UP
    ]
    return min(again, key=lambda n: last[n.contact_id, n.number].tried_at, default=None)


def has_tried_all(numbers: Sequence[Number], tried: Iterable[Tried]) -> bool:
    """Tell whether every number was tried, or somebody was spoken to."""
    rows = list(tried)
    if any(row.outcome is Outcome.SPOKE for row in rows):
        return True
    done = {(row.contact_id, row.number) for row in rows}
    return bool(numbers) and all((n.contact_id, n.number) in done for n in numbers)


def is_claimed(until: datetime | None, now: datetime) -> bool:
    """Tell whether somebody's claim on a line still holds."""
    return until is not None and until > now
