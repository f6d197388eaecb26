"""What happens to some pupils: they join late, leave early, move, or have no register."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from random import Random

from attendance.demo.bodies import GROUPS_START, School
from attendance.demo.children import Place, Stay
from attendance.demo.shape import FIRST_YEAR, THIS_YEAR

JOINS = (dt.date(2025, 11, 10), dt.date(2026, 10, 5), dt.date(2026, 11, 16))
LEAVES = (dt.date(2026, 2, 28), dt.date(2026, 10, 17))
MOVES_ON = dt.date(2026, 11, 9)
WITHOUT_GROUP_SINCE = dt.date(2026, 11, 16)
_DUAL = 3
_DUAL_DAYS = frozenset({1, 3})


def happen(stays: list[Stay], schools: list[School], rng: Random) -> None:
    """Change the stays of a few pupils of each school, and add dual registrations."""
    for school in schools:
        middle = [stay for stay in stays if stay.school is school and _is_middle(stay)]
        chosen = rng.sample(middle, len(JOINS) + len(LEAVES) + 2)
        for day in JOINS:
            _join(chosen.pop(), day)
        for day in LEAVES:
            _leave(chosen.pop(), day)
        _move(chosen.pop())
        if school.shape.phase == "secondary":
            _lose_group(chosen.pop())
    stays.extend(_dual(stays, schools, rng))


def _is_middle(stay: Stay) -> bool:
    """Keep those who were there both years, and no group that visitors look at first."""
    names = {stay.school.shape.group_name(p.year_group, p.form) for p in stay.places}
    has_both = len(stay.places) == len(GROUPS_START)
    return has_both and stay.school.shape.teacher_group not in names


def _join(stay: Stay, day: dt.date) -> None:
    stay.starts_on = day
    stay.places = [
        replace(place, starts_on=max(place.starts_on, day))
        for place in stay.places
        if place.ends_on is None or place.ends_on > day
    ]


def _leave(stay: Stay, day: dt.date) -> None:
    stay.ends_on = day
    stay.places = [
        replace(place, ends_on=min(place.ends_on or day, day))
        for place in stay.places
        if place.starts_on < day
    ]


def _move(stay: Stay) -> None:
    """Change a pupil's class in the middle of a half term."""
    last = stay.places[-1]
    forms = len(stay.school.shape.forms)
    form = (last.form + 1) % forms
    key = (THIS_YEAR, last.year_group, form)
    _change_place(stay, MOVES_ON, form, stay.school.groups[key])


def _lose_group(stay: Stay) -> None:
    """Leave a pupil between two groups: no register asks for them."""
    _change_place(stay, WITHOUT_GROUP_SINCE, stay.places[-1].form, None)


def _change_place(stay: Stay, day: dt.date, form: int, group: int | None) -> None:
    last = stay.places[-1]
    stay.places[-1] = replace(last, ends_on=day)
    stay.places.append(Place(day, None, last.year_group, form, group))


def _dual(stays: list[Stay], schools: list[School], rng: Random) -> list[Stay]:
    """Register some pupils of the academy at the special school as well."""
    by_phase = {school.shape.phase: school for school in schools}
    special = by_phase["special"]
    able = [
        stay
        for stay in stays
        if stay.school is by_phase["secondary"]
        and stay.is_current
        and _is_middle(stay)
        and stay.places[0].starts_on == GROUPS_START[FIRST_YEAR]
    ]
    return [_second_stay(stay, special) for stay in rng.sample(able, _DUAL)]


def _second_stay(stay: Stay, special: School) -> Stay:
    stay.away_on = _DUAL_DAYS
    starts_on = dt.date(2026, 9, 2)
    year_group = stay.places[-1].year_group
    group = special.groups[THIS_YEAR, year_group, 0]
    return Stay(
        child=stay.child,
        school=special,
        starts_on=starts_on,
        kind="subsidiary",
        places=[Place(starts_on, None, year_group, 0, group)],
        away_on=frozenset(range(5)) - _DUAL_DAYS,
        away_from=starts_on,
    )
