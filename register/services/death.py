"""Withdraws what was planned for a child who has died."""

import datetime as dt

from core.clock import local
from register.models import (
    Arrangement,
    LeaveRequest,
    NotFound,
    RunPlace,
    Suggestion,
    TripPlace,
)
from schools.models import Membership, Pupil

REASON = "No longer needed"


def withdraw_all(*, pupil: Pupil, by: Membership, now: dt.datetime) -> None:
    """Withdraw suggestions, agreements, places and requests; each row stays as it was."""
    mine = {"enrolment__pupil": pupil}
    Suggestion.objects.filter(**mine, withdrawn_at__isnull=True).update(
        withdrawn_at=now, withdrawn_by=by
    )
    Arrangement.objects.filter(**mine, ended_at__isnull=True).update(
        ended_at=now, ended_by=by, ended_reason=REASON
    )
    TripPlace.objects.filter(**mine, removed_at__isnull=True).update(
        removed_at=now, removed_by=by
    )
    _end_places(pupil, local(now).date())
    _withdraw_requests(pupil, by, now)
    NotFound.objects.filter(**mine, found_at__isnull=True).update(
        found_at=now, found_by=by
    )


def _end_places(pupil: Pupil, today: dt.date) -> None:
    for place in RunPlace.objects.filter(enrolment__pupil=pupil, ends_on__isnull=True):
        place.ends_on = max(today, place.starts_on + dt.timedelta(days=1))
        place.save(update_fields=["ends_on"])


def _withdraw_requests(pupil: Pupil, by: Membership, now: dt.datetime) -> None:
    """Withdraw forms that ask for leave of this child only; others keep the rest."""
    asked = LeaveRequest.objects.filter(
        pupils__enrolment__pupil=pupil, withdrawn_at__isnull=True
    )
    for request in asked.distinct():
        others = request.pupils.exclude(enrolment__pupil=pupil)
        if not others.exists():
            request.withdrawn_at, request.withdrawn_by = now, by
            request.save(update_fields=["withdrawn_at", "withdrawn_by"])
