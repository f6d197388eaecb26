"""Which sessions of a week are meant, as fourteen bits: bit 2 * weekday + session.

Part-time timetables, nursery half days and days at another school come round weekly.
"""

from __future__ import annotations

from collections.abc import Iterable

from schools.rules.sessions import Session, Slot

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_HALVES = {Session.AM: "morning", Session.PM: "afternoon"}


def weekly(sessions: Iterable[tuple[int, Session]]) -> int:
    """Return the bits of weekdays (Monday is 0) and sessions."""
    bits = 0
    for weekday, session in sessions:
        bits |= 1 << (2 * weekday + session)
    return bits


def meets(sessions: int | None, slot: Slot) -> bool:
    """Tell whether a slot is among the sessions of a week; every one is where None."""
    if sessions is None:
        return True
    return bool(sessions >> (2 * slot.day.weekday() + slot.session) & 1)


def say_week(sessions: int | None) -> str:
    """Say the sessions of a week: "Mon, Tue morning, Wed"."""
    if sessions is None:
        return "every session"
    said = []
    for weekday, day in enumerate(_DAYS):
        halves = [s for s in Session if sessions >> (2 * weekday + s) & 1]
        if len(halves) == len(Session):
            said.append(day)
        elif halves:
            said.append(f"{day} {_HALVES[halves[0]]}")
    return ", ".join(said) or "no session"
