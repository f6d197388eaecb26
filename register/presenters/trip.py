"""Trips in words: the list of them, one of them, and the list that its leader ticks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import phonenumbers
from django.urls import reverse

from core.words import clock_time, count, moment
from register.models import Mark, Trip, TripPlace
from register.presenters.entries import NO_MARK, Chip, chip_of, when_said
from register.presenters.known import sessions_said
from register.selectors.trip import Rider
from schools.models import Body, Contact
from schools.rules.sessions import Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class TripLine:
    """One trip of the list of trips."""

    name: str
    href: str
    list_href: str
    place: str
    sessions: str
    leader: str
    going: str
    code: str
    state: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Trips:
    """All trips, those that are still to come first."""

    ahead: tuple[TripLine, ...]
    past: tuple[TripLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RiderLine:
    """A pupil on a list, with how the session stands that it is about."""

    enrolment: int
    name: str
    href: str
    group: str
    alert: str
    chip: Chip
    said: str
    tick: str
    is_here: bool
    is_marked_otherwise: bool
    take_off: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TripPage:
    """A trip with its list for one session."""

    name: str
    facts: tuple[tuple[str, str], ...]
    session: str
    sessions: tuple[tuple[str, str, bool], ...]
    riders: tuple[RiderLine, ...]
    here: int
    left: tuple[str, ...]
    cancelled: str
    code: str


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A pupil on the printed list, with whom to ring."""

    name: str
    group: str
    alert: str
    numbers: tuple[str, ...]


def trip_lines(
    school: Body,
    trips: Sequence[Trip],
    going: Mapping[int, int],
    *,
    today: dt.date,
    person: int,
) -> Trips:
    """Draw the trips of a school; the next one is the first."""
    ahead = [trip for trip in trips if Slot.from_number(trip.last_slot).day >= today]
    past = [trip for trip in trips if trip not in ahead]
    ahead.sort(key=lambda trip: (trip.first_slot, trip.name))

    def draw(trip: Trip) -> TripLine:
        return _line(school, trip, going.get(trip.pk, 0), today, person)

    return Trips(tuple(map(draw, ahead)), tuple(map(draw, past)))


def trip_page(
    school: Body,
    trip: Trip,
    riders: Sequence[Rider],
    left: Sequence[TripPlace],
    *,
    slots: Sequence[Slot],
    slot: Slot | None,
) -> TripPage:
    """Draw a trip and its list for a session."""
    lines = tuple(_rider(school, trip, rider, slot) for rider in riders)
    where = {"school": school.slug, "trip": trip.pk}
    gone = trip.cancelled_at and trip.cancelled_by
    return TripPage(
        name=trip.name,
        facts=_facts(trip, len(lines)),
        session=slot.words if slot else "",
        sessions=tuple(
            (
                one.words,
                f"{reverse('trip-list', kwargs=where)}?session={one.number}",
                one == slot,
            )
            for one in slots
        ),
        riders=lines,
        here=sum(line.is_here for line in lines),
        left=tuple(
            f"{row.enrolment.pupil.name}, off the list {moment(row.removed_at)}"
            f" by {row.removed_by}"
            for row in left
            if row.removed_at
        ),
        cancelled=f"Cancelled {moment(trip.cancelled_at)} by {trip.cancelled_by}"
        if gone and trip.cancelled_at
        else "",
        code=trip.code,
    )


def paper_lines(
    riders: Sequence[Rider], numbers: Mapping[int, Sequence[Contact]]
) -> tuple[PaperLine, ...]:
    """Draw the printed list; a restriction stands before the number that it is about."""
    return tuple(
        PaperLine(
            rider.enrolment.pupil.sort_name,
            rider.group_name,
            _alert(rider),
            tuple(_ring(row) for row in numbers.get(rider.enrolment.pupil_id, ())),
        )
        for rider in riders
    )


def _line(
    school: Body, trip: Trip, going: int, today: dt.date, person: int
) -> TripLine:
    where = {"school": school.slug, "trip": trip.pk}
    first, last = Slot.from_number(trip.first_slot), Slot.from_number(trip.last_slot)
    state = "cancelled" if trip.cancelled_at else ""
    if not state and first.day <= today <= last.day:
        state = "today"
    return TripLine(
        name=trip.name,
        href=reverse("trip", kwargs=where),
        list_href=reverse("trip-list", kwargs=where),
        place=trip.place,
        sessions=sessions_said(first, last),
        leader=trip.leader.name,
        going=count(going, "pupil"),
        code=trip.code,
        state=state,
        is_mine=trip.leader.person_id == person,
    )


def _facts(trip: Trip, going: int) -> tuple[tuple[str, str], ...]:
    first, last = Slot.from_number(trip.first_slot), Slot.from_number(trip.last_slot)
    times = " to ".join(
        clock_time(one) for one in (trip.leaves_at, trip.returns_at) if one
    )
    facts = (
        ("When", sessions_said(first, last) + (f", {times}" if times else "")),
        ("Place", trip.place),
        ("Register", f"{trip.code}: {trip.nature}"),
        ("Leader", str(trip.leader)),
        ("Telephone on the trip", trip.emergency_phone),
        ("Going", count(going, "pupil")),
        ("Planned", f"{moment(trip.planned_at)} by {trip.planned_by}"),
    )
    return tuple((words, value) for words, value in facts if value)


def _rider(school: Body, trip: Trip, rider: Rider, slot: Slot | None) -> RiderLine:
    mark = rider.marks.get(slot.number) if slot else None
    pupil = rider.enrolment.pupil
    is_here = mark is not None and mark.code == trip.code
    return RiderLine(
        enrolment=rider.enrolment.pk,
        name=pupil.sort_name,
        href=reverse("pupil", kwargs={"school": school.slug, "pupil": pupil.pk}),
        group=rider.group_name,
        alert=_alert(rider),
        chip=chip_of(mark.code, slot.day) if mark and slot else NO_MARK,
        said=_said(mark, slot),
        tick=f"{rider.enrolment.pk}.{mark.version if mark else _version(rider, slot)}",
        is_here=is_here,
        is_marked_otherwise=mark is not None and not is_here,
        take_off=reverse(
            "trip-take-off",
            kwargs={"school": school.slug, "trip": trip.pk, "place": rider.place.pk},
        ),
    )


def _version(rider: Rider, slot: Slot | None) -> int:
    return rider.versions.get(slot.number, 0) if slot else 0


def _said(mark: Mark | None, slot: Slot | None) -> str:
    if mark is None or slot is None:
        return ""
    return f"{when_said(mark.at, slot.day)} by {mark.by.name}"


def _alert(rider: Rider) -> str:
    pupil = rider.enrolment.pupil
    return "; ".join(filter(None, (pupil.allergies, pupil.care_plan)))


def _ring(row: Contact) -> str:
    numbers = ", ".join(_readable(n.number) for n in row.adult.numbers.all())
    said = f"{row.adult.name} ({row.relationship.lower()}) {numbers}"
    return f"{row.restriction}: {said}" if row.restriction else said


def _readable(number: str) -> str:
    """Print a stored number in groups."""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return str(
        phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    )
