"""People who sign in: one account for each role, and a teacher for each group."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from django.contrib.auth.hashers import make_password

from attendance.demo import names
from attendance.demo.bodies import GROUPS_END, GROUPS_START, GroupKey, School
from attendance.demo.shape import PASSWORD
from attendance.demo.sheets import Book
from schools.models import GroupTeacher, Membership, Person
from schools.states import Role

HIRED_ON = dt.date(2021, 9, 1)
ACCOUNTS: tuple[tuple[str, Role, str], ...] = (
    ("office", Role.OFFICE, "School administrator"),
    ("officer", Role.OFFICER, "Attendance officer"),
    ("dsl", Role.SAFEGUARDING, "Designated safeguarding lead"),
    ("pastoral", Role.PASTORAL, "Pastoral lead"),
    ("head", Role.HEAD, "Headteacher"),
    ("governor", Role.GOVERNOR, "Governor for attendance"),
)
TITLES = {
    "primary": "Class teacher",
    "secondary": "Form tutor",
    "special": "Class lead",
}


@dataclass(slots=True)
class Staff:
    """The memberships of one school by role, and of its teachers by group."""

    by_role: dict[Role, int] = field(default_factory=dict)
    persons: dict[Role, int] = field(default_factory=dict)
    teachers: dict[GroupKey, int] = field(default_factory=dict)


class Hired(NamedTuple):
    """The numbers of a person and of their membership."""

    person: int
    membership: int


class Hiring:
    """Makes people with one password, whose hash is reckoned once."""

    def __init__(self, book: Book, rng: Random) -> None:
        self.book = book
        self.rng = rng
        # One salt, so that a fresh demonstration leaves its visitors signed in.
        self.password = make_password(PASSWORD, salt="of-the-demonstration")
        self._taken: set[str] = set()

    def hire(self, email: str, body: int, role: Role, position: str) -> Hired:
        """Note a person with one membership."""
        name = self._name()
        person = self.book.add(Person, email=email, name=name, password=self.password)
        membership = self.book.add(
            Membership,
            person_id=person,
            body_id=body,
            role=role,
            name=name,
            position=position,
            starts_on=HIRED_ON,
        )
        return Hired(person, membership)

    def _name(self) -> str:
        while True:
            is_woman = self.rng.random() < 0.7  # noqa: PLR2004 - about as in schools
            first = self.rng.choice(names.GIRLS if is_woman else names.BOYS)
            name = f"{first} {self.rng.choice(names.LAST)}"
            if name not in self._taken:
                self._taken.add(name)
                return name


def add_staff(
    book: Book, schools: list[School], bodies: dict[str, int], rng: Random
) -> dict[int, Staff]:
    """Note everybody who signs in; return staff by the number of school or trust."""
    hiring = Hiring(book, rng)
    nation = nation_id()
    hiring.hire(
        "admin@rollbook.example", nation, Role.ADMINISTRATOR, "Service administrator"
    )
    lead = hiring.hire(
        "lead@trust.example", bodies["trust"], Role.TRUST_LEAD, "Director of inclusion"
    )
    cme = hiring.hire(
        "cme@authority.example",
        bodies["authority"],
        Role.AUTHORITY_OFFICER,
        "Children missing education officer",
    )
    staff = {school.id: _staff_of(school, book, hiring) for school in schools}
    return staff | {
        bodies["trust"]: Staff({Role.HEAD: lead.membership}),
        bodies["authority"]: Staff({Role.HEAD: cme.membership}),
    }


def nation_id() -> int:
    """Return the number of the nation, which migrations have stored."""
    from schools.models import Body

    return Body.objects.using("owner").get(slug="england").pk


def _staff_of(school: School, book: Book, hiring: Hiring) -> Staff:
    staff = Staff()
    for account, role, position in ACCOUNTS:
        hired = hiring.hire(
            f"{account}@{school.shape.domain}", school.id, role, position
        )
        staff.by_role[role], staff.persons[role] = hired.membership, hired.person
    seats: dict[tuple[int, int], int] = {}
    for key, group in school.groups.items():
        year, year_group, form = key
        seat = (year_group, form)
        if seat not in seats:
            seats[seat] = _hire_teacher(school, year_group, form, hiring)
        staff.teachers[key] = seats[seat]
        book.add(
            GroupTeacher,
            school_id=school.id,
            group_id=group,
            membership_id=seats[seat],
            starts_on=GROUPS_START[year],
            ends_on=GROUPS_END[year],
        )
    return staff


def _hire_teacher(school: School, year_group: int, form: int, hiring: Hiring) -> int:
    name = school.shape.group_name(year_group, form)
    account = "teacher" if name == school.shape.teacher_group else f"teacher.{name}"
    hired = hiring.hire(
        f"{account}@{school.shape.domain}".lower(),
        school.id,
        Role.TEACHER,
        f"{TITLES[school.shape.phase]}, {name}",
    )
    return hired.membership
