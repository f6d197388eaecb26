"""Where a pupil is by today's registers, and for how long nobody has known."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from register.codes import StatCategory, by_letter
from register.codes.code import AttendanceCode

UNEXPLAINED = "N"


class Whereabouts(Enum):
    """What the latest register of a day says of a pupil."""

    IN = "in school"
    ELSEWHERE = "learning elsewhere"
    OUT = "absent, reason known"
    UNACCOUNTED = "not accounted for"
    NOT_YET = "not marked yet"


def whereabouts(sessions: Sequence[tuple[AttendanceCode | None, bool]]) -> Whereabouts:
    """Return what the latest session says that has a mark or has closed.

    `sessions` are those of the day in order: the mark's code, and whether the register
    has closed. No mark after the close, and N, both mean that nobody knows.
    """
    for code, is_closed in reversed(sessions):
        if code is not None:
            return _by_code(code)
        if is_closed:
            return Whereabouts.UNACCOUNTED
    return Whereabouts.NOT_YET


def _by_code(code: AttendanceCode) -> Whereabouts:
    if code.code == UNEXPLAINED:
        return Whereabouts.UNACCOUNTED
    if code.pupil_on_site:
        return Whereabouts.IN
    if code.category is StatCategory.EDUCATIONAL_ACTIVITY:
        return Whereabouts.ELSEWHERE
    return Whereabouts.OUT


def days_absent_in_a_row(days: Sequence[str]) -> int:
    """Count the days up to the last on which every mark is an absence.

    `days` holds the stored letters of each school day, the oldest first; "." is no
    mark. A day without any mark is passed over where it is the last (today, before the
    register) and ends the run elsewhere.
    """
    run = 0
    for index, letters in enumerate(reversed(days)):
        marks = [by_letter(letter) for letter in letters if letter != "."]
        if not marks and index == 0:
            continue
        if not marks or not all(code.counts_as_absent for code in marks):
            break
        run += 1
    return run
