"""A child has died: one act, and the name is in no list, message or draw any more."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from core.clock import at_local
from register.models import (
    Arrangement,
    Departure,
    LeavePupil,
    LeaveRequest,
    Mark,
    NotFound,
    Suggestion,
)
from register.rules.entries import Entry
from register.selectors.years import rows_that_differ
from register.services.marks import record_marks
from register.services.suggestions import Word, log_suggestion
from schools.models import Adult, Enrolment, IdentityLink, Placement, PupilChange
from schools.rules.sessions import Session, Slot, academic_year_of
from schools.states import Role
from tests.integration.test_strangers import ADDRESSES
from tests.worlds import World, make_pupil, make_world

pytestmark = pytest.mark.django_db
OK, REDIRECTED, REFUSED, NOT_FOUND, SERVER_ERROR = 200, 302, 403, 404, 500
DIED_ON = dt.date(2026, 11, 18)
NOW = at_local(dt.date(2026, 11, 20), dt.time(9, 40))
# Who opened which record stays readable: it tells of people who looked.
NO_LISTS = {"access-log"}
# Every page of a school that needs nothing but the school to be opened.
LISTS = [
    name
    for name, needs in ADDRESSES.items()
    if set(needs) == {"school"} and not name.startswith("api-") and name not in NO_LISTS
]
ROLES = (Role.HEAD, Role.OFFICE, Role.SAFEGUARDING)


@pytest.fixture(autouse=True)
def moment(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def world() -> World:
    make_world()
    world = make_world(pupils=1)
    pupil, enrolment = make_pupil(
        world.school, world.group, first_name="Wilhelmina", last_name="Quietname"
    )
    world.pupils.append(pupil)
    world.enrolments.append(enrolment)
    first, second = sorted(row.identity_id for row in world.pupils)
    IdentityLink.objects.create(first_id=first, second_id=second)
    for day, codes in ((DIED_ON - dt.timedelta(1), "/N"), (DIED_ON, "//")):
        record_marks(
            school=world.school,
            slot=Slot(day, Session.AM),
            entries=[
                Entry(enrolment_id=row.pk, code=code, version=0)
                for row, code in zip(world.enrolments, codes, strict=True)
            ],
            by=world.by(Role.OFFICE),
            now=at_local(day, dt.time(8, 55)),
        )
    log_suggestion(
        school=world.school,
        enrolment=enrolment,
        word=Word(
            first=Slot(dt.date(2026, 11, 20), Session.AM),
            last=Slot(dt.date(2026, 11, 27), Session.PM),
            code="I",
            source="parent",
            words="Mother telephoned",
        ),
        by=world.by(Role.OFFICE),
        now=NOW,
    )
    LeavePupil.objects.create(
        school=world.school,
        enrolment=enrolment,
        request=LeaveRequest.objects.create(
            school=world.school,
            first_day=dt.date(2026, 12, 7),
            last_day=dt.date(2026, 12, 9),
            reason="A wedding",
            asked_by=Adult.objects.create(
                school=world.school, first_name="Moira", last_name="Parent"
            ),
            asked_on=dt.date(2026, 11, 16),
            recorded_at=NOW,
            recorded_by=world.by(Role.OFFICE),
        ),
    )
    Departure.objects.create(
        school=world.school,
        enrolment=enrolment,
        slot=Slot(NOW.date(), Session.AM).number,
        left_at=NOW,
        reason="Unwell",
        recorded_at=NOW,
        recorded_by=world.by(Role.OFFICE),
    )
    NotFound.objects.create(
        school=world.school,
        enrolment=enrolment,
        last_seen="Lunch",
        noticed_at=NOW,
        noticed_by=world.by(Role.OFFICE),
    )
    Arrangement.objects.create(
        school=world.school,
        enrolment=enrolment,
        kind="appointment",
        code="M",
        starts_on=dt.date(2026, 11, 20),
        made_at=NOW,
        made_by=world.by(Role.OFFICE),
    )
    return world.scope()


def at(name: str, world: World, **values: object) -> str:
    return reverse(name, kwargs={"school": world.school.slug, **values})


def signed_in(client: Client, world: World, role: Role) -> Client:
    client.force_login(world.by(role).person)
    return client


def record(client: Client, world: World, written: str = "wilhelmina  quietname"):
    day = {"died_on_0": "18", "died_on_1": "11", "died_on_2": "2026"}
    address = at("pupil-death", world, pupil=world.pupils[1].pk)
    return client.post(address, {**day, "written": written})


def pages(client: Client, world: World) -> dict[str, str]:
    found = {}
    for role in ROLES:
        signed_in(client, world, role)
        for name in LISTS:
            answer = client.get(at(name, world))
            assert answer.status_code < SERVER_ERROR, name
            if not answer.streaming:
                found[f"{name} as {role}"] = answer.content.decode(errors="replace")
        for query in ("?roll=all", "?roll=left", "?only=no-register&roll=all"):
            answer = client.get(at("pupils", world) + query)
            found[f"pupils{query} as {role}"] = answer.content.decode()
        search = client.get(at("search", world), {"q": "Ada"})
        found[f"search as {role}"] = search.content.decode()
        register = at(
            "register", world, group=world.group.pk, day="2026-11-20", session="am"
        )
        found[f"register as {role}"] = client.get(register).content.decode()
        sibling = client.get(at("pupil", world, pupil=world.pupils[0].pk))
        found[f"sibling as {role}"] = sibling.content.decode()
    return found


def test_before_the_name_is_in_the_lists(client, world):
    naming = [
        where for where, text in pages(client, world).items() if "Quietname" in text
    ]
    assert set(naming) >= {
        "pupils as head",
        "register as office",
        "suggestions as office",
        "leave as head",
        "arrangements as head",
        "fire-list as head",
    }


def test_after_it_the_name_is_in_none_of_them(client, world):
    assert record(signed_in(client, world, Role.HEAD), world).status_code == REDIRECTED
    client.get(at("pupil", world, pupil=world.pupils[1].pk))  # the message is read
    naming = [
        where for where, text in pages(client, world).items() if "Quietname" in text
    ]
    assert naming == []
    found = signed_in(client, world, Role.OFFICE).get(
        at("search", world), {"q": "Quietname"}
    )
    assert found.status_code == OK  # no single pupil to open
    assert "Wilhelmina" not in found.content.decode()


def test_what_was_planned_is_withdrawn_and_the_registers_stay(client, world):
    record(signed_in(client, world, Role.SAFEGUARDING), world)
    world.scope()
    pupil, enrolment = world.pupils[1], world.enrolments[1]
    pupil.refresh_from_db()
    enrolment.refresh_from_db()
    assert (pupil.died_on, enrolment.ends_on) == (DIED_ON, DIED_ON)
    assert not Suggestion.objects.filter(
        withdrawn_at=None, enrolment=enrolment
    ).exists()
    assert not Arrangement.objects.filter(ended_at=None, enrolment=enrolment).exists()
    assert Mark.objects.filter(enrolment_id=enrolment.pk).count() == 2
    assert rows_that_differ(world.school, academic_year_of(DIED_ON)) == []
    words = PupilChange.objects.filter(pupil=pupil).values_list("words", flat=True)
    assert "Died on Wed 18 Nov 2026; the name is taken off the register" in words


def test_the_record_stays_readable_with_a_quiet_line(client, world):
    head = signed_in(client, world, Role.HEAD)
    record(head, world)
    page = head.get(at("pupil", world, pupil=world.pupils[1].pk)).content.decode()
    assert "Wed 18 Nov 2026" in page
    assert "has left" not in page
    assert "years old" not in page
    listed = head.get(at("pupils", world) + "?roll=died").content.decode()
    assert "Quietname" in listed


def test_only_head_and_safeguarding_record_it_and_the_name_must_be_written(
    client, world
):
    office = signed_in(client, world, Role.OFFICE)
    assert record(office, world).status_code == REFUSED
    head = signed_in(client, world, Role.HEAD)
    page = record(head, world, "Ada Pupil")
    assert "not the name of the child" in page.content.decode()
    world.scope()
    world.pupils[1].refresh_from_db()
    assert world.pupils[1].died_on is None


def test_a_child_yet_to_come_is_asked_for_by_no_register(client, world):
    pupil, enrolment = make_pupil(
        world.school, world.group, starts_on=dt.date(2027, 1, 4), last_name="Coming"
    )
    address = at("pupil-death", world, pupil=pupil.pk)
    day = {"died_on_0": "18", "died_on_1": "11", "died_on_2": "2026"}
    head = signed_in(client, world, Role.HEAD)
    assert (
        head.post(address, {**day, "written": "Ada Coming"}).status_code == REDIRECTED
    )
    world.scope()
    assert not Placement.objects.filter(enrolment=enrolment).exists()
    assert Enrolment.objects.living().filter(pk=enrolment.pk).count() == 0


def test_what_was_recorded_of_the_wrong_child_is_taken_back(client, world):
    head = signed_in(client, world, Role.HEAD)
    record(head, world)
    address = at("pupil-death", world, pupil=world.pupils[1].pk)
    assert head.post(address, {"reason": "The brother"}).status_code == REDIRECTED
    world.scope()
    world.enrolments[1].refresh_from_db()
    assert world.enrolments[1].ends_on is None
    register = at(
        "register", world, group=world.group.pk, day="2026-11-20", session="am"
    )
    assert "Quietname" in head.get(register).content.decode()


def test_a_stranger_finds_no_such_child(client, world):
    other = make_world().scope()
    client.force_login(other.by(Role.HEAD).person)
    world.scope()
    assert record(client, world).status_code == NOT_FOUND
