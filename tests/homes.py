"""Homes on a Friday after the close: who is at the school, and how a home is asked for."""

import datetime as dt

from django.urls import reverse

from core.clock import at_local
from register.rules.entries import Entry
from register.services.marks import record_marks
from register.services.taking import take_register
from schools.models import Flag
from schools.rules.sessions import Session, Slot
from schools.states import Role
from tests.worlds import LONG_AGO, World

FRIDAY = dt.date(2026, 11, 20)
AM = Slot(FRIDAY, Session.AM)


def at(hour: int, minute: int) -> dt.datetime:
    return at_local(FRIDAY, dt.time(hour, minute))


def rename(world: World, last_name: str) -> None:
    for number, pupil in enumerate(world.pupils):
        pupil.last_name = f"{last_name}{number}"
        pupil.save()


def mark(world: World, codes: str, *, slot: Slot = AM, **details) -> None:
    entries = [
        Entry(enrolment_id=enrolment.pk, code=code, version=0, **details)
        for enrolment, code in zip(world.enrolments, codes, strict=False)
    ]
    now = at_local(slot.day, dt.time(9, 0))
    outcome = record_marks(
        school=world.school,
        slot=slot,
        entries=entries,
        by=world.by(Role.OFFICE),
        now=now,
    )
    assert outcome.is_clean


def hand_in(world: World, slot: Slot = AM) -> None:
    take_register(
        school=world.school,
        group=world.group,
        slot=slot,
        by=world.by(Role.OFFICE),
        now=at(8, 51),
    )


def home(client, world: World, role: Role, **query) -> str:
    world.scope()
    who = world.by(role)
    client.force_login(who.person)
    answer = client.get(
        reverse("school-home", kwargs={"school": world.school.slug}), query
    )
    assert answer.status_code == 200
    return answer.content.decode()


def flag(world: World, number: int, kind: str) -> None:
    Flag.objects.create(
        school=world.school, pupil=world.pupils[number], kind=kind, starts_on=LONG_AGO
    )
