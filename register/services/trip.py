"""Plans trips, keeps their lists, and marks who is on them.

A place on a trip is a suggestion in the pupil's own register; whoever comes off the list
is asked for there again at once. Marks are made by `record_marks` alone.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction

from register.models import Mark, Suggestion, Trip, TripPlace
from register.rules.entries import Entry, Outcome
from register.rules.trip import Details
from register.services.marks import record_marks
from register.services.suggestions import Word, log_suggestion, withdraw_suggestion
from schools.models import Body, Enrolment, Membership
from schools.rules.sessions import Slot
from schools.services.alerts import News, alert
from schools.services.refusals import Refused
from schools.states import Role


@transaction.atomic
def plan_trip(
    *,
    school: Body,
    details: Details,
    leader: Membership,
    enrolments: Sequence[Enrolment],
    by: Membership,
    now: dt.datetime,
) -> Trip:
    """Keep a trip and suggest its code for everybody on it; all of it or nothing."""
    if not enrolments:
        raise Refused("Choose who goes.", field="groups")
    if details.last < details.first:
        raise Refused("The last session is before the first one.", field="last_day")
    trip = Trip.objects.create(
        school=school,
        leader=leader,
        name=details.name,
        place=details.place,
        code=details.code,
        nature=details.nature,
        first_slot=details.first.number,
        last_slot=details.last.number,
        leaves_at=details.leaves_at,
        returns_at=details.returns_at,
        emergency_phone=details.emergency_phone,
        planned_at=now,
        planned_by=by,
    )
    # In order of id, as marks are: two plans that share pupils wait, and never for ever.
    for enrolment in sorted(enrolments, key=lambda row: row.pk):
        _place(trip, enrolment, by=by, now=now)
    return trip


@transaction.atomic
def add_to_trip(
    *, trip: Trip, enrolments: Iterable[Enrolment], by: Membership, now: dt.datetime
) -> int:
    """Put pupils on a trip's list, late or again; return how many were not on it."""
    _check_goes(trip)
    added = 0
    for enrolment in sorted(enrolments, key=lambda row: row.pk):
        held = TripPlace.objects.filter(trip=trip, enrolment=enrolment).first()
        if held is None or held.removed_at is not None:
            _place(trip, enrolment, by=by, now=now)
            added += 1
    return added


@transaction.atomic
def take_off_trip(
    *, place: TripPlace, by: Membership, now: dt.datetime, here: Slot
) -> bool:
    """Take a pupil off the list: the class register asks for them again at once.

    A mark of the trip for the session that it is now is taken back. The office is told
    of a pupil who did not come, because somebody must find out where they are. Returns
    whether the trip had begun.
    """
    row = TripPlace.objects.select_for_update(no_key=True).get(pk=place.pk)
    trip = row.trip
    if row.removed_at is not None:
        return False
    if row.suggestion is not None:
        withdraw_suggestion(suggestion=row.suggestion, by=by, now=now)
    row.removed_at, row.removed_by = now, by
    row.save(update_fields=["removed_at", "removed_by"])
    has_begun = trip.first_slot <= here.number <= trip.last_slot
    if has_begun:
        _unmark(trip, row, here, by=by, now=now)
        alert(
            News(
                words=f"Did not come on the trip {trip.name}: {row.enrolment.pupil.name}."
                " The class register asks again.",
                pupil=row.enrolment.pupil,
                is_urgent=True,
            ),
            school=trip.school,
            roles=[Role.OFFICE, Role.OFFICER],
            now=now,
            sender=by,
        )
    return has_begun


@transaction.atomic
def cancel_trip(*, trip: Trip, by: Membership, now: dt.datetime) -> Trip:
    """Cancel a trip: nothing is suggested any more. Marks that were made stay."""
    row = Trip.objects.select_for_update(no_key=True).get(pk=trip.pk)
    if row.cancelled_at is not None:
        return row
    places = TripPlace.objects.filter(trip=row, removed_at__isnull=True)
    for place in places.select_related("suggestion").order_by("enrolment_id"):
        if place.suggestion is not None:
            withdraw_suggestion(suggestion=place.suggestion, by=by, now=now)
    row.cancelled_at, row.cancelled_by = now, by
    row.save(update_fields=["cancelled_at", "cancelled_by"])
    return row


def mark_on_trip(
    *,
    trip: Trip,
    slot: Slot,
    present: Sequence[tuple[int, int]],
    by: Membership,
    now: dt.datetime,
) -> Outcome:
    """Mark pupils as on the trip; each carries the version that the list was made from."""
    _check_goes(trip)
    going = set(
        TripPlace.objects.filter(trip=trip, removed_at__isnull=True).values_list(
            "enrolment_id", flat=True
        )
    )
    return record_marks(
        school=trip.school,
        slot=slot,
        entries=[
            Entry(
                enrolment_id=enrolment,
                code=trip.code,
                version=version,
                nature=trip.nature,
                reason=f"On the trip {trip.name}"[:200] if version else "",
            )
            for enrolment, version in present
            if enrolment in going
        ],
        by=by,
        now=now,
    )


def _place(
    trip: Trip, enrolment: Enrolment, *, by: Membership, now: dt.datetime
) -> None:
    suggestion = log_suggestion(
        school=trip.school,
        enrolment=enrolment,
        word=Word(
            first=Slot.from_number(trip.first_slot),
            last=Slot.from_number(trip.last_slot),
            code=trip.code,
            source=Suggestion.Source.TRIP,
            words=_words(trip),
            nature=trip.nature,
        ),
        by=by,
        now=now,
        under=trip.planned_by,
    )
    TripPlace.objects.update_or_create(
        trip=trip,
        enrolment=enrolment,
        defaults={
            "school": trip.school,
            "suggestion": suggestion,
            "removed_at": None,
            "removed_by": None,
        },
    )


def _words(trip: Trip) -> str:
    back = f", back {trip.returns_at:%H:%M}" if trip.returns_at else ""
    return f"{trip.name}{back}"


def _unmark(
    trip: Trip, place: TripPlace, here: Slot, *, by: Membership, now: dt.datetime
) -> None:
    mark = Mark.objects.filter(
        slot=here.number, enrolment_id=place.enrolment_id, code=trip.code
    ).first()
    if mark is None:
        return
    record_marks(
        school=trip.school,
        slot=here,
        entries=[
            Entry(
                enrolment_id=place.enrolment_id,
                code=None,
                version=mark.version,
                reason=f"Did not come on the trip {trip.name}"[:200],
            )
        ],
        by=by,
        now=now,
    )


def _check_goes(trip: Trip) -> None:
    if trip.cancelled_at is not None:
        raise Refused(f"{trip.name} is cancelled.")
