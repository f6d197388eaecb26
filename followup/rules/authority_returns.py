"""When the authority must be told of a pupil's absence (SI 2024/208 reg 13).

Ten school days of G, N, O or U in a row; illness that is expected to last fifteen school
days, in a row or together, a forecast and not a count; and irregular attendance, told at
least once a calendar month.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from core.periods import Period
from followup.rules.evidence import ILLNESS, illnesses
from followup.rules.returns import Marks
from register.codes import codes_on
from register.rules.deadlines import penalty_window_on
from schools.rules.calendar import SchoolCalendar
from schools.rules.sessions import Slot, say_day

CONTINUOUS_DAYS = 10
SICKNESS_DAYS = 15
UNAUTHORISED = frozenset({"G", "N", "O", "U"})


@dataclass(frozen=True, slots=True)
class Return:
    """A return that falls due, with the sessions that were counted."""

    kind: str
    first_day: date
    due_on: date
    slots: tuple[Slot, ...]
    days: int
    rule: str


def continuous(marks: Marks) -> list[Return]:
    """Return each stretch of ten whole school days without a session of anything else.

    A session for which the pupil need not come neither counts nor breaks it; one that
    nobody marked breaks it: of it nobody knows.
    """
    found: list[Return] = []
    run: list[Slot] = []
    for _, sessions in groupby(marks, key=lambda mark: mark[0].day):
        day = [(slot, code) for slot, code in sessions if _is_possible(slot, code)]
        if all(code in UNAUTHORISED for _, code in day):
            run += [slot for slot, _ in day]
        else:
            found += _continuous(run)
            run = []
    return found + _continuous(run)


def _is_possible(slot: Slot, code: str) -> bool:
    row = codes_on(slot.day).get(code)
    return row is None or row.counts_as_possible


def _continuous(run: Sequence[Slot]) -> list[Return]:
    days = list(dict.fromkeys(slot.day for slot in run))
    if len(days) < CONTINUOUS_DAYS:
        return []
    return [
        Return(
            "continuous",
            days[0],
            days[CONTINUOUS_DAYS - 1],
            tuple(run),
            len(days),
            f"{len(days)} school days in a row of G, N, O or U, from"
            f" {say_day(days[0])} (SI 2024/208 reg 13).",
        )
    ]


def sickness(
    marks: Marks, calendar: SchoolCalendar, *, today: date, back_on: date | None
) -> Return | None:
    """Return the illness that will have lasted fifteen school days, as far as is known.

    `back_on` is when the pupil is expected; without it only the days so far count.
    """
    rows = illnesses(marks)
    if not rows:
        return None
    last = rows[-1]
    is_running = last.back_on is None
    ahead = (
        len(calendar.school_days(Period(last.slots[-1].day, back_on))) - 1
        if is_running and back_on and back_on > last.slots[-1].day
        else 0
    )
    expected = last.days + max(0, ahead)
    if is_running and expected >= SICKNESS_DAYS:
        so_far = f"{last.days} school days of illness so far"
        if ahead > 0 and back_on:
            so_far += f", expected back {say_day(back_on)}: {expected} in all"
        return Return(
            "sickness",
            last.first_day,
            today,
            last.slots,
            expected,
            f"{so_far} (SI 2024/208 reg 13; code {ILLNESS}).",
        )
    return _together([slot for row in rows for slot in row.slots], max(0, ahead))


def _together(slots: list[Slot], ahead: int) -> Return | None:
    days = list(dict.fromkeys(slot.day for slot in slots))
    if len(days) + ahead < SICKNESS_DAYS:
        return None
    return Return(
        "sickness",
        days[0],
        days[min(len(days), SICKNESS_DAYS) - 1],
        tuple(slots),
        len(days) + ahead,
        f"{len(days) + ahead} school days with illness in this school year"
        " (SI 2024/208 reg 13).",
    )


def irregular(marks: Marks, calendar: SchoolCalendar, *, today: date) -> Return | None:
    """Return irregular attendance, at most once a calendar month.

    No number is in the law: we count what the national framework counts, ten sessions
    of G, N, O or U in ten school weeks; what the authority has agreed may ask sooner.
    """
    counted = [slot for slot, code in marks if code in UNAUTHORISED]
    if not counted:
        return None
    window = penalty_window_on(today, counted, calendar)
    if not window.is_threshold_met:
        return None
    days = len({slot.day for slot in window.slots})
    return Return(
        "irregular",
        today.replace(day=1),
        today,
        window.slots,
        days,
        f"{len(window.slots)} sessions of G, N, O or U on {days} days in ten school"
        " weeks; told at least once a month (SI 2024/208 reg 13).",
    )
