"""What a trip is in the register: which codes it may be, and which session is on now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from register.codes import AttendanceCode, codes_on
from schools.rules.sessions import Slot

CODES = ("V", "P", "W", "B")
"""Visit, sport, work experience, other activity: supervised, away from the school."""


def trip_codes(day: date) -> list[AttendanceCode]:
    """Return the codes that a trip of this day may have, the visit first."""
    table = codes_on(day)
    return [table[code] for code in CODES if code in table]


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What is known of a trip besides who goes."""

    name: str
    place: str
    code: str
    nature: str
    first: Slot
    last: Slot
    leaves_at: time | None = None
    returns_at: time | None = None
    emergency_phone: str = ""


def slot_now(slots: Sequence[Slot], here: Slot) -> Slot | None:
    """Return the session of a trip that its list is about: the latest that has come.

    Before the trip it is the first one.
    """
    begun = [slot for slot in slots if slot <= here]
    return max(begun) if begun else min(slots, default=None)
