"""Which entry of the frame says where one is."""

import re

import pytest
from django.urls import reverse

from core import clock
from schools.states import Role
from tests.mornings import at, mark
from tests.worlds import hire, make_world

pytestmark = pytest.mark.django_db
HERE = re.compile(r'<a[^>]*aria-current="page"[^>]*>\s*([^<]+?)\s*</a>')
AM = {"day": "2026-11-20", "session": "am"}


@pytest.fixture(autouse=True)
def at_ten(monkeypatch):
    offset = at(10, 0) - clock.real_now()
    monkeypatch.setattr(clock, "demo_offset", lambda: offset)


@pytest.mark.parametrize(
    ("role", "name", "of", "here"),
    [
        (Role.OFFICE, "school-home", {}, ["Home"]),
        (Role.OFFICE, "board", {}, ["Registers"]),
        (Role.OFFICE, "register", {"group": ..., **AM}, ["Registers"]),
        (Role.OFFICE, "ledger", {"group": ..., **AM}, ["Registers"]),
        (Role.OFFICE, "mark-history", {"enrolment": ..., **AM}, ["Registers"]),
        (Role.OFFICE, "amendments", {}, ["Registers"]),
        (Role.OFFICE, "pupil-amendments", {"pupil": ...}, ["Pupils"]),
        (Role.TEACHER, "school-home", {}, ["Home"]),
        (Role.TEACHER, "tracker", {}, ["My class"]),
        (Role.TEACHER, "register", {"group": ..., **AM}, []),
        (Role.TEACHER, "mark-history", {"enrolment": ..., **AM}, []),
    ],
)
def test_the_frame_says_where_one_is(client, role, name, of, here):
    make_world()
    world = make_world().scope()
    world.staff[Role.TEACHER] = hire(world.school, Role.TEACHER, group=world.group)
    mark(world, "N", "/", "L")
    client.force_login(world.by(role).person)
    theirs = {
        "group": world.group.pk,
        "enrolment": world.enrolments[0].pk,
        "pupil": world.pupils[0].pk,
    }
    kwargs = {key: theirs.get(key, value) for key, value in of.items()}
    page = client.get(reverse(name, kwargs={"school": world.school.slug, **kwargs}))
    assert page.status_code == 200
    assert HERE.findall(page.content.decode()) == here
