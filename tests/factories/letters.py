"""Contacts, facts and letters for tests of letters."""

import datetime as dt
from typing import Any

from letters.codes import BY_KEY, BY_NAME
from letters.codes.field import Shape
from schools.models import Adult, Contact, Pupil

NOW = dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC)
LONG_AGO = dt.date(2020, 9, 1)


def make_contact(
    pupil: Pupil,
    *,
    last_name: str = "Harrow",
    first_name: str = "Nell",
    title: str = "Ms",
    address: str = "12 Mill Lane, Eastmarch",
    adult: dict[str, Any] | None = None,
    **link: Any,
) -> Contact:
    """Give a pupil a parent at home who may be reached in every way."""
    known = {"postcode": "EM1 2AB", "email": f"{first_name}.{last_name}@home.example"}
    person = Adult.objects.create(
        school_id=pupil.school_id,
        title=title,
        first_name=first_name,
        last_name=last_name,
        address=address,
        **(known | (adult or {})),
    )
    facts = {
        "relationship": "Mother",
        "has_parental_responsibility": True,
        "lives_with_pupil": True,
        "starts_on": LONG_AGO,
        "priority": Contact.objects.filter(pupil=pupil).count() + 1,
    }
    return Contact.objects.create(
        school_id=pupil.school_id, pupil=pupil, adult=person, **(facts | link)
    )


def sample_facts(kind: str) -> dict[str, object]:
    """Return facts of which a letter can be made: the samples of its fields."""
    return {name: _sample(name) for name in BY_KEY[kind].asked}


def _sample(name: str) -> object:
    field = BY_NAME[name]
    if field.shape is Shape.ROWS:
        return [dict(row) for row in field.sample]  # type: ignore[attr-defined]
    return field.sample
