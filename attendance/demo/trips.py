"""The trip that is out on Friday: its list, led by the teacher of the class that goes."""

from __future__ import annotations

import datetime as dt

from attendance.demo.bodies import School
from attendance.demo.children import Stay
from attendance.demo.known import AM, PM, TODAY
from attendance.demo.sheets import Book
from attendance.demo.staff import Staff
from core.clock import at_local
from register.models import Suggestion, Trip, TripPlace
from schools.states import Role

_TRIPS = {
    "primary": ("Museum of local history", "The old corn exchange", dt.time(14, 45)),
    "secondary": ("Geography field work", "The estuary", dt.time(15)),
    "special": ("Swimming and lunch", "The leisure pool", dt.time(14, 30)),
}
_LEAVES_AT = dt.time(9, 20)
_PLANNED_AT = at_local(TODAY - dt.timedelta(days=10), dt.time(15, 40))


def add_trip(book: Book, school: School, staff: Staff, stays: list[Stay]) -> None:
    """Note the trip of a school with everybody of whom a trip is known on Friday."""
    going = _suggested(book, school)
    if not going:
        return
    groups = {
        place.group
        for stay in stays
        if stay.enrolment in going and (place := stay.place_on(TODAY)) and place.group
    }
    keys = [key for key, group in school.groups.items() if group in groups]
    name, where_to, back = _TRIPS[school.shape.phase]
    office = staff.by_role[Role.OFFICE]
    trip = book.add(
        Trip,
        school_id=school.id,
        name=name,
        place=where_to,
        code="V",
        nature=name,
        first_slot=AM,
        last_slot=PM,
        leaves_at=_LEAVES_AT,
        returns_at=back,
        leader_id=staff.teachers[keys[0]] if keys else office,
        emergency_phone="07700 900456",
        planned_at=_PLANNED_AT,
        planned_by_id=office,
    )
    for enrolment, suggestion in sorted(going.items()):
        book.add(
            TripPlace,
            school_id=school.id,
            trip_id=trip,
            enrolment_id=enrolment,
            suggestion_id=suggestion,
        )


def _suggested(book: Book, school: School) -> dict[int, int]:
    """Return the suggestion of each pupil of whom a trip is known."""
    sheet = book[Suggestion]
    names = list(sheet.fields)
    rows = (dict(zip(names, row, strict=True)) for row in sheet.rows)
    return {
        row["enrolment_id"]: row["id"]
        for row in rows
        if row["school_id"] == school.id and row["source"] == Suggestion.Source.TRIP
    }
