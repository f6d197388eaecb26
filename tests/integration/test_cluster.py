"""Somebody who leads on attendance at several schools reviews them on one page."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from core.clock import at_local
from core.tenancy import set_scope
from register.rules.entries import Entry
from register.services.marks import record_marks
from schools.rules.sessions import Session, Slot
from schools.states import Role
from tests.worlds import World, hire, make_pupil, make_world

pytestmark = pytest.mark.django_db
OK, NOT_FOUND = 200, 404
FRIDAY = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def moment(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at_local(FRIDAY, dt.time(15)))


def absent(name: str) -> World:
    world = make_world(pupils=0)
    pupil, enrolment = make_pupil(world.school, world.group, last_name=name)
    world.pupils.append(pupil)
    record_marks(
        school=world.school,
        slot=Slot(FRIDAY, Session.AM),
        entries=[Entry(enrolment_id=enrolment.pk, code="N", version=0)],
        by=world.by(Role.OFFICE),
        now=at_local(FRIDAY, dt.time(8, 55)),
    )
    return world


def test_the_lists_of_each_of_my_schools_and_of_no_other(client: Client):
    mine, also_mine, other = absent("Near"), absent("Further"), absent("Elsewhere")
    set_scope([mine.school.pk, also_mine.school.pk, other.school.pk])
    officer = hire(mine.school, Role.OFFICER)
    hire(also_mine.school, Role.OFFICER, person=officer.person)
    client.force_login(officer.person)
    page = client.get(reverse("my-schools")).content.decode()
    assert "Near, Ada" in page
    assert "Further, Ada" in page
    assert "Elsewhere" not in page
    home = client.get(reverse("school-home", kwargs={"school": mine.school.slug}))
    assert "Weekly review of my schools" in home.content.decode()
    assert "Further, Ada" not in home.content.decode()


def test_whoever_has_one_school_has_its_home_and_no_such_page(client: Client):
    world = absent("Near")
    client.force_login(world.by(Role.OFFICER).person)
    assert client.get(reverse("my-schools")).status_code == NOT_FOUND
