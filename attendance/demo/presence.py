"""What is not plain presence and no absence either: trips, lateness, other schools."""

from __future__ import annotations

from collections import defaultdict
from random import Random

from attendance.demo.facts import BY_PHASE
from attendance.demo.rows import YearRow

_RECEPTION_DAYS = 3


def paint_impossible(rows: list[YearRow], rng: Random) -> None:
    """Reception begins with mornings, some are due elsewhere, and once no bus came."""
    for row in rows:
        place = row.places[0]
        if place and place.year_group == 0:
            row.paint("X", [2 * day + 1 for day in range(_RECEPTION_DAYS)])
        _give(row, "D", _sessions_elsewhere(row))
    if rows[0].stay.school.shape.phase == "special":
        icy = 2 * min(90, len(rows[0].days) - 20)
        for row in rows:
            if row.is_free(icy) and rng.random() < 0.25:  # noqa: PLR2004
                row.paint("Y1", [icy])


def paint_elsewhere(rows: list[YearRow], phase: str, rng: Random) -> None:
    """Class trips, matches, work experience and teaching off site."""
    facts = BY_PHASE[phase]
    possible = sum(row.possible for row in rows)
    by_group: dict[tuple[int, int], list[YearRow]] = defaultdict(list)
    for row in rows:
        place = next(p for p in reversed(row.places) if p)
        by_group[place.year_group, place.form].append(row)
    groups = [by_group[key] for key in sorted(by_group)]
    _trips(groups, facts.rate("V") * possible, rng)
    older = [g for g in groups if _year_group(g) == 10]  # noqa: PLR2004
    _blocks(older, "W", 5, facts.rate("W") * possible, rng)
    _singles(rows, "P", facts.rate("P") * possible, rng)
    few = rng.sample(rows, max(1, len(rows) // 40))
    _weekly(few, "B", facts.rate("B") * possible, rng)
    _weekly(few[::-1], "K", facts.rate("K") * possible, rng)


def paint_lateness(rows: list[YearRow], phase: str, rng: Random) -> None:
    """Give lates of the morning to pupils of whom some are late again and again."""
    wanted = BY_PHASE[phase].rate("L") * sum(row.possible for row in rows)
    weights = [rng.lognormvariate(0, 1.3) for _ in rows]
    given = 0
    while given < wanted:
        row = rng.choices(rows, weights)[0]
        session = 2 * rng.randrange(len(row.days)) + (rng.random() < 0.12)  # noqa: PLR2004
        if row.is_free(session):
            row.codes[session] = "L"
            given += 1


def _sessions_elsewhere(row: YearRow) -> list[int]:
    """Return the sessions at which a pupil's other school expects them."""
    stay = row.stay
    return [
        session
        for number, day in enumerate(row.days)
        if day.weekday() in stay.away_on and day >= stay.away_from
        for session in (2 * number, 2 * number + 1)
    ]


def _year_group(group: list[YearRow]) -> int:
    place = next(p for p in reversed(group[0].places) if p)
    return place.year_group


def _trips(groups: list[list[YearRow]], wanted: float, rng: Random) -> None:
    while wanted > 0 and groups:
        group = rng.choice(groups)
        day = rng.randrange(10, len(group[0].days))
        wanted -= sum(_give(row, "V", [2 * day, 2 * day + 1]) for row in group)


def _blocks(
    groups: list[list[YearRow]], code: str, days: int, wanted: float, rng: Random
) -> None:
    if not groups or wanted <= 0:
        return
    first = max(0, len(groups[0][0].days) - days - rng.randrange(8, 15))
    block = list(range(2 * first, 2 * (first + days)))
    pupils = [row for group in groups for row in group]
    for row in pupils:
        if wanted <= 0:
            return
        wanted -= _give(row, code, block)


def _singles(rows: list[YearRow], code: str, wanted: float, rng: Random) -> None:
    while wanted > 0:
        session = 2 * rng.randrange(len(rows[0].days)) + 1
        team = rng.sample(rows, min(len(rows), 9))
        wanted -= sum(_give(row, code, [session]) for row in team)


def _weekly(rows: list[YearRow], code: str, wanted: float, rng: Random) -> None:
    """Give the same weekday to a pupil week after week."""
    for row in rows:
        weekday = rng.randrange(5)
        days = [n for n, day in enumerate(row.days) if day.weekday() == weekday]
        sessions = [s for day in days for s in (2 * day, 2 * day + 1)]
        wanted -= _give(row, code, sessions[: max(0, round(wanted))])
        if wanted <= 0:
            return


def _give(row: YearRow, code: str, sessions: list[int]) -> int:
    free = [session for session in sessions if row.is_free(session)]
    if free:
        row.paint(code, free)
    return len(free)
