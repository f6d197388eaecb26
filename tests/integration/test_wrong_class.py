"""A register handed in for the wrong class: withdrawn, and the right one then taken."""

from typing import Any

import pytest
from django.urls import reverse

from core.periods import Period
from register.models import RegisterTaken
from register.presenters.printed import present_printed
from register.selectors.board import line_of
from register.selectors.printed import printed_facts
from schools.models import GroupTeacher
from schools.states import Role
from tests.real_days import (
    AM,
    FRIDAY,
    add_class,
    at,
    codes,
    freeze_at,
    history,
    page,
    send,
    sign_in,
)
from tests.worlds import LONG_AGO, hire, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    other = make_world(group="Another school 9Z").scope()
    world: Any = make_world().scope()
    world.other = other
    world.right = add_class(world, "4C")
    world.teacher = hire(world.school, Role.TEACHER, group=world.group)
    GroupTeacher.objects.create(
        school=world.school,
        group=world.right,
        membership=world.teacher,
        starts_on=LONG_AGO,
    )
    return world


def where(world, group):
    return {"group": group.pk, "day": FRIDAY.isoformat(), "session": "am"}


def hand_in(client, world, group, pupils, typed):
    """Take a register as its page without scripts does."""
    sent: dict[str, object] = {"act": "take"}
    for row, code in zip(pupils, typed, strict=True):
        was = codes(AM, [row])
        version = len(history(AM, row))
        sent |= {
            f"version-{row.pk}": version,
            f"code-{row.pk}": code,
            f"was-{row.pk}": "" if was == "-" else was,
        }
    return send(client, world, "register", sent, **where(world, group))


def morning(world, client, monkeypatch):
    """Take the wrong register, withdraw it, take the right ones."""
    wrong, right = world.enrolments[:3], world.enrolments[3:]
    freeze_at(monkeypatch, at(8, 53))
    client.force_login(world.teacher.person)
    assert "is handed in" in hand_in(client, world, world.group, wrong, "//N")

    freeze_at(monkeypatch, at(8, 58))
    sign_in(client, world, Role.OFFICE)
    asked = page(client, world, "withdraw", **where(world, world.group))
    assert "3 marks by" in asked
    why = {"reason": "Taken for 4C by mistake"}
    done = send(client, world, "withdraw", why, **where(world, world.group))
    assert "3 marks taken back" in done
    assert codes(AM, world.enrolments) == "- - - - - -"
    line = line_of(world.school, world.group.pk, AM, at(9, 30))
    assert line
    assert line.is_missing

    freeze_at(monkeypatch, at(9, 2))
    client.force_login(world.teacher.person)
    hand_in(client, world, world.right, right, "//N")
    hand_in(client, world, world.group, wrong, "///")


def test_the_wrong_class_is_withdrawn_and_both_versions_are_kept(
    world, client, monkeypatch
):
    morning(world, client, monkeypatch)
    assert codes(AM, world.enrolments) == "/ / / / / N"
    name, office = world.teacher.name, world.by(Role.OFFICE)
    assert history(AM, world.enrolments[2]) == [
        ("N", "", name, "Class teacher"),
        (None, "Taken for 4C by mistake", office.name, office.position),
        ("/", "Corrected while the register was open", name, "Class teacher"),
    ]
    kept = RegisterTaken.objects.filter(group=world.group).order_by("taken_at")
    assert [row.withdrawn_reason for row in kept] == ["Taken for 4C by mistake", ""]


def test_the_printed_register_shows_both_versions(world, client, monkeypatch):
    morning(world, client, monkeypatch)
    facts = printed_facts(world.school, world.group, Period.of_day(FRIDAY))
    (version,) = present_printed(facts, now=at(16), today=FRIDAY).versions
    assert [row[1:] for row in version.rows] == [("/", "/"), ("/", "/"), ("N", "/")]
    office = world.by(Role.OFFICE)
    assert f"withdrawn Fri 20 Nov, 08:58 by {office}" in version.words


def test_only_those_who_amend_withdraw(world, client, monkeypatch):
    freeze_at(monkeypatch, at(8, 58))
    client.force_login(world.teacher.person)
    address = reverse(
        "withdraw",
        kwargs={"school": world.school.slug, **where(world, world.group)},
    )
    assert client.get(address).status_code == 403
