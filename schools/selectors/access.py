"""Who opened whose record."""

import datetime as dt

from django.db.models import QuerySet

from schools.models import AccessLog, Body, Pupil


def openings_of(pupil: Pupil, *, at_most: int) -> list[AccessLog]:
    """Return the latest openings of one record."""
    return list(
        AccessLog.objects.filter(pupil=pupil)
        .select_related("opened_by")
        .order_by("-opened_at")[:at_most]
    )


def openings_at(school: Body) -> "QuerySet[AccessLog]":
    """Return the openings at a school, the latest first."""
    return (
        AccessLog.objects.filter(school=school)
        .select_related("opened_by", "pupil")
        .order_by("-opened_at", "-pk")
    )


def was_opened_since(
    pupil: Pupil, person_id: int, page: str, since: dt.datetime
) -> bool:
    """Tell whether somebody has opened a page of a record since a moment."""
    return AccessLog.objects.filter(
        pupil=pupil, opened_by__person=person_id, page=page, opened_at__gt=since
    ).exists()
