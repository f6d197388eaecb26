"""Pupils for other programs: the same people, the same permissions as the pages."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from core.clock import at_local
from schools.models import AccessLog, Adult, Contact, Flag, PhoneNumber, StaffRelative
from schools.states import Role
from tests.worlds import World, make_world

pytestmark = pytest.mark.django_db

NOON = at_local(dt.date(2026, 11, 20), dt.time(12, 0))


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def world() -> World:
    make_world()  # a second school, whose rows must never appear
    world = make_world().scope()
    adult = Adult.objects.create(
        school=world.school, first_name="Joan", last_name="Marsh"
    )
    PhoneNumber.objects.create(school=world.school, adult=adult, number="+447700900123")
    since = {"school": world.school, "starts_on": dt.date(2026, 9, 2)}
    pupil = world.pupils[0]
    Contact.objects.create(pupil=pupil, adult=adult, relationship="Mother", **since)
    Flag.objects.create(pupil=pupil, kind="child_protection", **since)
    Flag.objects.create(pupil=pupil, kind="young_carer", **since)
    return world


def get(client, world, role=Role.OFFICE, pupil=None, **query):
    client.force_login(world.by(role).person)
    kwargs = {"school": world.school.slug}
    if pupil:
        kwargs["pupil"] = pupil.pk
    address = reverse("api-pupil" if pupil else "api-pupils", kwargs=kwargs)
    response = client.get(address, query)
    world.scope()
    return response


def test_the_list_has_the_roll_of_this_school_a_page_at_a_time(client, world):
    answer = get(client, world, limit=2).json()
    assert answer["count"] == 3
    assert [row["id"] for row in answer["results"]] == [
        pupil.pk for pupil in world.pupils[:2]
    ]
    assert answer["results"][0]["group_name"] == "4B"


def test_the_list_is_narrowed_by_the_filters_of_the_page(client, world):
    answer = get(client, world, flag="young_carer").json()
    assert [row["id"] for row in answer["results"]] == [world.pupils[0].pk]
    assert get(client, world, flag="child_protection").status_code == 400


def test_a_record_tells_what_the_reader_may_see(client, world):
    pupil = world.pupils[0]
    office = get(client, world, pupil=pupil).json()
    assert [row["kind"] for row in office["flags"]] == ["young_carer"]
    assert office["contacts"][0]["numbers"] == ["+447700900123"]
    assert office["enrolments"][0]["first_day"] == "2026-09-02"
    lead = get(client, world, Role.SAFEGUARDING, pupil).json()
    assert len(lead["flags"]) == 2
    teacher = get(client, world, Role.TEACHER, pupil).json()
    assert (teacher["flags"], teacher["contacts"], teacher["upn"]) == ([], None, None)
    assert AccessLog.objects.filter(page="api").count() == 3


def test_a_number_that_may_not_be_used_is_not_told(client, world):
    Contact.objects.update(channels=["post"])
    record = get(client, world, pupil=world.pupils[0]).json()
    assert record["contacts"][0]["numbers"] == []


def test_a_relative_gets_no_casework(client, world):
    pupil = world.pupils[0]
    StaffRelative.objects.create(
        school=world.school,
        person=world.by(Role.OFFICE).person,
        pupil=pupil,
        relation="Niece",
    )
    record = get(client, world, pupil=pupil).json()
    assert (record["flags"], record["contacts"], record["upn"]) == ([], None, None)


def test_a_governor_is_refused_and_a_stranger_finds_nothing(client, world):
    assert get(client, world, Role.GOVERNOR).status_code == 403
    stranger = make_world().by(Role.HEAD).person
    world.scope()
    client.force_login(stranger)
    for name, more in (
        ("api-pupils", {}),
        ("api-pupil", {"pupil": world.pupils[0].pk}),
    ):
        address = reverse(name, kwargs={"school": world.school.slug, **more})
        assert client.get(address).status_code == 404
