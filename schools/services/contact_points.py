"""Keeps whom staff may ask outside their school, and when it was last known to be right."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from schools.models import Body, ContactPoint, Membership


@transaction.atomic
def add_contact_point(
    *,
    body: Body,
    facts: Mapping[str, str],
    by: Membership,
    today: dt.date,
    now: dt.datetime,
) -> ContactPoint:
    """Add a team or person; what is entered today is known to be right today."""
    return ContactPoint.objects.create(
        body=body,
        starts_on=today,
        checked_on=today,
        recorded_at=now,
        recorded_by=by,
        **facts,
    )


@transaction.atomic
def change_contact_point(
    *,
    point: ContactPoint,
    facts: Mapping[str, str],
    by: Membership,
    today: dt.date,
    now: dt.datetime,
) -> None:
    """Enter what is right today, which is a check at once."""
    for name, value in facts.items():
        setattr(point, name, value)
    point.checked_on, point.recorded_at, point.recorded_by = today, now, by
    point.save()


@transaction.atomic
def check_contact_point(
    *, point: ContactPoint, by: Membership, today: dt.date, now: dt.datetime
) -> None:
    """Keep that it was checked today and is right."""
    ContactPoint.objects.filter(pk=point.pk).update(
        checked_on=today, recorded_at=now, recorded_by=by
    )


@transaction.atomic
def end_contact_point(*, point: ContactPoint, today: dt.date) -> None:
    """Show it no longer from today on."""
    first_free = max(today, point.starts_on + dt.timedelta(days=1))
    ContactPoint.objects.filter(pk=point.pk).update(ends_on=first_free)
