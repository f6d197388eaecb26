"""Makes small schools for tests: a body, its days and times, people, pupils, groups."""

import datetime as dt
import itertools
from dataclasses import dataclass, field

from django.db import connection

from core.tenancy import set_scope
from schools.models import (
    Affiliation,
    Body,
    Enrolment,
    GroupTeacher,
    HalfTerm,
    Membership,
    Person,
    Placement,
    Pupil,
    RegistrationGroup,
    SessionTime,
)
from schools.states import BodyKind, Role

_numbers = itertools.count(1)
YEAR_STARTS_ON = dt.date(2026, 9, 2)
LONG_AGO = dt.date(2020, 9, 1)
PASSWORD = "a long enough password"


@dataclass
class World:
    """A school and what belongs to it; `scope()` makes it the one in scope."""

    school: Body
    group: RegistrationGroup
    pupils: list[Pupil]
    enrolments: list[Enrolment]
    staff: dict[Role, Membership] = field(default_factory=dict)

    def scope(self) -> "World":
        """Let the rest of the transaction see this school."""
        set_scope([self.school.pk])
        return self

    def by(self, role: Role) -> Membership:
        """Return somebody of a role at the school, hired when first asked for."""
        if role not in self.staff:
            self.staff[role] = hire(self.school, role)
        return self.staff[role]


def make_world(*, pupils: int = 3, group: str = "4B") -> World:
    """Make a school with one group; its half terms are those of 2026/27 and 2025/26."""
    school = make_school()
    registration_group = RegistrationGroup.objects.create(
        school=school, name=group, starts_on=YEAR_STARTS_ON
    )
    made = [make_pupil(school, registration_group) for _ in range(pupils)]
    return World(
        school=school,
        group=registration_group,
        pupils=[pupil for pupil, _ in made],
        enrolments=[enrolment for _, enrolment in made],
    )


def make_school(name: str = "") -> Body:
    """Make an open school with a calendar and the times 08:50-09:20 and 13:00-13:30."""
    number = next(_numbers)
    school = Body.objects.create(
        kind=BodyKind.SCHOOL,
        name=name or f"Test School {number}",
        slug=f"test-school-{number}",
        phase=Body.Phase.PRIMARY,
    )
    set_scope([school.pk])
    for first_year in (2025, 2026):
        add_half_terms(school, first_year)
    for session, opens, closes, ends in (
        (0, dt.time(8, 50), dt.time(9, 20), dt.time(12)),
        (1, dt.time(13), dt.time(13, 30), dt.time(15, 15)),
    ):
        SessionTime.objects.create(
            school=school,
            session=session,
            opens=opens,
            closes=closes,
            ends=ends,
            starts_on=LONG_AGO,
        )
    return school


def make_pupil(
    school: Body,
    group: RegistrationGroup | None = None,
    *,
    born_on: dt.date = dt.date(2017, 10, 3),
    starts_on: dt.date = YEAR_STARTS_ON,
    first_name: str = "Ada",
    last_name: str = "",
) -> tuple[Pupil, Enrolment]:
    """Put a child on the roll, in a group or in none."""
    number = next(_numbers)
    with connection.cursor() as cursor:
        cursor.execute("select schools_identity_for(null, %s)", [starts_on])
        (identity,) = cursor.fetchone()
    pupil = Pupil.objects.create(
        school=school,
        identity_id=identity,
        admission_number=f"A{number}",
        first_name=first_name,
        last_name=last_name or f"Pupil{number:05d}",
        date_of_birth=born_on,
        sex=Pupil.Sex.FEMALE,
    )
    enrolment = Enrolment.objects.create(
        school=school, pupil=pupil, starts_on=starts_on
    )
    Placement.objects.create(
        school=school,
        enrolment=enrolment,
        group=group,
        year_group=4,
        starts_on=starts_on,
    )
    return pupil, enrolment


def hire(
    body: Body,
    role: Role,
    *,
    group: RegistrationGroup | None = None,
    person: Person | None = None,
) -> Membership:
    """Give somebody a role at a body, and a group to take the register of."""
    number = next(_numbers)
    if person is None:
        person = Person.objects.create_user(
            f"person{number}@test.example", PASSWORD, name=f"Person {number}"
        )
    membership = Membership.objects.create(
        person=person,
        body=body,
        role=role,
        name=person.name,
        position=role.label,
        starts_on=LONG_AGO,
    )
    if group is not None:
        GroupTeacher.objects.create(
            school=body, group=group, membership=membership, starts_on=LONG_AGO
        )
    return membership


def make_trust(*schools: Body) -> Body:
    """Put schools under one trust."""
    number = next(_numbers)
    trust = Body.objects.create(
        kind=BodyKind.TRUST, name=f"Test Trust {number}", slug=f"test-trust-{number}"
    )
    for school in schools:
        Affiliation.objects.create(
            school=school, parent=trust, kind=BodyKind.TRUST, starts_on=LONG_AGO
        )
    return trust


def add_half_terms(school: Body, year: int) -> None:
    """Add six half terms in the pattern of 2026/27, to the day of the month."""
    spans = [
        ("autumn", 1, (year, 9, 2), (year, 10, 24)),
        ("autumn", 2, (year, 11, 2), (year, 12, 19)),
        ("spring", 1, (year + 1, 1, 4), (year + 1, 2, 13)),
        ("spring", 2, (year + 1, 2, 22), (year + 1, 3, 26)),
        ("summer", 1, (year + 1, 4, 12), (year + 1, 5, 29)),
        ("summer", 2, (year + 1, 6, 7), (year + 1, 7, 22)),
    ]
    for term, half, first, after_last in spans:
        HalfTerm.objects.create(
            school=school,
            term=term,
            half=half,
            starts_on=dt.date(*first),
            ends_on=dt.date(*after_last),
        )
