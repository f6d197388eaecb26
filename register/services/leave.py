"""Keeps requests for leave of absence as families made them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from core.periods import Period
from register.models import LeavePupil, LeaveRequest
from register.rules.leave import MOST_PUPILS
from register.services.suggestions import withdraw_suggestion
from schools.models import Adult, Body, Enrolment, Membership
from schools.selectors.calendar import calendar_of
from schools.services.refusals import Refused

# Pressing twice is one form; the same words on another day are another.
ONE_FORM = dt.timedelta(minutes=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a family asked for, on one form."""

    first_day: dt.date
    last_day: dt.date
    reason: str
    asked_by: Adult
    asked_on: dt.date
    second_parent: Adult | None = None
    address_away: str = ""
    contact_away_name: str = ""
    contact_away_phone: str = ""
    is_abroad: bool = False
    travel_evidence: str = ""
    knows_of_notices: bool = False


@transaction.atomic
def record_leave(
    *,
    school: Body,
    enrolments: Sequence[Enrolment],
    asked: Asked,
    by: Membership,
    now: dt.datetime,
) -> LeaveRequest:
    """Keep a form for up to three pupils; sent twice in a breath it is one form."""
    _check(school, enrolments, asked)
    rows = Enrolment.objects.select_for_update(no_key=True)
    list(rows.filter(pk__in=[row.pk for row in enrolments]).order_by("pk"))
    said = {name: getattr(asked, name) for name in Asked.__dataclass_fields__}
    same = LeaveRequest.objects.filter(
        school=school,
        **said,
        withdrawn_at__isnull=True,
        recorded_at__gt=now - ONE_FORM,
        pupils__enrolment__in=enrolments,
    ).first()
    if same is not None:
        return same
    request = LeaveRequest.objects.create(
        school=school, **said, recorded_at=now, recorded_by=by
    )
    LeavePupil.objects.bulk_create(
        LeavePupil(school=school, request=request, enrolment=row) for row in enrolments
    )
    return request


@transaction.atomic
def withdraw_leave(
    *, request: LeaveRequest, by: Membership, now: dt.datetime
) -> LeaveRequest:
    """Take a request back; what it put beside names goes, the form and decisions stay."""
    row = LeaveRequest.objects.select_for_update(no_key=True).get(pk=request.pk)
    if row.withdrawn_at is not None:
        return row
    row.withdrawn_at, row.withdrawn_by = now, by
    row.save(update_fields=["withdrawn_at", "withdrawn_by"])
    for place in row.pupils.exclude(suggestion=None).select_related("suggestion"):
        if place.suggestion is not None:
            withdraw_suggestion(suggestion=place.suggestion, by=by, now=now)
    return row


def _check(school: Body, enrolments: Sequence[Enrolment], asked: Asked) -> None:
    if not 1 <= len(enrolments) <= MOST_PUPILS:
        raise Refused(f"One form is for one to {MOST_PUPILS} pupils.", field="pupils")
    if asked.last_day < asked.first_day:
        raise Refused("The last day is before the first one.", field="last_day")
    span = Period.through(asked.first_day, asked.last_day)
    if not calendar_of(school).school_days(span):
        raise Refused(
            "The school is closed on all of these days: no leave is needed.",
            field="first_day",
        )
    if asked.second_parent == asked.asked_by:
        raise Refused(
            "The second parent is the one who asks: leave it empty.",
            field="second_parent",
        )
