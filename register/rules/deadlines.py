"""Rules that need a school's calendar: the end of N, and ten in ten weeks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.periods import Period
from schools.rules.calendar import SchoolCalendar
from schools.rules.sessions import Slot

N_SCHOOL_DAYS = 5
PENALTY_SESSIONS = 10
PENALTY_WEEKS = 10


def n_deadline(slot: Slot, calendar: SchoolCalendar) -> date:
    """Return the last day on which N may stand for a session: then it becomes O.

    School days of that school, not working days (SI 2024/208 reg 10(7)-(9); REG-05).
    """
    return calendar.nth_school_day_after(slot.day, N_SCHOOL_DAYS)


@dataclass(frozen=True, slots=True)
class PenaltyWindow:
    """Ten school weeks and the sessions in them that count towards the threshold."""

    period: Period
    slots: tuple[Slot, ...]

    @property
    def is_threshold_met(self) -> bool:
        """Tell whether a notice must be considered; it need not be issued."""
        return len(self.slots) >= PENALTY_SESSIONS


def penalty_window(
    slots: Iterable[Slot], calendar: SchoolCalendar
) -> PenaltyWindow | None:
    """Return the fullest ten school weeks, the latest of equals; None without sessions.

    `slots` are one pupil's sessions under a code that counts (G, N, O or U), at one
    enrolment. School weeks run on across holidays, terms and years (WTISA 2024,
    National Framework; PN-01, PN-02).
    """
    ordered = sorted(slots)
    weeks = [calendar.school_week_number(slot.day) for slot in ordered]
    best: tuple[Slot, ...] = ()
    start = 0
    for end, week in enumerate(weeks):
        while weeks[start] <= week - PENALTY_WEEKS:
            start += 1
        if end + 1 - start >= len(best):
            best = tuple(ordered[start : end + 1])
    if not best:
        return None
    return PenaltyWindow(calendar.last_school_weeks(best[-1].day, PENALTY_WEEKS), best)


def penalty_window_on(
    day: date, slots: Iterable[Slot], calendar: SchoolCalendar
) -> PenaltyWindow:
    """Return the ten school weeks that end with the day's own, and what counts there."""
    period = calendar.last_school_weeks(day, PENALTY_WEEKS)
    inside = sorted(s for s in slots if s.day in period and s.day <= day)
    return PenaltyWindow(period, tuple(inside))
