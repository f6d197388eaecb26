"""The front desk of the demonstration: runs, yesterday's comings and goings, who is here.

Yesterday's late arrivals are those whom yesterday's marks call late; the first moment of
the demonstration is before today's registers open, so that today's are the visitor's.
"""

from __future__ import annotations

import datetime as dt
from random import Random

from attendance.demo.bodies import School
from attendance.demo.shape import STARTS_AT
from attendance.demo.sheets import OWNER, Book
from attendance.demo.staff import Staff
from core.clock import at_local
from register.models import Arrival, Departure, Mark, OnSite, RunPlace, TransportRun
from schools.models import Contact, Enrolment, Flag, Membership, Placement, SessionTime
from schools.states import Role

TODAY = STARTS_AT.date()
YESTERDAY = TODAY - dt.timedelta(days=1)
SLOT = YESTERDAY.toordinal() * 2
SINCE = dt.date(2026, 9, 2)
_SEATS = 5
_LATE = ("overslept", "traffic", "missed the bus", "younger sister was ill", "")
_WITH = ("mother", "father", "alone", "grandmother")
_OPERATORS = ("Dale Cars", "Harbour Minibuses", "Northgate Taxis")
_LEFT = (
    ("orthodontist", dt.time(10, 5), dt.time(11, 40)),
    ("unwell", dt.time(14, 10), None),
    ("hospital appointment", dt.time(13, 50), None),
)
_VISITORS = (
    ("Odile Fairweather", "Speech and language service", "SENCO", dt.time(8, 21)),
    ("Bram Oldcastle", "Castle Boilers", "Site manager", dt.time(8, 6)),
)


def add_desk(book: Book, school: School, staff: Staff, seed: int) -> None:
    """Note runs, yesterday's arrivals and departures, and who signed in this morning.

    With chance of its own, so that nothing else of the demonstration changes with it.
    """
    rng = Random(seed + school.id)  # noqa: S311 - the same desk every time
    office = staff.by_role[Role.OFFICE]
    _add_runs(book, school, rng)
    _add_arrivals(book, school, office, rng)
    _add_departures(book, school, staff, rng)
    _add_people(book, school, office, rng)


def _add_runs(book: Book, school: School, rng: Random) -> None:
    """Put the pupils whom the authority's transport brings on taxis of five."""
    carried = Flag.objects.using(OWNER).filter(
        school_id=school.id, kind="authority_transport", ends_on=None
    )
    riders = list(
        Enrolment.objects.using(OWNER)
        .filter(pupil__in=carried.values("pupil"), ends_on=None)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    for number, first in enumerate(range(0, len(riders), _SEATS), start=1):
        run = book.add(
            TransportRun,
            school_id=school.id,
            name=f"Taxi {number}",
            operator=rng.choice(_OPERATORS),
            telephone=f"0113 496 0{rng.randrange(100, 1000)}",
            starts_on=SINCE,
        )
        for rider in riders[first : first + _SEATS]:
            book.add(
                RunPlace,
                school_id=school.id,
                run_id=run,
                enrolment_id=rider,
                starts_on=SINCE,
            )


def _add_arrivals(book: Book, school: School, office: int, rng: Random) -> None:
    opens = _openings(school)
    late = Mark.objects.using(OWNER).filter(
        school_id=school.id, slot=SLOT, code__in=("L", "U"), minutes_late__gt=0
    )
    groups = _groups(late.values_list("enrolment_id", flat=True))
    for mark in late.order_by("enrolment_id"):
        begins = opens.get(groups.get(mark.enrolment_id)) or opens[None]
        minutes = int(mark.minutes_late or 0)
        arrived = at_local(YESTERDAY, begins) + dt.timedelta(minutes=minutes)
        book.add(
            Arrival,
            school_id=school.id,
            enrolment_id=mark.enrolment_id,
            slot=SLOT,
            arrived_at=arrived,
            minutes_late=minutes,
            code=mark.code,
            reason=rng.choice(_LATE),
            came_with=rng.choice(_WITH),
            recorded_at=arrived,
            recorded_by_id=office,
        )


def _openings(school: School) -> dict[int | None, dt.time]:
    rows = SessionTime.objects.using(OWNER).filter(
        school_id=school.id, session=0, is_exception=False, starts_on__lte=YESTERDAY
    )
    return {row.group_id: row.opens for row in rows.order_by("starts_on")}


def _groups(enrolment_ids: object) -> dict[int, int | None]:
    rows = Placement.objects.using(OWNER).on(YESTERDAY)
    return dict(
        rows.filter(enrolment__in=enrolment_ids).values_list("enrolment_id", "group_id")
    )


def _add_departures(book: Book, school: School, staff: Staff, rng: Random) -> None:
    """Let some who were present all day leave early, each with an adult who may collect."""
    day = Mark.objects.using(OWNER).filter(school_id=school.id)
    here = set(
        day.filter(slot=SLOT, code="/").values_list("enrolment_id", flat=True)
    ) & set(day.filter(slot=SLOT + 1, code="\\").values_list("enrolment_id", flat=True))
    contacts = list(
        Contact.objects.using(OWNER)
        .filter(
            school_id=school.id,
            may_collect=True,
            restriction="",
            ends_on=None,
            pupil__enrolments__in=here,
        )
        .order_by("pk")
        .values_list("pupil__enrolments__pk", "adult_id")
    )
    chosen = dict(rng.sample(contacts, min(len(contacts), len(_LEFT))))
    office = staff.by_role[Role.OFFICE]
    for (enrolment, adult), (reason, left, back) in zip(
        chosen.items(), _LEFT, strict=False
    ):
        book.add(
            Departure,
            school_id=school.id,
            enrolment_id=enrolment,
            slot=SLOT + (left >= dt.time(13)),
            left_at=at_local(YESTERDAY, left),
            reason=reason,
            collected_by_id=adult,
            authorised_by_id=staff.by_role[Role.HEAD],
            returned_at=at_local(YESTERDAY, back) if back else None,
            returned_by_id=office if back else None,
            recorded_at=at_local(YESTERDAY, left),
            recorded_by_id=office,
        )


def _add_people(book: Book, school: School, office: int, rng: Random) -> None:
    """Sign in this morning's visitors, and most of the staff."""
    people = [
        (None, name, organisation, host, at)
        for name, organisation, host, at in _VISITORS
    ]
    staff = Membership.objects.using(OWNER).filter(
        body_id=school.id, role__in=[Role.TEACHER, Role.OFFICE, Role.HEAD], ends_on=None
    )
    people += [
        (row.pk, row.name, "", "", dt.time(7, rng.randrange(35, 60)))
        for row in staff.order_by("pk")
        if rng.random() < 0.9  # noqa: PLR2004 - the rest forgot
    ]
    for member, name, organisation, host, at in people:
        book.add(
            OnSite,
            school_id=school.id,
            member_id=member,
            name=name,
            organisation=organisation,
            host=host,
            arrived_at=at_local(TODAY, at),
            arrived_by_id=office,
        )
