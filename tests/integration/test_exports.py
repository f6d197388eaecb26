"""Pupils and the marks of a class are taken out as files; nothing in them is a formula."""

import datetime as dt
import io

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from core.clock import at_local
from register.rules.entries import Entry
from register.services.marks import record_marks
from schools.models import AccessLog, Pupil
from schools.rules.sessions import Session, Slot
from schools.states import Role
from tests.worlds import World, make_world

pytestmark = pytest.mark.django_db
OK, REFUSED, NOT_FOUND = 200, 403, 404
FRIDAY = dt.date(2026, 11, 20)


@pytest.fixture
def world() -> World:
    make_world(group="Other")
    world = make_world()
    Pupil.objects.filter(pk=world.pupils[0].pk).update(last_name="=1+1")
    record_marks(
        school=world.school,
        slot=Slot(FRIDAY, Session.AM),
        entries=[
            Entry(enrolment_id=row.pk, code=code, version=0)
            for row, code in zip(world.enrolments, "/NI", strict=True)
        ],
        by=world.by(Role.OFFICE),
        now=at_local(FRIDAY, dt.time(8, 55)),
    )
    return world.scope()


@pytest.fixture
def office(client: Client, world: World) -> Client:
    client.force_login(world.by(Role.OFFICE).person)
    return client


def address(world: World) -> str:
    return reverse("exports", kwargs={"school": world.school.slug})


def test_pupils_are_taken_out_without_their_upn_unless_asked_and_that_is_logged(
    office, world
):
    asked = {"what": "pupils", "pupils-kind": "csv"}
    answer = office.get(address(world), asked)
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert "UPN" not in lines[0]
    assert len(lines) == 4
    assert "'=1+1" in answer.content.decode()
    world.scope()
    assert AccessLog.objects.filter(page="export").count() == 3
    with_upn = office.get(address(world), asked | {"pupils-with_upn": "on"})
    assert "UPN" in with_upn.content.decode("utf-8-sig").splitlines()[0]


def test_the_marks_of_a_class_are_a_workbook_with_a_column_for_each_session(
    office, world
):
    answer = office.get(
        address(world),
        {
            "what": "marks",
            "marks-group": world.group.pk,
            "marks-first": "2026-11-19",
            "marks-last": "2026-11-20",
            "marks-kind": "xlsx",
        },
    )
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][3:] == [
        "2026-11-19 AM",
        "2026-11-19 PM",
        "2026-11-20 AM",
        "2026-11-20 PM",
    ]
    assert sorted(str(row[5]) for row in rows[1:]) == ["/", "I", "N"]
    names = {row[1].value: row[1].data_type for row in sheet.iter_rows(min_row=2)}
    assert names["=1+1"] == "s"


def test_another_school_s_class_cannot_be_chosen(office, world):
    other = make_world()
    world.scope()
    answer = office.get(
        address(world),
        {
            "what": "marks",
            "marks-group": other.group.pk,
            "marks-first": "2026-11-19",
            "marks-last": "2026-11-20",
            "marks-kind": "csv",
        },
    )
    assert "text/html" in answer["Content-Type"]


def test_teachers_take_nothing_out_and_strangers_find_no_page(client, world):
    client.force_login(world.by(Role.TEACHER).person)
    assert client.get(address(world)).status_code == REFUSED
    other = make_world().scope()
    client.force_login(other.by(Role.HEAD).person)
    assert client.get(address(world)).status_code == NOT_FOUND
