"""How registers are taken: the page follows the school's settings and the reader's role."""

import datetime as dt

import pytest

from register.models import Mark
from schools.models import SessionTime
from schools.states import Role
from tests.real_days import add_class, at, freeze_at, page
from tests.worlds import LONG_AGO, hire, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch):
    make_world(group="Another school 9Z").scope()
    world = make_world().scope()
    freeze_at(monkeypatch, at(8, 30))
    return world


def test_a_teacher_reads_times_codes_and_steps_of_their_own_class(world, client):
    add_class(world, "5A")
    teacher = hire(world.school, Role.TEACHER, group=world.group)
    SessionTime.objects.create(
        school=world.school,
        group=world.group,
        session=0,
        opens=dt.time(8, 40),
        closes=dt.time(9, 5),
        ends=dt.time(12),
        starts_on=LONG_AGO,
    )
    client.force_login(teacher.person)
    shown = page(client, world, "how")
    assert "<td>08:40</td><td>09:05</td>" in shown
    assert "5A" not in shown
    assert "9Z" not in shown
    assert "within five school days" in shown
    assert "Reason not yet known" in shown
    assert "Illness" not in shown
    assert "Both versions are kept." in shown
    assert not Mark.objects.exists()


def test_the_office_reads_every_class_and_more_codes(world, client):
    client.force_login(world.by(Role.OFFICE).person)
    shown = page(client, world, "how")
    assert world.group.name in shown
    assert "Illness" in shown
    assert "a few words on what it is" in shown


def test_a_governor_takes_no_registers(world, client):
    client.force_login(world.by(Role.GOVERNOR).person)
    page(client, world, "how", status=403)
