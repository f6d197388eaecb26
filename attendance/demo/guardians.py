"""The adults around each family: who they are to the children, and what restricts them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from random import Random

from attendance.demo import names
from attendance.demo.families import Family

PHONE, TEXT, EMAIL, POST = "phone", "text", "email", "post"
EVERY = (PHONE, TEXT, EMAIL, POST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guardian:
    """An adult as a school will record them."""

    title: str
    first_name: str
    last_name: str
    relationship: str
    address: str
    postcode: str
    email: str
    numbers: tuple[tuple[str, str], ...]
    language: str = "English"
    needs_interpreter: bool = False
    needs_format: str = ""
    responsible: bool = True
    lives_with: bool = True
    collects: bool = True
    confidential: bool = False
    channels: tuple[str, ...] = EVERY
    restriction: str = ""
    order_ends_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Circle:
    """The adults of a family in the order in which they are tried."""

    kind: str
    guardians: tuple[Guardian, ...] = field(default_factory=tuple)


KINDS = ("together", "separated", "single", "grandparents", "foster")
_WEIGHTS = (58, 23, 14, 3, 2)
_FORMATS = ("Large print", "Easy read", "By telephone, not in writing", "Audio")
_RESTRICTIONS: tuple[tuple[str, tuple[str, ...], dt.date | None], ...] = (
    ("No contact: prohibited steps order, see document", (), dt.date(2027, 3, 31)),
    ("No contact: non-molestation order, see document", (), dt.date(2026, 11, 27)),
    ("School reports by post only (child arrangements order)", (POST,), None),
    ("Letters only; must not collect", (POST,), dt.date(2027, 9, 1)),
)
_RESTRICTED = 0.14
_CONFIDENTIAL = 0.12
_FEW = 0.02
_ENOUGH = 3


def circle_of(family: Family, rng: Random) -> Circle:
    """Return the adults of a family: usually three or more who can be telephoned."""
    kind = rng.choices(KINDS, _WEIGHTS)[0]
    guardians = list(_PARENTS[kind](family, rng))
    wanted = 1 if rng.random() < _FEW else _ENOUGH + (rng.random() < 0.3)  # noqa: PLR2004
    while sum(PHONE in g.channels for g in guardians) < wanted:
        guardians.append(_other(family, rng))
    if wanted == 1:
        guardians = guardians[:1]
    return Circle(kind, tuple(guardians))


def _adult(
    family: Family, rng: Random, relationship: str, *, woman: bool, surname: str = ""
) -> Guardian:
    first = rng.choice(names.GIRLS if woman else names.BOYS)
    last = surname or family.last_name
    numbers = [("Mobile", names.mobile(rng))]
    if rng.random() < 0.35:  # noqa: PLR2004
        label = rng.choice(("Home", "Work"))
        numbers.append((label, names.landline(rng)))
    return Guardian(
        title=rng.choice(("Ms", "Mrs")) if woman else "Mr",
        first_name=first,
        last_name=last,
        relationship=relationship,
        address=family.address,
        postcode=family.postcode,
        email=names.email(first, last, rng),
        numbers=tuple(numbers),
        language=family.language,
        needs_interpreter=family.needs_interpreter,
        needs_format=rng.choice(_FORMATS) if rng.random() < 0.03 else "",  # noqa: PLR2004
    )


def _elsewhere(guardian: Guardian, rng: Random) -> Guardian:
    return replace(
        guardian,
        address=f"{rng.randint(1, 180)} {rng.choice(names.STREETS)}, Eastmarch",
        postcode=names.postcode(rng),
        lives_with=False,
    )


def _mother(family: Family, rng: Random) -> Guardian:
    surname = rng.choice(names.LAST) if rng.random() < 0.3 else ""  # noqa: PLR2004
    return _adult(family, rng, "Mother", woman=True, surname=surname)


def _together(family: Family, rng: Random) -> list[Guardian]:
    mother, father = _mother(family, rng), _adult(family, rng, "Father", woman=False)
    luck = rng.random()
    if luck < 0.02:  # noqa: PLR2004
        return [mother, _mother(family, rng)]
    if luck < 0.03:  # noqa: PLR2004
        return [father, _adult(family, rng, "Father", woman=False)]
    return [mother, father]


def _separated(family: Family, rng: Random) -> list[Guardian]:
    parents = [_mother(family, rng), _adult(family, rng, "Father", woman=False)]
    if rng.random() < 0.2:  # noqa: PLR2004
        parents.reverse()
    home, away = parents[0], _elsewhere(parents[1], rng)
    if rng.random() < _RESTRICTED:
        words, channels, ends_on = rng.choice(_RESTRICTIONS)
        away = replace(
            away,
            channels=channels,
            restriction=words,
            order_ends_on=ends_on,
            collects=False,
        )
        home = replace(home, confidential=True)
    elif rng.random() < _CONFIDENTIAL:
        home = replace(home, confidential=True)
    return [home, away]


def _single(family: Family, rng: Random) -> list[Guardian]:
    return [_mother(family, rng)]


def _grandparents(family: Family, rng: Random) -> list[Guardian]:
    grandmother = _adult(family, rng, "Grandmother, special guardian", woman=True)
    mother = _elsewhere(_mother(family, rng), rng)
    return [grandmother, replace(mother, collects=False)]


def _foster(family: Family, rng: Random) -> list[Guardian]:
    carer = _adult(
        family, rng, "Foster carer", woman=True, surname=rng.choice(names.LAST)
    )
    worker = _adult(
        family, rng, "Social worker", woman=True, surname=rng.choice(names.LAST)
    )
    worker = replace(
        worker,
        lives_with=False,
        responsible=False,
        address="Eastmarch Council, Children's Services",
        email=f"{worker.first_name}.{worker.last_name}@authority.example".lower(),
    )
    return [replace(carer, responsible=False), worker]


def _other(family: Family, rng: Random) -> Guardian:
    relationship, woman = rng.choice(
        (
            ("Grandmother", True),
            ("Grandfather", False),
            ("Aunt", True),
            ("Uncle", False),
            ("Neighbour", True),
            ("Childminder", True),
            ("Family friend", False),
        )
    )
    surname = rng.choice(names.LAST)
    other = _adult(family, rng, relationship, woman=woman, surname=surname)
    return replace(
        _elsewhere(other, rng),
        responsible=False,
        language="English",
        needs_interpreter=False,
    )


_PARENTS = {
    "together": _together,
    "separated": _separated,
    "single": _single,
    "grandparents": _grandparents,
    "foster": _foster,
}
