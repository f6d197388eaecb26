"""Keeps that a family's details were gone through, and what changed."""

import datetime as dt

from django.db import transaction

from schools.models import ContactCheck, Membership, Pupil


@transaction.atomic
def note_check(
    *,
    pupil: Pupil,
    checked_on: dt.date,
    checked_with: str,
    words: str,
    by: Membership,
    now: dt.datetime,
) -> ContactCheck:
    """Keep with whom a pupil's details were gone through; said twice it is one check."""
    check, _ = ContactCheck.objects.get_or_create(
        school_id=pupil.school_id,
        pupil=pupil,
        checked_on=checked_on,
        checked_with=checked_with.strip(),
        words=words.strip(),
        defaults={"recorded_at": now, "recorded_by": by},
    )
    return check
