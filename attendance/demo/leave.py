"""Leave that families asked for, and what is agreed beforehand, around Friday."""

from __future__ import annotations

import datetime as dt
from typing import Any

from attendance.demo.arranged import add_arrangements
from attendance.demo.bodies import School
from attendance.demo.children import Stay
from attendance.demo.known import TODAY
from attendance.demo.sheets import OWNER, Book
from attendance.demo.staff import Staff
from core.clock import at_local
from register.models import LeavePupil, LeaveRequest, Suggestion
from schools.models import Contact
from schools.states import Role

Row = dict[str, Any]
_ASKED_AT, _DECIDED_AT = dt.time(11, 20), dt.time(16, 5)
_WEDDING = (dt.date(2026, 12, 7), dt.date(2026, 12, 9))
_HOLIDAY = (dt.date(2026, 12, 14), dt.date(2026, 12, 18))
_SOON = (dt.date(2026, 11, 26), dt.date(2026, 11, 27))


def add_leave(book: Book, school: School, staff: Staff, stays: list[Stay]) -> None:
    """Note requests that wait, are granted and are refused, then arrangements.

    What is known of Friday already gets the request or arrangement that it came from.
    """
    known = suggestions_of(book, school)
    by_enrolment = {stay.enrolment: stay for stay in stays}
    for row in known.values():
        if row["source"] == Suggestion.Source.LEAVE:
            _granted(book, staff, by_enrolment[row["enrolment_id"]], row)
    free = _free(stays, known)
    # The first to come forward has a brother or sister here, where anybody has.
    families = sorted(free, key=lambda stay: -len(_family(stay, free)))
    waiting = _family(families[0], free)
    taken = {stay.enrolment for stay in waiting}
    others = (stay for stay in free if stay.enrolment not in taken)
    _ask(
        book,
        staff,
        waiting,
        _WEDDING,
        days_ago=8,
        reason="An aunt's wedding in Lisbon; the family travels together",
        is_abroad=True,
        travel_evidence="Return flights booked on 2 November, seen",
    )
    _ask(book, staff, [next(others)], _SOON, days_ago=1, reason="House move")
    refused = _ask(
        book, staff, [next(others)], _HOLIDAY, days_ago=15, reason="A cheaper holiday"
    )
    _decide(
        book,
        staff,
        refused,
        decision=LeavePupil.Decision.REFUSED,
        reasons="A holiday can be taken outside term; nothing here is exceptional.",
    )
    add_arrangements(book, school, staff, stays=stays, free=others, known=known)


def suggestions_of(book: Book, school: School) -> dict[int, Row]:
    """Return what is known of a school's pupils, by enrolment."""
    sheet = book[Suggestion]
    names = list(sheet.fields)
    rows = (dict(zip(names, row, strict=True)) for row in sheet.rows)
    return {row["enrolment_id"]: row for row in rows if row["school_id"] == school.id}


def _free(stays: list[Stay], known: dict[int, Row]) -> list[Stay]:
    """Return pupils of Friday of whom nothing is known, and no second school's."""
    return [
        stay
        for stay in stays
        if stay.is_current
        and stay.enrolment not in known
        and not stay.away_on
        and (place := stay.place_on(TODAY)) is not None
        and place.group is not None
    ]


def _family(stay: Stay, free: list[Stay]) -> list[Stay]:
    return [one for one in free if one.child.family == stay.child.family][:3]


def _granted(book: Book, staff: Staff, stay: Stay, known: Row) -> None:
    """Note the request behind leave that is known of Friday."""
    last = dt.date.fromordinal(known["last_slot"] // 2)
    places = _ask(
        book,
        staff,
        [stay],
        (TODAY, last),
        days_ago=20,
        reason=known["words"].partition(": ")[2].capitalize(),
    )
    _decide(
        book,
        staff,
        places,
        decision=LeavePupil.Decision.GRANTED,
        ground="exceptional",
        code="C",
        shown="Invitation or order of service seen",
        granted_first_day=TODAY,
        granted_last_day=last,
        reasons="Close family, and no other day is possible.",
        suggestion_id=known["id"],
    )


def _ask(
    book: Book,
    staff: Staff,
    stays: list[Stay],
    days: tuple[dt.date, dt.date],
    *,
    days_ago: int,
    **facts: Any,
) -> list[int]:
    """Note one form; return the numbers of its pupils' rows."""
    asked_on = TODAY - dt.timedelta(days=days_ago)
    school = stays[0].school.id
    request = book.add(
        LeaveRequest,
        school_id=school,
        first_day=days[0],
        last_day=days[1],
        asked_by_id=_parent(stays[0]),
        knows_of_notices=True,
        asked_on=asked_on,
        recorded_at=at_local(asked_on, _ASKED_AT),
        recorded_by_id=staff.by_role[Role.OFFICE],
        **facts,
    )
    return [
        book.add(
            LeavePupil,
            school_id=school,
            request_id=request,
            enrolment_id=stay.enrolment,
        )
        for stay in stays
    ]


def _decide(book: Book, staff: Staff, places: list[int], **facts: Any) -> None:
    for place in places:
        book[LeavePupil].change(
            place,
            decided_at=at_local(TODAY - dt.timedelta(days=7), _DECIDED_AT),
            decided_by_id=staff.by_role[Role.HEAD],
            **facts,
        )


def _parent(stay: Stay) -> int:
    """Return the first adult of a pupil; contacts are written by now."""
    rows = Contact.objects.using(OWNER).filter(pupil=stay.pupil)
    found = rows.order_by("-lives_with_pupil", "priority").values_list(
        "adult_id", flat=True
    )
    return int(found[0])
