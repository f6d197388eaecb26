"""Keeps which pupils are family to staff, who then have no casework on them."""

import datetime as dt

from django.db import transaction

from schools.models import Membership, Person, Pupil, PupilChange, StaffRelative
from schools.services.changes import note_change


@transaction.atomic
def name_relative(
    *, pupil: Pupil, person: Person, relation: str, by: Membership, now: dt.datetime
) -> None:
    """Keep that a pupil is family to somebody on the staff."""
    StaffRelative.objects.update_or_create(
        person=person,
        pupil=pupil,
        defaults={"school_id": pupil.school_id, "relation": relation.strip()},
    )
    _note(pupil, f"Family to {person.name} of the staff", by, now)


@transaction.atomic
def forget_relative(
    *, relative: StaffRelative, by: Membership, now: dt.datetime
) -> None:
    """Take back that a pupil is family to somebody on the staff."""
    words = f"No longer family to {relative.person.name} of the staff"
    _note(relative.pupil, words, by, now)
    relative.delete()


def _note(pupil: Pupil, words: str, by: Membership, now: dt.datetime) -> None:
    note_change(pupil=pupil, kind=PupilChange.Kind.FAMILY, words=words, by=by, now=now)
