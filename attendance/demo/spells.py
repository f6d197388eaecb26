"""The shape of an absence under each code: when it begins and how long it lasts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate
from random import Random

from attendance.demo.families import Family
from attendance.demo.rows import YearRow

_BY_MONTH = {9: 8, 10: 10, 11: 13, 12: 17, 1: 15, 2: 12, 3: 11, 4: 8, 5: 8, 6: 8, 7: 7}
_BY_WEEKDAY = (13, 9, 8, 9, 13)
_ALIKE = 0.35
_MUCH = 0.3
OBSERVED = frozenset(
    map(
        dt.date.fromisoformat,
        ("2025-10-02", "2025-10-20", "2026-03-20", "2026-05-04", "2026-09-21"),
    )
)

Shape = Callable[[YearRow, Family, Random], list[int]]


@cache
def _seasons(days: tuple[dt.date, ...]) -> list[float]:
    return list(accumulate(_BY_MONTH[d.month] * _BY_WEEKDAY[d.weekday()] for d in days))


def _day(row: YearRow, rng: Random) -> int:
    """Pick a day, more likely in winter and beside a weekend."""
    weights = _seasons(row.days)
    return rng.choices(range(len(row.days)), cum_weights=weights)[0]


def _whole_days(first: int, length: int, row: YearRow) -> list[int]:
    last = min(first + length, len(row.days))
    return [session for day in range(first, last) for session in (2 * day, 2 * day + 1)]


def _length(
    lengths: Sequence[int], weights: Sequence[int], row: YearRow, rng: Random
) -> int:
    length = rng.choices(lengths, weights)[0]
    return length * 4 if row.share > _MUCH else length


def illness(row: YearRow, family: Family, rng: Random) -> list[int]:
    """Pick some days, often when a brother or sister is ill; sometimes from midday on."""
    known = family.ill_from[row.year]
    first = _day(row, rng)
    if known and rng.random() < _ALIKE:
        first = min(len(row.days) - 1, max(0, rng.choice(known) + rng.randint(-1, 2)))
    known.append(first)
    sessions = _whole_days(
        first, _length((1, 2, 3, 4, 5, 7), (44, 27, 14, 7, 6, 2), row, rng), row
    )
    return sessions[1:] if rng.random() < 0.12 else sessions  # noqa: PLR2004


def one_session(row: YearRow, _family: Family, rng: Random) -> list[int]:
    """Pick a morning or an afternoon: an appointment, an interview."""
    return [2 * _day(row, rng) + (rng.random() < 0.4)]  # noqa: PLR2004


def one_morning(row: YearRow, _family: Family, rng: Random) -> list[int]:
    """Pick a morning: somebody who came after the register had closed."""
    return [2 * _day(row, rng)]


def away(row: YearRow, _family: Family, rng: Random) -> list[int]:
    """Pick a time without a reason that counts: a session, a day, now and then a week."""
    if rng.random() < 0.3:  # noqa: PLR2004
        return [2 * _day(row, rng) + (rng.random() < 0.7)]  # noqa: PLR2004
    length = _length((1, 2, 3, 5), (62, 22, 10, 6), row, rng)
    return _whole_days(_day(row, rng), length, row)


def some_days(row: YearRow, _family: Family, rng: Random) -> list[int]:
    """Pick one to five days: a suspension, leave for a funeral or a performance."""
    length = rng.choices((1, 2, 3, 5), (45, 25, 15, 15))[0]
    return _whole_days(_day(row, rng), length, row)


def holiday(row: YearRow, _family: Family, rng: Random) -> list[int]:
    """Pick a week, most often just before or after the school's own holidays."""
    length = rng.choices((3, 5, 10), (20, 60, 20))[0]
    edges = _edges(row.days)
    if edges and rng.random() < 0.6:  # noqa: PLR2004
        edge = rng.choice(edges)
        first = edge if rng.random() < 0.4 else edge - length  # noqa: PLR2004
    else:
        first = rng.randrange(len(row.days))
    return _whole_days(max(0, first), length, row)


def observance(row: YearRow, family: Family, rng: Random) -> list[int]:
    """Pick a day set apart, kept by families who keep it."""
    days = [n for n, day in enumerate(row.days) if day in OBSERVED]
    if not family.observes or not days:
        return []
    return _whole_days(rng.choice(days), 1, row)


def part_time(row: YearRow, _family: Family, rng: Random) -> list[int]:
    """Pick the afternoons of some weeks, under an agreed timetable."""
    if not _is_compulsory(row):
        return []
    first = rng.randrange(len(row.days))
    return [2 * day + 1 for day in range(first, min(first + 25, len(row.days)))]


def study(row: YearRow, _family: Family, rng: Random) -> list[int]:
    """Pick a day in June of Year 11."""
    june = [n for n, d in enumerate(row.days) if d.month == 6 and d.day > 8]  # noqa: PLR2004
    place = row.places[-1]
    if place is None or place.year_group != 11 or not june:  # noqa: PLR2004
        return []
    return _whole_days(rng.choice(june), 1, row)


def travelling(row: YearRow, _family: Family, rng: Random) -> list[int]:
    """Pick a week or two on the road with a parent whose trade requires it."""
    if not _is_compulsory(row):
        return []
    return _whole_days(_day(row, rng), rng.choice((5, 10)), row)


def _is_compulsory(row: YearRow) -> bool:
    place = next((p for p in row.places if p), None)
    return place is not None and 1 <= place.year_group <= 10  # noqa: PLR2004


@cache
def _edges(days: tuple[dt.date, ...]) -> list[int]:
    """Return the days that follow a holiday of a week or more."""
    week = dt.timedelta(days=7)
    return [n for n in range(1, len(days)) if days[n] - days[n - 1] > week]


SHAPES: dict[str, Shape] = {
    "I": illness,
    "M": one_session,
    "C": some_days,
    "C1": some_days,
    "C2": part_time,
    "E": some_days,
    "R": observance,
    "S": study,
    "T": travelling,
    "J1": one_session,
    "G": holiday,
    "O": away,
    "U": one_morning,
}
