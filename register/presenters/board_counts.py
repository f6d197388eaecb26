"""The registers of a day counted, in the words of the board."""

import datetime as dt
from collections.abc import Sequence

from core.words import clock_time, count
from register.selectors.board import BoardLine

ALL_IN = "Every register of this day is in."


def headline_of(lines: Sequence[BoardLine]) -> str:
    """Say in a few words what a screen reader is told when it changes."""
    missing = sum(line.is_missing for line in lines)
    if missing:
        return f"{count(missing, 'register')} missing"
    still_open = sum(line.is_open for line in lines)
    if still_open:
        return f"{count(still_open, 'register')} open, none missing"
    return "No register is missing"


def numbers_of(lines: Sequence[BoardLine]) -> tuple[tuple[int, str, str, str], ...]:
    """Count the registers of a day, each number with its word and its level."""
    missing = sum(line.is_missing for line in lines)
    gaps = sum(line.is_gapped for line in lines)
    taken = sum(line.is_taken for line in lines)
    late = sum(line.is_late for line in lines)
    still_open = sum(line.is_open for line in lines)
    asked_for = sum(line.is_asked_for for line in lines)
    yet = asked_for - missing - taken - still_open
    shown = (
        (missing, "missing", "serious" if missing else ""),
        (gaps, "with a gap", "watch" if gaps else ""),
        (still_open, "open", ""),
        (taken, "taken", "good" if taken == asked_for else ""),
        (late, "of them late", ""),
        (yet, "not yet", ""),
    )
    kept = {"missing", "taken"}
    return tuple((n, word, "", level) for n, word, level in shown if n or word in kept)


def calm_of(lines: Sequence[BoardLine], now: dt.datetime, *, is_today: bool) -> str:
    """Say what it means that nothing is missing."""
    still_open = [line for line in lines if line.is_open and line.window]
    if still_open:
        until = max(line.window.closes for line in still_open if line.window)
        verb = "is" if len(still_open) == 1 else "are"
        return (
            f"No register is missing. {count(len(still_open), 'register')} {verb} still"
            f" open, until {clock_time(until)}."
        )
    begun = [line for line in lines if line.is_taken]
    waiting = [
        line.window.opens
        for line in lines
        if line.is_asked_for and line.window and not line.is_taken
    ]
    if not begun and waiting:
        return (
            f"No register has opened yet. The first opens {clock_time(min(waiting))}."
        )
    rest = f" The next opens {clock_time(min(waiting))}." if waiting else ""
    return f"Every register is in. {clock_time(now)}.{rest}" if is_today else ALL_IN
