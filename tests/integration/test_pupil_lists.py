"""The list of pupils and the search from anywhere."""

import datetime as dt
import re

import pytest
import time_machine
from django.db import connection
from django.urls import reverse

from core.clock import at_local
from schools.models import Adult, Contact, Enrolment, Flag, PhoneNumber, Placement
from schools.states import Role
from tests.worlds import World, make_pupil, make_world

pytestmark = pytest.mark.django_db

FRIDAY = dt.date(2026, 11, 20)
NOON = at_local(FRIDAY, dt.time(12, 0))


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def world() -> World:
    other = make_world()  # a second school, whose rows must never appear
    make_pupil(other.school, other.group, first_name="Bran", last_name="Stranger")
    world = make_world(pupils=0).scope()
    for first, last in (("Ada", "Frost"), ("Bran", "Frost"), ("Cleo", "Marsh")):
        pupil, enrolment = make_pupil(
            world.school, world.group, first_name=first, last_name=last
        )
        world.pupils.append(pupil)
        world.enrolments.append(enrolment)
    return world


def listed(client, world, role=Role.OFFICE, name="pupils", **query):
    client.force_login(world.by(role).person)
    response = client.get(reverse(name, kwargs={"school": world.school.slug}), query)
    world.scope()
    assert response.status_code == 200
    html = response.content.decode()
    return re.findall(r'rb-pupil__name" href="[^"]+">([^<]+)<', html)


def search(client, world, text, role=Role.TEACHER, **headers):
    client.force_login(world.by(role).person)
    address = reverse("search", kwargs={"school": world.school.slug})
    response = client.get(address, {"q": text}, headers=headers)
    world.scope()
    return response


EVERYONE = ["Frost, Ada", "Frost, Bran", "Marsh, Cleo"]


def test_the_list_is_the_roll_of_this_school_and_no_other(client, world):
    assert listed(client, world) == EVERYONE


def test_the_list_is_narrowed_by_name_class_and_year(client, world):
    Placement.objects.filter(enrolment=world.enrolments[2]).update(
        group=None, year_group=6
    )
    assert listed(client, world, q="fro") == EVERYONE[:2]
    assert listed(client, world, group=world.group.pk) == EVERYONE[:2]
    assert listed(client, world, year="6") == EVERYONE[2:]
    assert listed(client, world, only="no-register") == EVERYONE[2:]


def test_those_who_have_left_are_asked_for(client, world):
    enrolment = world.enrolments[0]
    Enrolment.objects.filter(pk=enrolment.pk).update(ends_on=dt.date(2026, 11, 1))
    assert listed(client, world) == EVERYONE[1:]
    assert listed(client, world, roll="left") == EVERYONE[:1]
    assert listed(client, world, roll="all") == EVERYONE


def test_pupils_with_too_few_contacts_are_listed(client, world):
    for index in range(2):
        adult = Adult.objects.create(
            school=world.school, first_name=f"Parent {index}", last_name="Frost"
        )
        PhoneNumber.objects.create(
            school=world.school, adult=adult, number=f"+44770090012{index}"
        )
        Contact.objects.create(
            school=world.school,
            pupil=world.pupils[0],
            adult=adult,
            relationship="Parent",
            starts_on=dt.date(2026, 9, 2),
        )
    assert listed(client, world, only="few-contacts") == EVERYONE[1:]
    Contact.objects.filter(adult__first_name="Parent 1").update(channels=["post"])
    assert listed(client, world, only="few-contacts") == EVERYONE


def test_a_flag_narrows_only_for_those_who_may_see_it(client, world):
    Flag.objects.create(
        school=world.school,
        pupil=world.pupils[1],
        kind="child_protection",
        starts_on=dt.date(2026, 9, 2),
    )
    flag = {"flag": "child_protection"}
    assert listed(client, world, Role.SAFEGUARDING, **flag) == EVERYONE[1:2]
    assert listed(client, world, Role.OFFICE, **flag) != EVERYONE[1:2]


@pytest.mark.parametrize("text", ["fros", "ROS", "a frost", "4b"])
def test_search_finds_by_any_part_of_a_name_or_class(client, world, text):
    html = search(client, world, text).content.decode()
    assert "Frost, Ada" in html
    assert "Stranger" not in html


def test_enter_opens_the_only_one_who_is_found(client, world):
    response = search(client, world, "cleo")
    assert response.status_code == 302
    assert response.url.endswith(f"/pupils/{world.pupils[2].pk}/")


def test_search_finds_by_upn(client, world):
    with connection.cursor() as cursor:
        cursor.execute(
            "select schools_renumber(%s, 'H801200001001', %s)",
            [world.pupils[0].identity_id, FRIDAY],
        )
    response = search(client, world, "H801200001001", Role.OFFICE)
    assert response.url.endswith(f"/pupils/{world.pupils[0].pk}/")


def test_a_script_gets_options_and_the_address_answers_both(client, world):
    response = search(client, world, "frost", **{"HX-Request": "true"})
    html = response.content.decode()
    assert "<html" not in html
    assert html.count('role="option"') == 3  # two pupils, and all results
    assert "HX-Request" in response["Vary"]


def test_a_search_for_nothing_and_one_that_finds_nobody_say_what_to_do(client, world):
    assert "Type a part of a name" in search(client, world, "").content.decode()
    html = search(client, world, "%_'").content.decode()
    assert "No pupil of that name, UPN or class here." in html


def test_the_list_is_not_for_governors_nor_for_strangers(client, world):
    stranger = make_world().by(Role.HEAD).person
    world.scope()
    address = reverse("pupils", kwargs={"school": world.school.slug})
    client.force_login(world.by(Role.GOVERNOR).person)
    assert client.get(address).status_code == 403
    client.force_login(stranger)
    assert client.get(address).status_code == 404
