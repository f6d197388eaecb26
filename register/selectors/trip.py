"""Trips of a school, who is on them, and how each of them is marked."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from core.clock import local
from register.models import Mark, Trip, TripPlace
from register.rules.names import as_counted
from register.selectors.windows import NoSessionTimes, window_of
from schools.models import (
    Body,
    Contact,
    Enrolment,
    Membership,
    Placement,
    RegistrationGroup,
)
from schools.rules.contacts import PHONE
from schools.rules.sessions import Session, Slot
from schools.selectors.calendar import calendar_of
from schools.selectors.contacts import reachable

MOST_NUMBERS = 3


@dataclass(frozen=True, slots=True)
class Rider:
    """A pupil on a trip's list, with class and marks of the trip's sessions."""

    place: TripPlace
    group_name: str
    marks: dict[int, Mark]
    # Versions of entries that were taken back: unmarked again, yet not the first.
    versions: dict[int, int]

    @property
    def enrolment(self) -> Enrolment:
        return self.place.enrolment


def trips_of(school: Body) -> list[Trip]:
    """Return every trip of a school, the latest first."""
    rows = Trip.objects.filter(school=school)
    return list(
        rows.select_related("leader", "planned_by", "cancelled_by").order_by(
            "-first_slot", "name", "pk"
        )
    )


def numbers_going(trips: Iterable[Trip]) -> dict[int, int]:
    """Return how many pupils are on each trip."""
    going: dict[int, int] = {}
    for trip in TripPlace.objects.filter(
        trip__in=list(trips), removed_at__isnull=True
    ).values_list("trip_id", flat=True):
        going[trip] = going.get(trip, 0) + 1
    return going


def trip_of(school: Body, trip: int) -> Trip | None:
    """Return a trip of a school, if there is such a one."""
    return (
        Trip.objects.filter(school=school, pk=trip)
        .select_related("leader", "planned_by", "cancelled_by")
        .first()
    )


def slots_of(trip: Trip) -> list[Slot]:
    """Return the sessions with a register that a trip takes up."""
    numbers = calendar_of(trip.school).registered_numbers
    inside = [n for n in numbers if trip.first_slot <= n <= trip.last_slot]
    return [Slot.from_number(number) for number in inside]


def riders_of(trip: Trip) -> list[Rider]:
    """Return who is on a trip, by class and name, with the marks of its sessions."""
    places = list(_places(trip).filter(removed_at__isnull=True))
    slots = [slot.number for slot in slots_of(trip)]
    pupils = [place.enrolment_id for place in places]
    marks: dict[int, dict[int, Mark]] = {}
    versions: dict[int, dict[int, int]] = {}
    for mark in Mark.objects.filter(
        slot__in=slots, enrolment_id__in=pupils
    ).select_related("by"):
        versions.setdefault(mark.enrolment_id, {})[mark.slot] = mark.version
        if mark.code is not None:
            marks.setdefault(mark.enrolment_id, {})[mark.slot] = mark
    groups = _group_names(pupils, Slot.from_number(trip.first_slot).day)
    riders = [
        Rider(
            place,
            groups.get(place.enrolment_id, ""),
            marks.get(place.enrolment_id, {}),
            versions.get(place.enrolment_id, {}),
        )
        for place in places
    ]
    return sorted(
        riders,
        key=lambda row: (as_counted(row.group_name), row.enrolment.pupil.sort_name),
    )


def left_of(trip: Trip) -> list[TripPlace]:
    """Return who was on a trip's list and came off it."""
    return list(_places(trip).filter(removed_at__isnull=False))


def candidates(
    groups: Sequence[RegistrationGroup], day: dt.date
) -> dict[RegistrationGroup, list[Enrolment]]:
    """Return the pupils of some classes on a day, by class and name."""
    rows = (
        Placement.objects.on(day)
        .filter(group__in=groups, enrolment__starts_on__lte=day)
        .exclude(enrolment__ends_on__lte=day)
        .select_related("enrolment__pupil", "group")
        .order_by("enrolment__pupil__last_name", "enrolment__pupil__first_name", "pk")
    )
    found: dict[RegistrationGroup, list[Enrolment]] = {group: [] for group in groups}
    for row in rows:
        if row.group in found:
            found[row.group].append(row.enrolment)
    return found


def groups_on(school: Body, day: dt.date) -> list[RegistrationGroup]:
    """Return the classes of a day in the order in which people count them."""
    rows = RegistrationGroup.objects.on(day).filter(school=school)
    return sorted(rows, key=lambda row: as_counted(row.name))


def enrolments_named(school: Body, ids: Iterable[int]) -> list[Enrolment]:
    """Return enrolments of a school by their numbers, with pupils."""
    rows = Enrolment.objects.filter(school=school, pk__in=list(ids))
    return list(rows.select_related("pupil").order_by("pk"))


def leaders(school: Body, day: dt.date) -> list[Membership]:
    """Return the staff of a day who may lead a trip, each person once, by name."""
    rows = Membership.objects.on(day).filter(body=school).order_by("name", "pk")
    people: dict[int, Membership] = {}
    for row in rows:
        people.setdefault(row.person_id, row)
    return list(people.values())


def session_here(school: Body, now: dt.datetime) -> Slot:
    """Return the session that it is at a school now; from noon on the afternoon."""
    here = local(now)
    try:
        ends = window_of(school, None, Slot(here.date(), Session.AM)).ends
    except NoSessionTimes:
        ends = dt.time(12)
    session = Session.PM if here.time() >= ends else Session.AM
    return Slot(here.date(), session)


def numbers_to_ring(
    enrolments: Iterable[Enrolment], on: dt.date
) -> dict[int, list[Contact]]:
    """Return whom to ring for each pupil, in the order of trying, restrictions kept."""
    pupils = [row.pupil_id for row in enrolments]
    found: dict[int, list[Contact]] = {}
    rows = (
        reachable(on)
        .filter(pupil_id__in=pupils, channels__contains=[PHONE])
        .select_related("adult")
        .prefetch_related("adult__numbers")
        .order_by("pupil_id", "priority", "id")
    )
    for row in rows:
        kept = found.setdefault(row.pupil_id, [])
        if len(kept) < MOST_NUMBERS:
            kept.append(row)
    return found


def _places(trip: Trip) -> "QuerySet[TripPlace]":
    living = TripPlace.objects.filter(enrolment__pupil__died_on__isnull=True)
    return living.filter(trip=trip).select_related(
        "enrolment__pupil", "suggestion", "removed_by"
    )


def _group_names(enrolments: Sequence[int], day: dt.date) -> dict[int, str]:
    rows = (
        Placement.objects.on(day)
        .filter(enrolment_id__in=enrolments, group__isnull=False)
        .select_related("group")
    )
    return {row.enrolment_id: row.group.name for row in rows if row.group}


def place_of(trip: Trip, place: int) -> TripPlace | None:
    """Return a place of a trip, if there is such a one."""
    return _places(trip).filter(pk=place).first()
