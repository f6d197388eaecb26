"""Keeps who opened whose record."""

import datetime as dt
from collections.abc import Iterable

from schools.models import AccessLog, Membership, Pupil
from schools.selectors.access import was_opened_since

# Looking at one page again and again within this time is one opening.
ONE_OPENING = dt.timedelta(minutes=5)


def log_access(*, pupil: Pupil, page: str, by: Membership, now: dt.datetime) -> None:
    """Keep that somebody opened a page of a pupil's record."""
    if was_opened_since(pupil, by.person_id, page, now - ONE_OPENING):
        return
    AccessLog.objects.create(
        school_id=pupil.school_id, pupil=pupil, page=page, opened_at=now, opened_by=by
    )


def log_export(*, pupils: Iterable[Pupil], by: Membership, now: dt.datetime) -> None:
    """Keep that records were taken out in a file: each is an opening."""
    AccessLog.objects.bulk_create(
        AccessLog(
            school_id=pupil.school_id,
            pupil=pupil,
            page="export",
            opened_at=now,
            opened_by=by,
        )
        for pupil in pupils
    )
