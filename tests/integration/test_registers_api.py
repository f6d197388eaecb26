"""Registers for other programs: standing, marks, entering, ledger, description."""

import datetime as dt
import json

import pytest
import yaml
from django.test import Client
from django.urls import reverse
from drf_spectacular.validation import validate_schema

from core import clock
from core.clock import at_local
from register.models import LedgerEntry, Mark
from schools.states import Role
from tests.worlds import World, hire, make_world

pytestmark = pytest.mark.django_db

FRIDAY = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def at_nine(monkeypatch):
    offset = at_local(FRIDAY, dt.time(9, 0)) - clock.real_now()
    monkeypatch.setattr(clock, "demo_offset", lambda: offset)


@pytest.fixture
def world() -> World:
    make_world(group="9Z")
    return make_world().scope()


def address(world: World, name: str = "api-register") -> str:
    kwargs: dict[str, object] = {"school": world.school.slug}
    if name != "api-registers":
        kwargs |= {"group": world.group.pk, "day": FRIDAY.isoformat(), "session": "am"}
    return reverse(name, kwargs=kwargs)


def send(client: Client, world: World, *items, **facts):
    body = {"items": list(items), **facts}
    return client.post(
        address(world, "api-marks"), json.dumps(body), content_type="application/json"
    )


def item(world: World, number: int, code: str | None, version: int = 0, **facts):
    enrolment = world.enrolments[number].pk
    return {"enrolment": enrolment, "code": code, "version": version, **facts}


@pytest.fixture
def office(client: Client, world: World) -> Client:
    client.force_login(world.by(Role.OFFICE).person)
    return client


def test_the_registers_of_a_day_are_listed_with_their_standing(office, world):
    answer = office.get(address(world, "api-registers"), {"day": "2026-11-20"})
    rows = answer.json()
    assert [(row["name"], row["session"], row["status"]) for row in rows] == [
        ("4B", "am", "open"),
        ("4B", "pm", "not yet open"),
    ]
    assert (rows[0]["opens"], rows[0]["pupils"]) == ("08:50:00", 3)


def test_marks_are_entered_and_read_back(office, world):
    answer = send(office, world, item(world, 0, "/"), item(world, 1, "N"))
    states = [(row["state"], row["version"]) for row in answer.json()["items"]]
    assert states == [("saved", 1), ("saved", 1)]
    read = office.get(address(world)).json()
    assert [row["code"] for row in read["marks"]] == ["/", "N", None]
    assert read["marks"][0]["by"]["position"] == "Office staff"


def test_a_retry_changes_nothing(office, world):
    send(office, world, item(world, 0, "/"))
    again = send(office, world, item(world, 0, "/"))
    assert again.json()["items"][0]["state"] == "saved"
    assert (Mark.objects.count(), LedgerEntry.objects.count()) == (1, 0)


def test_both_entries_are_answered_where_somebody_else_was_first(office, world):
    send(office, world, item(world, 0, "/"))
    (answer,) = send(office, world, item(world, 0, "N")).json()["items"]
    assert (answer["state"], answer["code"], answer["version"]) == ("conflict", "/", 1)


def test_a_refusal_names_its_rule(office, world):
    (answer,) = send(office, world, item(world, 0, "B")).json()["items"]
    assert answer["state"] == "refused"
    assert "few words on what it is" in answer["sentence"]
    assert answer["rule"]


def test_a_pupil_of_another_register_is_refused(office, world):
    stranger = {"enrolment": 999_999, "code": "/", "version": 0}
    (answer,) = send(office, world, stranger).json()["items"]
    assert "not in the register of 4B" in answer["sentence"]


def test_the_ledger_is_read_whole_or_as_it_stood(office, world):
    send(office, world, item(world, 0, "N"))
    moment = clock.now().isoformat()
    send(office, world, item(world, 0, "/", 1))
    whole = office.get(address(world, "api-ledger")).json()
    assert [(row["code"], row["stands"]) for row in whole] == [
        ("N", False),
        ("/", True),
    ]
    assert whole[1]["reason"] == "Corrected while the register was open"
    stood = office.get(address(world, "api-ledger"), {"at": moment}).json()
    assert [row["code"] for row in stood] == ["N"]


@pytest.mark.parametrize(
    "body", ["{}", '{"items": [{"code": "/"}]}', '{"items": "x"}', "not json"]
)
def test_what_is_not_understood_is_answered_400(office, world, body):
    answer = office.post(
        address(world, "api-marks"), body, content_type="application/json"
    )
    assert answer.status_code == 400
    assert not Mark.objects.exists()


def test_a_teacher_enters_the_marks_of_their_own_group_only(client, world):
    own = hire(world.school, Role.TEACHER, group=world.group)
    client.force_login(own.person)
    assert send(client, world, item(world, 0, "/")).status_code == 200
    client.force_login(world.by(Role.TEACHER).person)
    refused = send(client, world, item(world, 0, "N", 1))
    assert refused.status_code == 403
    assert "You do not take the register" in refused.json()["detail"]


@pytest.mark.parametrize("name", ["api-registers", "api-register", "api-ledger"])
def test_a_stranger_is_told_that_there_is_nothing(client, world, name):
    stranger = make_world().scope().by(Role.HEAD)
    client.force_login(stranger.person)
    assert client.get(address(world, name)).status_code == 404
    assert send(client, world, item(world, 0, "/")).status_code == 404


def test_nobody_is_answered_without_signing_in(client, world):
    assert client.get(address(world)).status_code == 401


def test_a_form_of_another_site_enters_nothing(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.by(Role.OFFICE).person)
    assert send(client, world, item(world, 0, "/")).status_code == 403
    assert not Mark.objects.exists()


def test_the_description_is_valid_and_names_every_address(client):
    answer = client.get(reverse("api-schema"))
    schema = yaml.safe_load(answer.content)
    validate_schema(schema)
    assert set(schema["paths"]) >= {
        "/api/v1/schools/{school}/registers/",
        "/api/v1/schools/{school}/registers/{group}/{day}/{session}/",
        "/api/v1/schools/{school}/registers/{group}/{day}/{session}/marks/",
        "/api/v1/schools/{school}/registers/{group}/{day}/{session}/ledger/",
    }
    assert client.get(reverse("api-schema"), {"format": "json"}).json()["openapi"]
