"""Keeps a pupil's entries for an open case, whatever their age."""

import datetime as dt

from register.models import Hold
from schools.models import Enrolment, Membership


def place_hold(
    *, enrolment: Enrolment, case: str, reason: str, by: Membership, now: dt.datetime
) -> Hold:
    """Hold the entries of an enrolment for a case; placed twice it is one hold."""
    hold, _ = Hold.objects.get_or_create(
        school_id=enrolment.school_id,
        enrolment=enrolment,
        case=case,
        released_at=None,
        defaults={"reason": reason, "placed_at": now, "placed_by": by},
    )
    return hold


def release_holds(*, case: str, by: Membership, now: dt.datetime) -> int:
    """Release every hold of a case that is over; return how many there were."""
    return Hold.objects.filter(case=case, released_at__isnull=True).update(
        released_at=now, released_by=by
    )
