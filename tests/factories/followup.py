"""Families and choices that tests of the absence day need."""

import datetime as dt
import itertools
from typing import Any

from schools.models import Adult, Contact, Flag, Membership, PhoneNumber, Pupil, Setting
from tests.worlds import LONG_AGO, World

_numbers = itertools.count(1)
NOW = dt.datetime(2026, 9, 1, tzinfo=dt.UTC)


def add_parent(pupil: Pupil, *, adult: Adult | None = None, **given: Any) -> Contact:
    """Give a pupil a parent at home with a mobile number of a range for dramas."""
    number = next(_numbers)
    if adult is None:
        adult = Adult.objects.create(
            school_id=pupil.school_id,
            first_name="Mary",
            last_name=f"Parent{number:04d}",
            email=f"parent{number}@home.example",
        )
        PhoneNumber.objects.create(
            school_id=pupil.school_id,
            adult=adult,
            number=f"+447700900{number % 1000:03d}",
        )
    return Contact.objects.create(
        **{
            "school_id": pupil.school_id,
            "pupil": pupil,
            "adult": adult,
            "relationship": "Mother",
            "has_parental_responsibility": True,
            "lives_with_pupil": True,
            "starts_on": LONG_AGO,
            **given,
        }
    )


def flag(pupil: Pupil, kind: str, **given: Any) -> Flag:
    """Flag a pupil for as long as the test lasts."""
    return Flag.objects.create(
        school_id=pupil.school_id, pupil=pupil, kind=kind, starts_on=LONG_AGO, **given
    )


def choose(world: World, by: Membership, **answers: Any) -> None:
    """Answer questions for a school, from long ago."""
    for key, value in answers.items():
        Setting.objects.create(
            body=world.school,
            key=key,
            value=value,
            chosen_by="Governors, 1 July",
            starts_on=LONG_AGO,
            entered_at=NOW,
            entered_by=by,
        )
    world.school.refresh_from_db()
    world.school.__dict__.pop("_revision_around", None)
