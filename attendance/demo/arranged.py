"""Arrangements of the demonstration: timetables, provision, dual days, a suspension."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from attendance.demo.bodies import School
from attendance.demo.children import Stay
from attendance.demo.known import TODAY
from attendance.demo.shape import SCHOOLS
from attendance.demo.sheets import Book
from attendance.demo.staff import Staff
from core.clock import at_local
from register.models import Arrangement, Confirmation, Provider, Suggestion
from schools.rules.sessions import Session, Slot
from schools.rules.weeks import weekly
from schools.states import Role

Row = dict[str, Any]
_AFTERNOONS = weekly((day, Session.PM) for day in range(5))
_FRIDAYS = weekly((4, session) for session in Session)
_END = dt.date(2026, 12, 18)
_SINCE = dt.date(2026, 9, 2)
_MADE_AT = at_local(TODAY - dt.timedelta(days=1), dt.time(15, 50))
_FINAL_YEAR = 11
_PROVIDERS = {
    "primary": ("Brook Forest School", "Forest school at the nature reserve"),
    "secondary": ("Northside Training Centre", "Vocational course"),
    "special": ("Meadow Riding Stables", "Taught riding session"),
}


def add_arrangements(
    book: Book,
    school: School,
    staff: Staff,
    *,
    stays: list[Stay],
    free: Iterator[Stay],
    known: dict[int, Row],
) -> None:
    """Note what stands behind Friday's suggestions, and a few things that begin then."""
    for row in list(known.values()):
        if row["source"] == Suggestion.Source.TIMETABLE:
            _timetable(book, staff, row)
    _dual(book, school, staff, stays, known)
    _elsewhere(book, school, staff, [next(free), next(free)])
    if school.shape.phase == "secondary":
        _suspend(book, staff, next(free))
        _study(book, staff, free)


def _timetable(book: Book, staff: Staff, known: Row) -> None:
    """Let the one afternoon that is known become the agreement behind it."""
    last = Slot(_END, Session.PM).number
    book[Suggestion].change(known["id"], last_slot=last, sessions=_AFTERNOONS)
    _arrange(
        book,
        staff.by_role[Role.HEAD],
        known,
        kind=Arrangement.Kind.PART_TIME,
        code="C2",
        ends_on=_END + dt.timedelta(days=1),
        sessions=_AFTERNOONS,
        reason="Coming back after a long illness; afternoons are still too much",
        agreed_with="The mother, in a meeting with the school nurse",
        agreed_on=TODAY - dt.timedelta(days=1),
        review_on=TODAY + dt.timedelta(days=5),
        details={"plan": "One more afternoon every week from December"},
    )


def _dual(
    book: Book, school: School, staff: Staff, stays: list[Stay], known: dict[int, Row]
) -> None:
    """Note the days at the other school of whoever is registered at two."""
    both = [stay for stay in stays if stay.away_on and stay.is_current]
    if not both:
        return
    is_special = school.shape.phase == "special"
    wanted = "secondary" if is_special else "special"
    other = next(shape for shape in SCHOOLS if shape.phase == wanted)
    place = book.add(
        Provider,
        school_id=school.id,
        name=other.name,
        is_school=True,
        starts_on=_SINCE,
    )
    for stay in both:
        sessions = weekly((day, half) for day in stay.away_on for half in Session)
        facts: Row = {
            "kind": Arrangement.Kind.DUAL,
            "code": "D",
            "starts_on": _SINCE,
            "sessions": sessions,
            "provider_id": place,
            "agreed_with": "Both heads and the family",
        }
        office, row = staff.by_role[Role.OFFICE], known.get(stay.enrolment)
        if row is None or row["source"] != Suggestion.Source.OTHER_SCHOOL:
            words = f"Registered at two schools, {other.name}"
            source = Suggestion.Source.OTHER_SCHOOL
            _new(book, office, stay, source=source, words=words, **facts)
            continue
        last = Slot(_END, Session.PM).number
        book[Suggestion].change(row["id"], last_slot=last, sessions=sessions)
        _arrange(book, office, row, **facts)


def _elsewhere(book: Book, school: School, staff: Staff, stays: list[Stay]) -> None:
    """Send two pupils to a provider on Fridays; it has said where one of them is."""
    office = staff.by_role[Role.OFFICE]
    name, nature = _PROVIDERS[school.shape.phase]
    place = book.add(
        Provider,
        school_id=school.id,
        name=name,
        contact_name="Duty tutor",
        telephone="0113 496 0188",
        starts_on=dt.date(2026, 9, 1),
    )
    made = [
        _new(
            book,
            office,
            stay,
            kind=Arrangement.Kind.OFF_SITE,
            code="B",
            source=Suggestion.Source.PROVIDER,
            words=f"Provision elsewhere, {name}",
            sessions=_FRIDAYS,
            nature=nature,
            provider_id=place,
            ends_on=_END + dt.timedelta(days=1),
            review_on=dt.date(2026, 12, 11),
        )
        for stay in stays
    ]
    book.add(
        Confirmation,
        school_id=school.id,
        arrangement_id=made[0],
        slot=Slot(TODAY, Session.AM).number,
        is_present=True,
        said_by="Duty tutor",
        confirmed_at=at_local(TODAY, dt.time(8, 36)),
        confirmed_by_id=office,
    )


def _suspend(book: Book, staff: Staff, stay: Stay) -> None:
    """Suspend a pupil for seven school days: education is due from the sixth."""
    _new(
        book,
        staff.by_role[Role.HEAD],
        stay,
        kind=Arrangement.Kind.SUSPENSION,
        code="E",
        source=Suggestion.Source.SUSPENSION,
        words="Suspension",
        ends_on=dt.date(2026, 12, 1),
        reason="Physical assault on another pupil",
        details={"decided_by": "The head", "set_work": "On paper, handed over"},
    )


def _study(book: Book, staff: Staff, free: Iterator[Stay]) -> None:
    """Grant a pupil of the last year a week of study leave."""
    stay = next((s for s in free if s.places[-1].year_group == _FINAL_YEAR), None)
    if stay is None:
        return
    _new(
        book,
        staff.by_role[Role.HEAD],
        stay,
        kind=Arrangement.Kind.STUDY_LEAVE,
        code="S",
        source=Suggestion.Source.STUDY,
        words="Study leave, GCSE resits of the November series",
        starts_on=TODAY + dt.timedelta(days=3),
        ends_on=TODAY + dt.timedelta(days=8),
        agreed_with="The parents, by letter",
        agreed_on=TODAY - dt.timedelta(days=4),
        details={"examination": "GCSE resits of the November series"},
    )


def _new(
    book: Book,
    by: int,
    stay: Stay,
    *,
    source: str,
    words: str,
    starts_on: dt.date = TODAY,
    **facts: Any,
) -> int:
    """Note an arrangement with its suggestion."""
    ends_on = facts.get("ends_on")
    last = ends_on - dt.timedelta(days=1) if ends_on else _END
    known = {
        "school_id": stay.school.id,
        "enrolment_id": stay.enrolment,
        "first_slot": Slot(starts_on, Session.AM).number,
        "last_slot": Slot(last, Session.PM).number,
        "code": facts["code"],
        "source": source,
        "words": words,
        "nature": facts.get("nature", ""),
        "sessions": facts.get("sessions"),
        "entered_at": _MADE_AT,
        "entered_by_id": by,
    }
    known["id"] = book.add(Suggestion, **known)
    return _arrange(book, by, known, starts_on=starts_on, **facts)


def _arrange(
    book: Book, by: int, known: Row, *, starts_on: dt.date = TODAY, **facts: Any
) -> int:
    return book.add(
        Arrangement,
        school_id=known["school_id"],
        enrolment_id=known["enrolment_id"],
        suggestion_id=known["id"],
        starts_on=starts_on,
        made_at=_MADE_AT,
        made_by_id=by,
        **facts,
    )
