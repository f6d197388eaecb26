"""What a page tells its script about the device, and what a device is told of a day."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError
from django.urls import reverse

from attendance.offline import Device, device_of
from core.clock import at_local
from register.models import Mark
from schools.states import Role
from tests.worlds import World, hire, make_world

FRIDAY = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _friday_morning() -> Iterator[None]:
    with time_machine.travel(at_local(FRIDAY, dt.time(8, 52)), tick=False):
        yield


@pytest.mark.django_db
def test_a_page_of_a_teacher_says_whose_it_is_and_where_registers_are_told(client):
    world = make_world().scope()
    teacher = hire(world.school, Role.TEACHER, group=world.group)
    client.force_login(teacher.person)
    page = client.get(_address(world, "register")).content.decode()
    told = reverse("register-device", kwargs={"school": world.school.slug})
    assert f'data-person="{teacher.person_id}"' in page
    assert f'data-device="{told}?group={world.group.pk}"' in page


def test_a_page_for_nobody_says_so_and_one_that_cannot_know_says_nothing(rf):
    request = rf.get("/")
    request.user = AnonymousUser()
    assert device_of(request) == Device(person="", url=None)
    assert device_of(rf.get("/")) == Device(person=None, url=None)

    class Failing:
        @property
        def is_authenticated(self) -> bool:
            raise DatabaseError

    request.user = Failing()
    assert device_of(request) == Device(person=None, url=None)


@pytest.mark.django_db
def test_a_device_is_told_own_groups_and_the_one_in_front_and_of_no_other_school(
    client,
):
    other = make_world(group="9Z")
    world = make_world(pupils=2).scope()
    stand_in = hire(world.school, Role.OFFICE)
    client.force_login(stand_in.person)
    url = reverse("register-device", kwargs={"school": world.school.slug})
    assert client.get(url).json()["registers"] == []
    told = client.get(url, {"group": world.group.pk}).json()
    assert (told["person"], told["day"]) == (stand_in.person_id, FRIDAY.isoformat())
    assert client.get(url, {"group": other.group.pk}).json()["registers"] == []
    assert [register["name"] for register in told["registers"]] == [
        f"{world.group.name}, Fri 20 Nov AM",
        f"{world.group.name}, Fri 20 Nov PM",
    ]
    html = "".join(register["html"] for register in told["registers"])
    assert world.pupils[0].last_name in html
    assert "csrf" not in html


@pytest.mark.django_db
def test_a_device_whose_sign_in_has_ended_is_answered_401(client):
    world = make_world()
    url = reverse("register-device", kwargs={"school": world.school.slug})
    assert client.get(url, headers={"Accept": "application/json"}).status_code == 401


@pytest.mark.django_db
def test_what_waits_for_one_person_is_not_entered_by_another(client):
    world = make_world().scope()
    teacher = hire(world.school, Role.TEACHER, group=world.group)
    colleague = hire(world.school, Role.TEACHER, group=world.group)
    client.force_login(colleague.person)
    mark = {"id": "a", "enrolment": world.enrolments[0].pk, "code": "/", "version": 0}
    answer = client.post(
        _address(world, "register-marks"),
        {"person": teacher.person_id, "items": [mark]},
        content_type="application/json",
    )
    assert answer.status_code == 403
    assert "another person" in answer.json()["say"]
    world.scope()
    assert not Mark.objects.exists()


def _address(world: World, name: str) -> str:
    return reverse(
        name,
        kwargs={
            "school": world.school.slug,
            "group": world.group.pk,
            "day": FRIDAY.isoformat(),
            "session": "am",
        },
    )
