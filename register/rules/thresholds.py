"""Where a pupil's figures stand against the thresholds of law and guidance.

Integers are compared, never printed percentages: 37 of 371 missed prints as 90.0%
attendance and is not persistent, 38 of 380 prints the same and is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

PERSISTENT_PERCENT = 10
SEVERE_PERCENT = 50
_PERSISTENT_SINCE = ((2015, PERSISTENT_PERCENT), (2010, 15), (2005, 20))


def persistent_percent(academic_year: int) -> int:
    """Return the share of sessions that made absence persistent in a year's statistics.

    10 since 2015/16, 15 from 2010/11, 20 from 2005/06 (DfE Guide to absence
    statistics, March 2016; DEF-03).
    """
    for since, percent in _PERSISTENT_SINCE:
        if academic_year >= since:
            return percent
    msg = f"No persistent absence was published for {academic_year}."
    raise LookupError(msg)


def is_persistently_absent(
    missed: int, possible: int, *, percent: int = PERSISTENT_PERCENT
) -> bool:
    """Tell whether a pupil misses at least 10% of their own possible sessions.

    Exactly 10% is persistent; a pupil without a possible session is not (DEF-01).
    """
    return possible > 0 and 100 * missed >= percent * possible


def is_severely_absent(missed: int, possible: int) -> bool:
    """Tell whether a pupil misses at least half of their own possible sessions."""
    return is_persistently_absent(missed, possible, percent=SEVERE_PERCENT)


@dataclass(frozen=True, slots=True)
class SessionsToGo:
    """How far a pupil is from a threshold, in sessions; None where out of reach.

    `missed_in_a_row`: absences from now on, without a break, until it is reached.
    `missed_by_year_end`: absences among those left, wherever they fall, that bring the
    whole year to it. `attended_in_a_row`: attendances from now on, without a break,
    until it is left again. Each is 0 where nothing more is needed.
    """

    missed_in_a_row: int | None
    missed_by_year_end: int | None
    attended_in_a_row: int | None


def sessions_to_go(
    missed: int, possible: int, left: int, *, percent: int = PERSISTENT_PERCENT
) -> SessionsToGo:
    """Return how far the threshold is, with so many sessions left in the year."""
    return SessionsToGo(
        missed_in_a_row=_until(missed, possible, left, percent),
        missed_by_year_end=_by_year_end(missed, possible + left, left, percent),
        attended_in_a_row=_back(missed, possible, left, percent),
    )


def _by_year_end(missed: int, in_year: int, left: int, percent: int) -> int | None:
    """Solve 100 (missed + k) >= percent * in_year, a year with sessions, for k."""
    if in_year == 0:
        return None
    steps = max(0, _ceiling(percent * in_year, 100) - missed)
    return steps if steps <= left else None


def _until(missed: int, possible: int, left: int, percent: int) -> int | None:
    """Solve 100 (missed + k) >= percent (possible + k), possible + k > 0, for k."""
    needed = _ceiling(percent * possible - 100 * missed, 100 - percent)
    steps = max(0 if possible else 1, needed)
    return steps if steps <= left else None


def _back(missed: int, possible: int, left: int, percent: int) -> int | None:
    """Solve 100 missed < percent (possible + k) for the smallest k."""
    if not is_persistently_absent(missed, possible, percent=percent):
        return 0
    steps = 100 * missed // percent - possible + 1
    return steps if steps <= left else None


def _ceiling(part: int, whole: int) -> int:
    return -(-part // whole)


# Runs of codes, and what is owed ---------------------------------------------

SICKNESS_DAYS = 15


def all_codes_in(codes: Iterable[str], allowed: frozenset[str]) -> bool:
    """Tell whether every code of a run is one of those allowed; an empty run is none.

    Ground 9(1)(i) fails on any single code outside G, N and O (SI 2024/208).
    """
    seen = set(codes)
    return bool(seen) and seen <= allowed


def is_sickness_return_due(*, days_missed: int, days_expected: int) -> bool:
    """Tell whether illness is expected to reach 15 days, consecutive or not.

    A forecast, so it is due before the fifteenth day: days with an I mark so far and
    days still expected (SI 2024/208 reg 13; RET-02).
    """
    return days_missed + days_expected >= SICKNESS_DAYS
