"""Training, policies, duties, contact points, checks of contacts and times of the day."""

from __future__ import annotations

import datetime as dt
from random import Random

from attendance.demo.bodies import School
from attendance.demo.children import Stay
from attendance.demo.shape import STARTS_AT
from attendance.demo.sheets import Book
from attendance.demo.staff import Staff
from core.clock import at_local
from core.periods import add_years
from schools.codes.duties import SHIPPED_DUTIES
from schools.models import ContactCheck, ContactPoint, Duty, Policy, Training
from schools.states import Role

_TODAY = STARTS_AT.date()
_COURSES = (
    ("Attendance codes and registers", "Eastmarch Council", 1),
    ("Working together on attendance", "Trust inclusion team", 1),
    ("Safeguarding refresher", "Designated safeguarding lead", 1),
)
_POINTS = (
    (
        "Children missing education",
        "Referrals and tracing",
        "0113 496 0410",
        "cme@authority.example",
        "Mon to Fri, 9 to 5",
        dt.date(2026, 9, 7),
    ),
    (
        "Attendance helpline",
        "Codes, notices, returns",
        "0113 496 0411",
        "attendance@authority.example",
        "Mon to Thu, 8.30 to 4.30; Fri to 4",
        dt.date(2025, 9, 8),
    ),
    (
        "Family front door",
        "Worries about a child, early help",
        "0113 496 0412",
        "frontdoor@authority.example",
        "Mon to Fri, 8.30 to 5; duty team at night",
        dt.date(2026, 7, 2),
    ),
)
_INCLUSION = (
    "Inclusion team",
    "Cases that need more than the school",
    "0113 496 0420",
    "inclusion@trust.example",
    "Mon to Fri, 9 to 4",
    dt.date(2026, 9, 14),
)
_WELFARE = (
    "Education welfare officer",
    "Home visits, advice on notices",
    "0113 496 0430",
    "welfare@authority.example",
    "Tue and Thu mornings in school",
    dt.date(2026, 9, 3),
)
_OF_A_TRUST = ("Trust or cluster attendance lead", "Governing body or academy council")
_CHANGES = (
    "New codes of August 2024; ten sessions in ten school weeks; who decides leave."
)
_TEXT = (
    "Every child is in school on every day that the school is open.\n"
    "Registers are taken at the start of each session and close after thirty minutes.\n"
    "Families tell us of an absence before the morning register.\n"
    "Leave in term time is granted for exceptional reasons only, by the headteacher.\n"
    "This policy is read by new families and looked at again as below."
)


def add_papers(
    book: Book,
    schools: list[School],
    staff: dict[int, Staff],
    bodies: dict[str, int],
    stays: list[Stay],
) -> None:
    """Note what bodies have agreed in words, and who was trained and asked."""
    rng = Random(bodies["trust"])  # noqa: S311 - the same demonstration every time
    by = {number: members.by_role[Role.HEAD] for number, members in staff.items()}
    trust, authority = bodies["trust"], bodies["authority"]
    _policy(book, trust, by[trust], "Trust attendance policy", dt.date(2024, 9, 2), 3)
    _policy(
        book, authority, by[authority], "Children missing education", _ago(months=4), 1
    )
    for point in _POINTS:
        _point(book, authority, by[authority], point)
    _point(book, trust, by[trust], _INCLUSION)
    for body in (trust, authority):
        _duties(book, body, by[body], _OF_A_TRUST)
    for place, school in enumerate(schools):
        head = by[school.id]
        adopted = (_ago(months=11), _ago(months=14), _ago(months=20))[place % 3]
        _policy(book, school.id, head, "Attendance policy", adopted, 1 + place)
        _duties(book, school.id, head, tuple(SHIPPED_DUTIES))
        _point(book, school.id, head, _WELFARE)
        _training(book, school, staff[school.id], rng)
    _checks(book, staff, stays, rng)


def _at(day: dt.date, hour: int) -> dt.datetime:
    return at_local(day, dt.time(hour))


def _ago(*, months: int) -> dt.date:
    years, months = divmod(months, 12)
    return add_years(_TODAY, -years) - dt.timedelta(days=30 * months)


def _policy(
    book: Book, body: int, by: int, title: str, adopted: dt.date, years: int
) -> None:
    before = add_years(adopted, -years)
    for first, last in ((before, adopted), (adopted, None)):
        book.add(
            Policy,
            body_id=body,
            title=title,
            version=f"{first:%Y.%m}",
            approved_by=f"Meeting of {first.day} {first:%B %Y}, minute 9",
            approved_on=first,
            review_on=add_years(first, years),
            text=_TEXT if last is None else "",
            changes=_CHANGES if last is None else "",
            starts_on=first,
            ends_on=last,
            recorded_at=_at(first, 11),
            recorded_by_id=by,
        )


def _point(
    book: Book, body: int, by: int, point: tuple[str, str, str, str, str, dt.date]
) -> None:
    name, purpose, telephone, email, hours, checked_on = point
    book.add(
        ContactPoint,
        body_id=body,
        name=name,
        purpose=purpose,
        telephone=telephone,
        email=email,
        hours=hours,
        checked_on=checked_on,
        starts_on=dt.date(2024, 9, 2),
        recorded_at=_at(checked_on, 10),
        recorded_by_id=by,
    )


def _duties(book: Book, body: int, by: int, roles: tuple[str, ...]) -> None:
    for who in roles:
        for order, words in enumerate(SHIPPED_DUTIES[who], start=1):
            book.add(
                Duty,
                body_id=body,
                who=who,
                words=words,
                order=order,
                starts_on=dt.date(2026, 9, 1),
                recorded_at=_at(dt.date(2026, 9, 1), 9),
                recorded_by_id=by,
            )


def _training(book: Book, school: School, members: Staff, rng: Random) -> None:
    head = members.by_role[Role.HEAD]
    everyone = [
        *(row for role, row in members.by_role.items() if role is not Role.GOVERNOR),
        *sorted(set(members.teachers.values())),
    ]
    for member in everyone:
        for course, provider, years in _COURSES:
            done_on = _TODAY - dt.timedelta(days=rng.randint(20, 380))
            if rng.random() < 0.15:  # noqa: PLR2004 - some have missed a course
                continue
            book.add(
                Training,
                school_id=school.id,
                member_id=member,
                course=course,
                provider=provider,
                done_on=done_on,
                due_again_on=add_years(done_on, years),
                recorded_at=_at(done_on, 16),
                recorded_by_id=head,
            )


def _checks(
    book: Book, staff: dict[int, Staff], stays: list[Stay], rng: Random
) -> None:
    for stay in stays:
        if not stay.is_current or rng.random() < 0.08:  # noqa: PLR2004 - not reached
            continue
        days = rng.randint(10, 300) if rng.random() < 0.94 else rng.randint(370, 500)  # noqa: PLR2004
        checked_on = max(_TODAY - dt.timedelta(days=days), stay.starts_on)
        book.add(
            ContactCheck,
            school_id=stay.school.id,
            pupil_id=stay.pupil,
            checked_on=checked_on,
            checked_with=rng.choice(
                ("Mother, by telephone", "Father, at the desk", "Data sheet, returned")
            ),
            words=rng.choice(("", "", "", "New mobile number", "New address")),
            recorded_at=_at(checked_on, 15),
            recorded_by_id=staff[stay.school.id].by_role[Role.OFFICE],
        )
