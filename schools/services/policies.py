"""Adopts versions of a body's policies; a version is ended, never edited."""

import datetime as dt
from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from schools.models import Body, Membership, Policy
from schools.rules.sessions import say_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What was approved, by whom, from when, until it is looked at again."""

    title: str
    version: str
    approved_by: str
    approved_on: dt.date
    starts_on: dt.date
    review_on: dt.date
    text: str = ""
    changes: str = ""


@transaction.atomic
def adopt_policy(
    *, body: Body, version: Version, by: Membership, now: dt.datetime
) -> Policy:
    """Let a version hold from its day; the one before ends there."""
    same = Policy.objects.select_for_update(no_key=True).filter(
        body=body, title=version.title
    )
    later = same.filter(starts_on__gte=version.starts_on).first()
    if later is not None:
        raise ValidationError(
            {
                "starts_on": f"Version {later.version} holds from"
                f" {say_day(later.starts_on)}: choose a later day."
            }
        )
    if version.review_on <= version.starts_on:
        raise ValidationError({"review_on": "The review is after the first day."})
    same.filter(ends_on__isnull=True).update(ends_on=version.starts_on)
    return Policy.objects.create(
        body=body, recorded_at=now, recorded_by=by, **asdict(version)
    )
