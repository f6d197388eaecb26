"""The vulnerable list: put on, reviewed, taken off; each with its reasons."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction

from core.clock import local
from followup.models import VulnerableListing
from schools.models import Membership, Pupil
from schools.services.refusals import Refused


def list_child(
    *, pupil: Pupil, said: dict[str, Any], by: Membership, now: dt.datetime
) -> VulnerableListing:
    """Put a child on the list; one who is on it already stays as they are."""
    try:
        with transaction.atomic():
            return VulnerableListing.objects.create(
                school_id=pupil.school_id,
                pupil=pupil,
                starts_on=local(now).date(),
                listed_at=now,
                listed_by=by,
                **said,
            )
    except IntegrityError:
        raise Refused(f"{pupil.name} is on the list already.") from None


def review_child(
    *,
    listing: VulnerableListing,
    said: dict[str, Any],
    by: Membership,
    now: dt.datetime,
) -> None:
    """Keep that a place on the list was looked at again, and when it is next."""
    for name, value in said.items():
        setattr(listing, name, value)
    listing.reviewed_at, listing.reviewed_by = now, by
    listing.save(update_fields=[*said, "reviewed_at", "reviewed_by"])


def take_off(
    *, listing: VulnerableListing, why: str, by: Membership, now: dt.datetime
) -> None:
    """Take a child off the list from tomorrow, with the reasons."""
    VulnerableListing.objects.filter(pk=listing.pk, removed_at__isnull=True).update(
        ends_on=local(now).date() + dt.timedelta(days=1),
        removed_at=now,
        removed_by=by,
        removed_why=why,
    )
