"""When the details of each pupil's contacts were last gone through."""

import datetime as dt
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from schools.models import Body, ContactCheck, Pupil, PupilChange
from schools.rules.reviews import months_before
from schools.selectors.pupils import pupils_on


def checks_of(pupil: Pupil) -> list[ContactCheck]:
    """Return every check of a pupil's details, the latest first."""
    return list(pupil.contact_checks.select_related("recorded_by"))


def contact_changes(pupil: Pupil, *, at_most: int) -> list[PupilChange]:
    """Return the latest changes of a pupil's contacts, with who made them."""
    return list(
        PupilChange.objects.filter(
            pupil=pupil, kind=PupilChange.Kind.CONTACT
        ).select_related("changed_by")[:at_most]
    )


def pupils_with_checks(school: Body, today: dt.date) -> "QuerySet[Any]":
    """Return the pupils on the roll with the day of the last check, the oldest first."""
    last = ContactCheck.objects.filter(pupil=OuterRef("pk")).order_by("-checked_on")
    rows: QuerySet[Any] = (
        pupils_on(school, today)
        .filter(is_on_roll=True)
        .annotate(
            checked_on=Subquery(last.values("checked_on")[:1]),
            checked_with=Subquery(last.values("checked_with")[:1]),
        )
        .order_by("checked_on", "last_name", "first_name", "pk")
    )
    return rows


def stale_or_few(
    school: Body, today: dt.date, *, months: int, minimum: int
) -> "QuerySet[Any]":
    """Return pupils whose details nobody went through for so long, or with too few."""
    since = months_before(today, months)
    stale = Q(checked_on__isnull=True) | Q(checked_on__lt=since)
    return pupils_with_checks(school, today).filter(stale | Q(reachable__lt=minimum))
