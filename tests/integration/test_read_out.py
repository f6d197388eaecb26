"""A register that a colleague reads to the office over the telephone."""

from typing import Any

import pytest

from register.models import RegisterTaken
from schools.states import Role
from tests.mornings import mark
from tests.real_days import (
    AM,
    FRIDAY,
    at,
    codes,
    freeze_at,
    history,
    page,
    send,
    sign_in,
)
from tests.worlds import make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    other = make_world(group="Another school 9Z").scope()
    world: Any = make_world().scope()
    world.other = other
    return world


@pytest.fixture
def office(world, client, monkeypatch):
    freeze_at(monkeypatch, at(8, 58))
    return sign_in(client, world, Role.OFFICE)


def where(world):
    return {"group": world.group.pk, "day": FRIDAY.isoformat(), "session": "am"}


def typed(world, *codes_, **more):
    sent = {"act": "take", "read_by": "Mr Okafor, hall"}
    for row, code in zip(world.enrolments, codes_, strict=False):
        sent |= {f"version-{row.pk}": "0", f"code-{row.pk}": code}
    return sent | more


def test_who_called_and_who_typed_are_both_kept(world, office):
    assert "Read to me by" in page(office, world, "read-out", **where(world))
    shown = send(office, world, "read-out", typed(world, "/", "L", "N"), **where(world))
    assert "is handed in, read by Mr Okafor, hall." in shown
    assert "Handed in, read by Mr Okafor, hall" in shown
    assert codes(AM, world.enrolments) == "/ L N"
    clerk = world.by(Role.OFFICE)
    assert history(AM, world.enrolments[2]) == [("N", "", clerk.name, "Office staff")]
    taken = RegisterTaken.objects.get(school=world.school)
    assert (taken.taken_by, taken.read_by) == (clerk, "Mr Okafor, hall")
    day = page(office, world, "extract", group=world.group.pk, day=FRIDAY.isoformat())
    assert f"by {clerk}, read by Mr Okafor, hall" in day


def test_nobody_is_present_until_somebody_says_so(world, office):
    shown = send(office, world, "read-out", typed(world, "/"), **where(world))
    assert "2 pupils have no mark yet" in shown
    assert codes(AM, world.enrolments) == "/ - -"
    assert not RegisterTaken.objects.exists()
    rest = {f"version-{row.pk}": "0" for row in world.enrolments[1:]}
    sent = {"act": "rest", "read_by": "Mr Okafor"} | rest
    send(office, world, "read-out", sent, **where(world))
    assert codes(AM, world.enrolments) == "/ / /"
    assert RegisterTaken.objects.get().read_by == "Mr Okafor"


def test_a_mark_made_meanwhile_stands(world, office):
    mark(world, "N")
    shown = send(office, world, "read-out", typed(world, "/", "/", "/"), **where(world))
    assert "Somebody marked N meanwhile; it stands." in shown
    assert codes(AM, world.enrolments) == "N / /"


def test_who_reads_must_be_said(world, office):
    shown = send(
        office,
        world,
        "read-out",
        typed(world, "/", "/", "/", read_by=""),
        **where(world),
    )
    assert "Say who reads it to you." in shown
    assert codes(AM, world.enrolments) == "- - -"


def test_the_board_leads_there_and_teachers_do_not(world, office, client):
    shown = page(office, world, "board")
    assert "Read to me" in shown
    register = page(office, world, "register", **where(world))
    assert "/read-out/" in register
    sign_in(client, world, Role.TEACHER)
    page(client, world, "read-out", status=403, **where(world))
