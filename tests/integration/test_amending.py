"""Amending marks, and the amendments of a day: who, what and why."""

import datetime as dt

import pytest

from core import clock
from register.models import Mark, MarkDetail
from register.rules.entries import Entry
from register.services.marks import record_marks
from register.services.taking import take_register
from schools.models import StaffRelative
from schools.rules.sessions import Session, Slot
from schools.states import Role
from tests.ledgers import AM, AMENDED, address, at, mark, shown
from tests.worlds import World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_ten(monkeypatch):
    offset = at(10, 0) - clock.real_now()
    monkeypatch.setattr(clock, "demo_offset", lambda: offset)


@pytest.fixture
def world() -> World:
    other = make_world(group="9Z").scope()
    mark(other, "N", "N", "N")
    mark(other, "I", version=1, role=Role.OFFICE, now=AMENDED, reason="Not of here")
    return make_world().scope()


@pytest.fixture
def amended(world) -> World:
    mark(world, "N", "/", "L")
    take_register(
        school=world.school,
        group=world.group,
        slot=AM,
        by=world.by(Role.TEACHER),
        now=at(8, 56),
    )
    mark(world, "I", version=1, role=Role.OFFICE, now=AMENDED, reason="Mother: a cold")
    return world


@pytest.fixture
def office(client, world):
    client.force_login(world.by(Role.OFFICE).person)
    return client


# The amendments of a day -----------------------------------------------------


def test_the_amendments_of_a_day_say_who_what_and_why(office, amended):
    page = shown(office, amended, "amendments")
    assert "Mother: a cold" in page
    assert amended.by(Role.OFFICE).name in page
    assert "Not of here" not in page


def test_a_correction_while_the_register_was_open_is_shown_on_demand(office, world):
    mark(world, "N")
    mark(world, "/", version=1, now=at(8, 58))
    assert "No mark was amended." in shown(office, world, "amendments")
    page = shown(office, world, "amendments", corrections="1")
    assert "Corrected while the register was open" in page


def test_a_change_is_listed_on_the_day_when_it_was_made(office, world):
    thursday = dt.date(2026, 11, 19)
    slot = Slot(thursday, Session.AM)
    enrolment = world.enrolments[0].pk
    for version, code, moment, reason in (
        (0, "N", at(8, 52, thursday), ""),
        (1, "I", AMENDED, "Letter of the parent"),
    ):
        record_marks(
            school=world.school,
            slot=slot,
            entries=[
                Entry(enrolment_id=enrolment, code=code, version=version, reason=reason)
            ],
            by=world.by(Role.OFFICE),
            now=moment,
        )
    words = "Letter of the parent"
    assert words in shown(office, world, "amendments", day="2026-11-20")
    assert words not in shown(office, world, "amendments", day="2026-11-19")
    of_sessions = {"day": "2026-11-19", "of": "sessions"}
    assert words in shown(office, world, "amendments", **of_sessions)


# Amending --------------------------------------------------------------------


def amend(client, world, **answers):
    typed = {"code": "I", "version": 1, "reason": "Father rang", **answers}
    return client.post(address(world, "amend"), typed)


def test_the_office_amends_a_mark_with_a_reason(office, world):
    mark(world, "N")
    answer = amend(office, world)
    assert answer.status_code == 302
    standing = Mark.objects.get()
    assert (standing.code, standing.by) == ("I", world.by(Role.OFFICE))
    assert MarkDetail.objects.get().reason == "Father rang"


def test_a_session_that_nobody_marked_is_marked_later(office, world):
    assert amend(office, world, version=0).status_code == 302
    assert Mark.objects.get().code == "I"


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"reason": ""}, "Enter reason."),
        ({"code": "B"}, "few words on what it is"),
        ({"code": "/", "minutes_late": 5}, "Minutes late go with L and U"),
        ({"code": "Q9"}, "Q9 may not be entered here"),
    ],
)
def test_an_amendment_that_lacks_something_says_what(office, world, answers, words):
    mark(world, "N")
    page = amend(office, world, **answers).content.decode()
    assert words in page
    assert Mark.objects.get().code == "N"


def test_n_is_not_entered_after_its_five_school_days(office, world, monkeypatch):
    monkeypatch.setattr(
        clock,
        "demo_offset",
        lambda: at(10, 0, dt.date(2026, 11, 30)) - clock.real_now(),
    )
    mark(world, "/")
    page = shown(office, world, "amend")
    assert "had to be established by Fri 27 Nov" in page
    refused = amend(office, world, code="N").content.decode()
    assert "N may not be entered here" in refused


def test_two_people_who_amend_one_mark_both_see_it(office, world):
    mark(world, "N")
    mark(world, "M", version=1, role=Role.HEAD, now=at(9, 50), reason="Dentist")
    page = amend(office, world).content.decode()
    assert "entered M" in page
    assert "You chose I" in page
    assert 'name="version" value="2"' in page
    assert amend(office, world, version=2).status_code == 302
    assert Mark.objects.get().code == "I"


def test_an_entry_is_taken_back_with_a_reason(office, world):
    mark(world, "N")
    assert amend(office, world, code="none").status_code == 302
    assert Mark.objects.get().code is None
    assert "Withdrawn" in shown(office, world, "mark-history")


def test_a_teacher_does_not_amend(client, world):
    mark(world, "N")
    client.force_login(world.by(Role.TEACHER).person)
    assert amend(client, world).status_code == 403


def test_staff_do_not_amend_the_marks_of_their_own_family(office, world):
    mark(world, "N")
    StaffRelative.objects.create(
        school=world.school,
        person=world.by(Role.OFFICE).person,
        pupil=world.pupils[0],
        relation="Niece",
    )
    assert amend(office, world).status_code == 403
