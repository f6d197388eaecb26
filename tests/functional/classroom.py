"""A class of thirty with long names, alerts and things known, for the register's tests."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from core.clock import at_local
from core.tenancy import set_scope
from register.models import Suggestion
from register.rules.entries import Entry
from register.services.marks import record_marks
from schools.models import GroupTeacher, Membership
from schools.rules.sessions import Session, Slot
from schools.selectors.calendar import calendar_of
from schools.states import Role
from tests.worlds import LONG_AGO, World, make_pupil, make_world

FRIDAY = dt.date(2026, 11, 20)
AM = Slot(FRIDAY, Session.AM)
OPEN = at_local(FRIDAY, dt.time(8, 57))
NAMES = """
    Abernathy Zara|Achterberg Wilhelmina|Adeyemi-Okonkwo Oluwaseun|Ahmed Zainab|Baker Tom
    Begum Ruqayyah|Bright Lily-Mae|Chowdhury Mohammed-Ibrahim|Clarke Jo|Davies Ffion
    Dos-Santos Thiago|Evans Kit|Featherstonehaugh Montgomery|Gill Harpreet|Hussain Aisha
    Ivanova Anastasia|Jones Rhys|Kaur Simran|Kowalczyk Aleksandra|Lewandowska Zofia
    Malik Yusuf|Mbeki Thandiwe|Nguyen Anh|O'Brien Saoirse|Okafor Chidiebere|Patel Dev
    Rahman Sumaiya|Singh Arjun|Vandenberghe Maximilian|Zielinski Kacper
"""
_PAST = {3: "//L/N/////", 7: "II//////NN", 12: "//////L/L/", 20: "V/////////"}


@dataclass
class Classroom:
    """A world whose group has its teacher, its past and what is known of today."""

    world: World
    teacher: Membership
    office: Membership
    slot: Slot = AM

    @property
    def address(self) -> dict[str, object]:
        """Return what names the register in an address."""
        return {
            "school": self.world.school.slug,
            "group": self.world.group.pk,
            "day": self.slot.day.isoformat(),
            "session": self.slot.session.label.lower(),
        }


def make_classroom(count: int = 30) -> Classroom:
    """Make and commit a class, and a second school that must not appear."""
    with transaction.atomic():
        make_world()
        world = make_world(pupils=0)
        set_scope([world.school.pk])
        names = [name.split(" ", 1) for name in NAMES.replace("\n", "|").split("|")]
        names = [
            pair for pair in (" ".join(n).split(maxsplit=1) for n in names) if pair
        ]
        for last, first in names[:count]:
            pupil, enrolment = make_pupil(
                world.school, world.group, first_name=first, last_name=last
            )
            world.pupils.append(pupil)
            world.enrolments.append(enrolment)
        classroom = Classroom(world, world.by(Role.TEACHER), world.by(Role.OFFICE))
        GroupTeacher.objects.create(
            school=world.school,
            group=world.group,
            membership=classroom.teacher,
            starts_on=LONG_AGO,
        )
        _remember(classroom)
    return classroom


def _remember(classroom: Classroom) -> None:
    world = classroom.world
    for place, (allergies, plan) in {4: ("Peanuts", ""), 17: ("", "EpiPen")}.items():
        if place < len(world.pupils):
            world.pupils[place].allergies = allergies
            world.pupils[place].care_plan = plan
            world.pupils[place].save()
    for place, code, source, words in (
        (7, "I", "parent", "Mother telephoned"),
        (15, "M", "appointment", "Dentist until ten"),
        (18, "V", "trip", "Museum visit"),
    ):
        if place < len(world.enrolments):
            Suggestion.objects.create(
                school=world.school,
                enrolment=world.enrolments[place],
                first_slot=AM.number,
                last_slot=AM.number,
                code=code,
                source=source,
                words=words,
                entered_at=at_local(FRIDAY, dt.time(8, 12)),
                entered_by=classroom.office,
            )
    for number, slot in enumerate(calendar_of(world.school).previous_sessions(AM, 10)):
        _take(classroom, number, slot)


def _take(classroom: Classroom, number: int, slot: Slot) -> None:
    """Take one of the registers before, with somebody away now and then."""
    present = "/" if slot.session is Session.AM else "\\"
    opens = dt.time(8, 55) if slot.session is Session.AM else dt.time(13, 5)
    codes = {place: past[number] for place, past in _PAST.items()}
    entries = [
        Entry(
            enrolment_id=enrolment.pk,
            code=codes.get(place, "/").replace("/", present),
            version=0,
        )
        for place, enrolment in enumerate(classroom.world.enrolments)
    ]
    outcome = record_marks(
        school=classroom.world.school,
        slot=slot,
        entries=entries,
        by=classroom.office,
        now=at_local(slot.day, opens),
    )
    assert outcome.is_clean, outcome.refused
