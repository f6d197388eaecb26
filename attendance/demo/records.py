"""Pupils' records at each school: identity, number, enrolment and places."""

from __future__ import annotations

import datetime as dt
from itertools import combinations
from random import Random

from stdnum.gb import upn

from attendance.demo.children import Child, Stay
from attendance.demo.families import Family
from attendance.demo.shape import AUTHORITY_NUMBER, PRIMARY
from attendance.demo.sheets import Book
from schools.codes.ethnicity import ETHNICITIES
from schools.models import (
    Enrolment,
    Identity,
    IdentityLink,
    Placement,
    Pupil,
    Upn,
)

_RECEPTION_AGE = 4
ALLERGIES = (
    "Peanuts: adrenaline pen in the office",
    "Tree nuts: adrenaline pen in the bag",
    "Eggs",
    "Cow's milk",
    "Bee and wasp stings",
    "Penicillin",
    "Sesame",
    "Latex",
)
CARE_PLANS = (
    "Asthma: blue inhaler before sport, kept in class",
    "Epilepsy: time a seizure, ambulance after five minutes",
    "Diabetes type 1: check sugar before lunch, snack at 10:30",
    "Coeliac: gluten-free meals only",
    "Hearing aids: sit near the front, left ear stronger",
    "Sickle cell: water at all times, keep warm",
)


_COMMON = {"WBRI": 60, "AIND": 4, "APKN": 5, "BAFR": 5, "WOTH": 7, "MWBC": 3}


def add_records(
    book: Book, stays: list[Stay], families: list[Family], rng: Random
) -> None:
    """Note identities, numbers, links, pupils, enrolments and places."""
    serials: dict[int, int] = {}
    for stay in stays:
        if not stay.child.identity:
            stay.child.identity = book.add(Identity)
            _add_upn(book, stay.child, serials)
    _link_siblings(book, families)
    counts: dict[int, int] = {}
    for stay in stays:
        number = counts[stay.school.id] = counts.get(stay.school.id, 0) + 1
        _add_pupil(book, stay, families[stay.child.family], number, rng)


def _add_upn(book: Book, child: Child, serials: dict[int, int]) -> None:
    """Give a child the number of the school at which it starts (DfE UPN guide)."""
    year = child.born_on.year + _RECEPTION_AGE + (child.born_on.month >= 9)  # noqa: PLR2004
    serial = serials[year] = serials.get(year, 0) + 1
    tail = f"{AUTHORITY_NUMBER}{PRIMARY.establishment}{year % 100:02d}{serial:03d}"
    book.add(
        Upn,
        identity_id=child.identity,
        upn=upn.calc_check_digit(tail) + tail,
        starts_on=dt.date(year, 9, 1),
    )


def _link_siblings(book: Book, families: list[Family]) -> None:
    for family in families:
        identities = sorted(child.identity for child in family.children)
        for first, second in combinations(identities, 2):
            book.add(IdentityLink, first_id=first, second_id=second)


def _add_pupil(
    book: Book, stay: Stay, family: Family, number: int, rng: Random
) -> None:
    child = stay.child
    stay.pupil = book.add(
        Pupil,
        school_id=stay.school.id,
        identity_id=child.identity,
        admission_number=f"{stay.school.shape.slug[0].upper()}{number:05d}",
        first_name=child.first_name,
        last_name=child.last_name,
        date_of_birth=child.born_on,
        sex=child.sex,
        address=family.address,
        postcode=family.postcode,
        first_language=family.language,
        ethnicity=rng.choices(
            tuple(ETHNICITIES), [_COMMON.get(code, 1) for code in ETHNICITIES]
        )[0],
        sen_status=_sen(stay, rng),
        allergies=rng.choice(ALLERGIES) if rng.random() < 0.06 else "",  # noqa: PLR2004
        care_plan=rng.choice(CARE_PLANS) if rng.random() < 0.05 else "",  # noqa: PLR2004
    )
    stay.enrolment = book.add(
        Enrolment,
        school_id=stay.school.id,
        pupil_id=stay.pupil,
        kind=stay.kind,
        starts_on=stay.starts_on,
        ends_on=stay.ends_on,
    )
    for place in stay.places:
        book.add(
            Placement,
            school_id=stay.school.id,
            enrolment_id=stay.enrolment,
            group_id=place.group,
            year_group=place.year_group,
            starts_on=place.starts_on,
            ends_on=place.ends_on,
        )


def _sen(stay: Stay, rng: Random) -> str:
    if stay.school.shape.phase == "special":
        return "E"
    return rng.choices("NKE", (82, 14, 4))[0]
