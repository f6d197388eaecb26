"""Flags of pupils: every kind somewhere, each about as often as schools know it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from random import Random

from attendance.demo import names
from attendance.demo.children import Stay
from attendance.demo.guardians import Circle
from attendance.demo.shape import STARTS_AT
from attendance.demo.sheets import Book
from attendance.demo.staff import Staff
from schools.codes.flags import BY_KEY, FLAGS
from schools.models import Flag, StaffRelative
from schools.states import Role

# Out of a hundred pupils; kinds that are not here are given once at each school.
PERCENT = {
    "free_school_meals": 26.0,
    "medical_need": 2.5,
    "mental_health": 3.0,
    "additional_need": 2.0,
    "unmet_need": 2.0,
    "child_in_need": 2.6,
    "child_protection": 0.6,
    "early_help": 2.5,
    "young_carer": 1.6,
    "housing": 1.0,
    "parents_in_dispute": 1.2,
    "new_arrival": 1.0,
    "service_family": 0.6,
    "traveller": 0.5,
    "bullied": 0.7,
    "domestic_abuse": 0.7,
    "parent_unwell": 0.6,
}
_ON_BUS = {"special": 68.0}
_PREMIUM_TOO = 0.92
_SCHOOL_AGE_ONLY = {"youth_justice", "teenage_parent", "exploitation", "no_next_place"}
_FIRST_TEEN_YEAR = 8


def add_needs(
    book: Book,
    stays: list[Stay],
    circles: list[Circle],
    staff: dict[int, Staff],
    rng: Random,
) -> None:
    """Note the flags of every current pupil, and who on the staff has a relative here."""
    current = [stay for stay in stays if stay.is_current]
    given: dict[Stay, set[str]] = {}
    for stay in current:
        given[stay] = set(_kinds(stay, circles[stay.child.family], rng))
    for school_id in dict.fromkeys(stay.school.id for stay in current):
        _complete([s for s in current if s.school.id == school_id], given, rng)
    for stay, kinds in given.items():
        for kind in sorted(kinds):
            _add_flag(book, stay, kind, staff[stay.school.id], rng)


def _kinds(stay: Stay, circle: Circle, rng: Random) -> Iterator[str]:
    for kind, percent in PERCENT.items():
        if rng.random() * 100 < percent:
            yield kind
            if kind == "free_school_meals" and rng.random() < _PREMIUM_TOO:
                yield "pupil_premium"
            if BY_KEY[kind].has_worker and kind != "early_help":
                yield "social_worker"
    if circle.kind == "foster":
        yield from ("looked_after", "social_worker", "pupil_premium")
    if rng.random() * 100 < _ON_BUS.get(stay.school.shape.phase, 1.0):
        yield "authority_transport"


def _complete(stays: list[Stay], given: dict[Stay, set[str]], rng: Random) -> None:
    """Give each kind that nobody at a school has to one pupil who may have it."""
    there = set().union(*(given[stay] for stay in stays))
    for flag in FLAGS:
        able = [stay for stay in stays if _may_have(stay, flag.key)]
        if flag.key not in there and able:
            given[rng.choice(able)].add(flag.key)


def _may_have(stay: Stay, kind: str) -> bool:
    is_teen = stay.places[-1].year_group >= _FIRST_TEEN_YEAR
    return is_teen or kind not in _SCHOOL_AGE_ONLY


def _add_flag(book: Book, stay: Stay, kind: str, staff: Staff, rng: Random) -> None:
    today = STARTS_AT.date()
    since = today - dt.timedelta(days=rng.randrange(10, 500))
    flag = BY_KEY[kind]
    worker, contact = "", ""
    if flag.has_worker:
        worker = f"{rng.choice(names.GIRLS)} {rng.choice(names.LAST)}"
        contact = f"{worker.replace(' ', '.').lower()}@authority.example"
    book.add(
        Flag,
        school_id=stay.school.id,
        pupil_id=stay.pupil,
        kind=kind,
        worker_name=worker,
        worker_contact=contact,
        owner_id=staff.by_role[Role.SAFEGUARDING] if flag.is_vulnerable else None,
        review_on=today + dt.timedelta(days=rng.randrange(-4, 90))
        if flag.is_vulnerable
        else None,
        starts_on=max(since, stay.starts_on),
    )


def add_relatives(book: Book, stays: list[Stay], officers: dict[int, int]) -> None:
    """Note that the attendance officer of each school has a nephew or niece there."""
    for school_id, person in officers.items():
        stay = next(s for s in stays if s.school.id == school_id and s.is_current)
        relation = "Niece" if stay.child.sex == "F" else "Nephew"
        book.add(
            StaffRelative,
            school_id=school_id,
            person_id=person,
            pupil_id=stay.pupil,
            relation=relation,
        )
