"""What a head looks at before deciding: attendance, earlier leave, what it clashes with."""

import datetime as dt
from dataclasses import dataclass

from core.periods import Period
from core.words import day as say
from register.models import Arrangement, LeavePupil, LeaveRequest, Suggestion
from register.rules.counting import NO_SESSIONS, Counts
from register.rules.leave import clashes, touches_holiday
from register.selectors.figures import counts_of_pupils
from register.selectors.leave import earlier_of
from schools.models import Contact
from schools.rules.sessions import (
    Session,
    Slot,
    academic_year_of,
    year_starts_on,
)
from schools.selectors.calendar import calendar_of
from schools.selectors.groups import closures_of
from schools.selectors.pupils import placement_on


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveFacts:
    """What is known of one pupil of a request."""

    place: LeavePupil
    group_name: str
    year_group: int
    year: Counts
    last_year: Counts
    earlier: tuple[LeavePupil, ...]
    clashes: tuple[str, ...]
    asker: Contact | None


def facts_of(request: LeaveRequest, place: LeavePupil, *, today: dt.date) -> LeaveFacts:
    """Return what stands for and against leave of one pupil; it decides nothing."""
    placement = placement_on(place.enrolment, request.first_day)
    year_group = placement.year_group if placement else 0
    group = placement.group if placement else None
    year = academic_year_of(today)
    return LeaveFacts(
        place=place,
        group_name=group.name if group else "no class",
        year_group=year_group,
        year=_counts(place, Period(year_starts_on(year), today)),
        last_year=_counts(
            place, Period(year_starts_on(year - 1), year_starts_on(year))
        ),
        earlier=tuple(earlier_of(place.enrolment.pupil, besides=request)),
        clashes=tuple(_clashes(request, place, year_group)),
        asker=Contact.objects.on(today)
        .filter(pupil=place.enrolment.pupil_id, adult=request.asked_by_id)
        .first(),
    )


def _counts(place: LeavePupil, period: Period) -> Counts:
    counted = counts_of_pupils([place.enrolment_id], period)
    return counted.get(place.enrolment_id, NO_SESSIONS)


def _clashes(request: LeaveRequest, place: LeavePupil, year_group: int) -> list[str]:
    first, last = request.first_day, request.last_day
    said = list(clashes(first, last, year_group=year_group))
    holiday = touches_holiday(first, last, calendar_of(place.school))
    said += [holiday] if holiday else []
    said += [
        f"{row.name}, {say(row.starts_on)}: the school is closed"
        for row in closures_of(place.school).filter(
            starts_on__lte=last, ends_on__gt=first
        )
    ]
    return said + _known(request, place)


def _known(request: LeaveRequest, place: LeavePupil) -> list[str]:
    """Say what else is known of the pupil for these days: trips, arrangements."""
    arrangements = Arrangement.objects.filter(
        enrolment=place.enrolment_id,
        starts_on__lte=request.last_day,
        ended_at__isnull=True,
    ).exclude(ends_on__lte=request.first_day)
    trips = Suggestion.objects.filter(
        enrolment=place.enrolment_id,
        source=Suggestion.Source.TRIP,
        first_slot__lte=Slot(request.last_day, Session.PM).number,
        last_slot__gte=Slot(request.first_day, Session.AM).number,
        withdrawn_at__isnull=True,
    )
    return [
        f"{row.get_kind_display()} from {say(row.starts_on)}" for row in arrangements
    ] + [f"{row.words}, {Slot.from_number(row.first_slot).words}" for row in trips]
