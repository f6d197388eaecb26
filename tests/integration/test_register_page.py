"""The register's page and what its script says: one path of each kind, through the views."""

import datetime as dt
import json
import uuid

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.clock import at_local
from core.tenancy import set_scope
from register.models import LedgerEntry, Mark, MarkDetail, RegisterTaken, Suggestion
from register.rules.entries import Entry
from register.services.marks import record_marks
from register.services.taking import reopen_register
from schools.models import GroupTeacher, RegistrationGroup
from schools.rules.sessions import Session, Slot
from schools.states import Role
from tests.worlds import LONG_AGO, World, hire, make_world

pytestmark = pytest.mark.django_db

FRIDAY = dt.date(2026, 11, 20)
AM = Slot(FRIDAY, Session.AM)
OPEN = at_local(FRIDAY, dt.time(8, 57))
CLOSED = at_local(FRIDAY, dt.time(10))


@pytest.fixture(autouse=True)
def moment():
    with time_machine.travel(OPEN, tick=False) as traveller:
        yield traveller


@pytest.fixture
def world() -> World:
    make_world(group="9Z")  # a second school, whose rows must never appear
    world = make_world().scope()
    GroupTeacher.objects.create(
        school=world.school,
        group=world.group,
        membership=world.by(Role.TEACHER),
        starts_on=LONG_AGO,
    )
    return world


def address(world: World, name: str = "register", slot: Slot = AM, group=None) -> str:
    return reverse(
        name,
        kwargs={
            "school": world.school.slug,
            "group": (group or world.group).pk,
            "day": slot.day.isoformat(),
            "session": slot.session.label.lower(),
        },
    )


def as_person(membership) -> Client:
    client = Client()
    client.force_login(membership.person)
    return client


@pytest.fixture
def teacher(world) -> Client:
    return as_person(world.by(Role.TEACHER))


@pytest.fixture
def office(world) -> Client:
    return as_person(world.by(Role.OFFICE))


def item(world: World, place: int, code: str | None, version: int = 0, **more):
    enrolment = world.enrolments[place].pk
    name = str(uuid.uuid4())
    return {
        "id": name,
        "enrolment": enrolment,
        "code": code,
        "version": version,
        **more,
    }


def send(client: Client, world: World, *items, name: str = "register-marks", **facts):
    body = {"sent_at": OPEN.isoformat(), "items": list(items), **facts}
    return client.post(
        address(world, name), json.dumps(body), content_type="application/json"
    )


def test_the_page_shows_every_pupil_and_nobody_of_another_school(teacher, world):
    page = teacher.get(address(world)).content.decode()
    assert all(pupil.last_name in page for pupil in world.pupils)
    assert page.count('class="rb-reg__row"') == 3
    assert "0 of 3 marked" in page
    assert "9Z" not in page


def test_a_register_is_read_in_few_queries_however_many_pupils(teacher, world):
    teacher.get(address(world))  # what is kept of the school is read now
    with CaptureQueriesContext(connection) as asked:
        teacher.get(address(world))
    reads = [one["sql"] for one in asked if "select" in one["sql"][:12].lower()]
    assert len(reads) <= 8, reads


def test_marks_are_saved_and_named_one_by_one(teacher, world):
    answer = send(teacher, world, item(world, 0, "/"), item(world, 1, "N"))
    facts = answer.json()
    assert answer.status_code == 200
    assert [row["state"] for row in facts["items"]] == ["saved", "saved"]
    assert [row["version"] for row in facts["items"]] == [1, 1]
    assert facts["items"][0]["by"] == world.by(Role.TEACHER).name
    assert facts["person"] == world.by(Role.TEACHER).person_id
    assert facts["csrf"]
    assert (facts["register"]["marked"], facts["register"]["absent"]) == (2, 1)


def test_a_double_click_and_a_retry_after_a_lost_answer_are_one_save(teacher, world):
    typed = item(world, 0, "N")
    first = send(teacher, world, typed).json()["items"]
    again = send(teacher, world, typed).json()["items"]
    assert again == first
    assert Mark.objects.get().version == 1
    assert not LedgerEntry.objects.exists()


def test_two_people_who_differ_are_both_shown_to_the_second(teacher, office, world):
    send(teacher, world, item(world, 0, "N"))
    (answer,) = send(office, world, item(world, 0, "I")).json()["items"]
    assert answer["state"] == "conflict"
    assert answer["code"] == "I"
    standing = answer["standing"]
    by = world.by(Role.TEACHER)
    assert (standing["code"], standing["by"]) == ("N", f"{by.name}, {by.position}")
    assert dt.datetime.fromisoformat(standing["at"]) == OPEN
    (settled,) = send(office, world, item(world, 0, "I", 1)).json()["items"]
    assert (settled["state"], settled["version"]) == ("saved", 2)


def test_a_code_that_the_teacher_may_not_enter_is_refused_in_a_sentence(teacher, world):
    facts = send(teacher, world, item(world, 0, "I"), item(world, 1, "/")).json()
    states = {row["state"]: row for row in facts["items"]}
    assert "Your role does not enter I" in states["refused"]["sentence"]
    assert states["saved"]["code"] == "/"
    assert Mark.objects.count() == 1


def test_late_is_asked_nothing_and_gets_its_minutes(teacher, world):
    (answer,) = send(teacher, world, item(world, 0, "L")).json()["items"]
    assert answer["minutes_late"] == 7


def test_a_pupil_of_another_class_is_not_marked_in_this_one(teacher, world):
    elsewhere = RegistrationGroup.objects.create(
        school=world.school, name="5A", starts_on=LONG_AGO
    )
    placement = world.enrolments[0].placements.get()
    placement.group = elsewhere
    placement.save()
    (answer,) = send(teacher, world, item(world, 0, "/")).json()["items"]
    assert answer["state"] == "refused"
    assert "not in this register" in answer["sentence"]
    assert not Mark.objects.exists()


@pytest.mark.parametrize("name", ["register", "register-state"])
def test_a_teacher_of_another_class_is_told_so(world, name):
    client = as_person(hire(world.school, Role.TEACHER))
    answer = client.get(address(world, name))
    assert answer.status_code == 403
    assert "You do not take the register of 4B" in answer.content.decode()


@pytest.mark.parametrize(
    "name", ["register", "register-marks", "register-take", "register-state"]
)
def test_a_stranger_finds_nothing(world, name):
    stranger = make_world().by(Role.HEAD)
    client = as_person(stranger)
    ask = client.get if name in ("register", "register-state") else client.post
    assert ask(address(world, name)).status_code == 404


def test_a_register_of_another_school_is_not_found_under_this_one(office, world):
    other = make_world(group="Other")
    set_scope([world.school.pk])
    assert office.get(address(world, group=other.group)).status_code == 404


def test_an_ended_sign_in_answers_a_script_401_and_a_person_the_sign_in_page(world):
    answer = send(Client(), world, item(world, 0, "/"))
    assert answer.status_code == 401
    assert answer.json()
    assert Client().get(address(world)).status_code == 302


def test_marks_of_another_person_are_not_sent_as_this_one(teacher, world):
    answer = send(teacher, world, item(world, 0, "/"), person=0)
    assert answer.status_code == 403
    assert "another person" in answer.json()["say"]
    assert not Mark.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        "x",
        "[]",
        '{"items": 1}',
        '{"items": [1]}',
        '{"items": [{"enrolment": "x"}]}',
        '{"items": [{"enrolment": 1, "version": -1}]}',
        '{"items": [], "sent_at": "yesterday"}',
    ],
)
def test_what_is_not_understood_is_answered_400_with_words(teacher, world, body):
    answer = teacher.post(
        address(world, "register-marks"), body, content_type="application/json"
    )
    assert answer.status_code == 400
    assert answer.json()["say"]


def test_a_register_with_someone_unmarked_is_not_handed_in(teacher, world):
    send(teacher, world, item(world, 0, "/"))
    answer = send(teacher, world, name="register-take")
    assert answer.status_code == 409
    assert answer.json()["missing"] == [pupil.name for pupil in world.pupils[1:]]
    assert not RegisterTaken.objects.exists()


def test_a_register_is_handed_in_once_however_often(teacher, world):
    send(teacher, world, *(item(world, place, "/") for place in range(3)))
    first = send(teacher, world, name="register-take").json()
    again = send(teacher, world, name="register-take").json()
    assert first["taken_at"] == again["taken_at"]
    assert first["taken_by"] == world.by(Role.TEACHER).name
    assert RegisterTaken.objects.count() == 1


def test_a_register_handed_in_without_a_network_counts_from_the_key(
    teacher, world, moment
):
    send(teacher, world, *(item(world, place, "/") for place in range(3)))
    moment.move_to(CLOSED)
    pressed = OPEN + dt.timedelta(minutes=1)
    back = as_person(world.by(Role.TEACHER))  # the idle sign-in has ended meanwhile
    send(
        back,
        world,
        name="register-take",
        pressed_at=pressed.isoformat(),
        sent_at=CLOSED.isoformat(),
    )
    state = back.get(address(world, "register-state")).json()["register"]
    assert state["status"] == "taken"


def test_the_state_tells_marks_and_who_else_is_here(teacher, office, world):
    send(teacher, world, item(world, 0, "N"))
    teacher.get(address(world))
    facts = office.get(address(world, "register-state")).json()
    (mark,) = facts["marks"]
    assert (mark["enrolment"], mark["code"]) == (world.enrolments[0].pk, "N")
    assert [here["name"] for here in facts["here"]] == [world.by(Role.TEACHER).name]


def test_after_the_close_a_change_needs_a_reason_and_the_ledger_keeps_both(
    teacher, office, world, moment
):
    send(teacher, world, item(world, 0, "N"))
    moment.move_to(CLOSED)
    (refused,) = send(office, world, item(world, 0, "I", 1)).json()["items"]
    assert "needs a reason" in refused["sentence"]
    (saved,) = send(office, world, item(world, 0, "I", 1, reason="Rang")).json()[
        "items"
    ]
    assert saved["state"] == "saved"
    assert LedgerEntry.objects.get().code == "N"
    assert "Reason for changes" in office.get(address(world)).content.decode()


def test_a_register_opened_again_says_until_when_and_takes_its_teachers_marks(
    world, moment
):
    send(as_person(world.by(Role.TEACHER)), world, item(world, 0, "N"))
    moment.move_to(CLOSED)
    reopen_register(
        school=world.school,
        group=world.group,
        slot=AM,
        by=world.by(Role.OFFICE),
        now=CLOSED - dt.timedelta(minutes=1),
        until=CLOSED + dt.timedelta(minutes=20),
        reason="Fire drill",
    )
    back = as_person(world.by(Role.TEACHER))
    assert "Open again until 10:20" in back.get(address(world)).content.decode()
    (saved,) = send(back, world, item(world, 0, "/", 1)).json()["items"]
    assert saved["state"] == "saved"


def test_the_last_ten_sessions_reach_over_the_year_and_the_holidays(teacher, world):
    first = Slot(dt.date(2026, 9, 4), Session.AM)
    july = Slot(dt.date(2026, 7, 21), Session.PM)
    enrolment = world.enrolments[0]
    enrolment.starts_on = LONG_AGO
    enrolment.save()
    for slot, at, code in ((july, dt.time(13, 5), "I"), (first.previous, None, None)):
        if at:
            record_marks(
                school=world.school,
                slot=slot,
                entries=[Entry(enrolment_id=enrolment.pk, code=code, version=0)],
                by=world.by(Role.OFFICE),
                now=at_local(slot.day, at),
            )
    page = teacher.get(address(world, slot=first)).content.decode()
    assert "Fri 17 Jul AM to Thu 3 Sep PM" in page
    assert '<i class="is-authorised">I</i>' in page


def test_what_is_known_stands_beside_the_name_with_its_source(office, world):
    Suggestion.objects.create(
        school=world.school,
        enrolment=world.enrolments[0],
        first_slot=AM.number,
        last_slot=AM.number,
        code="I",
        source="parent",
        words="Mother telephoned",
        entered_at=at_local(FRIDAY, dt.time(8, 12)),
        entered_by=world.by(Role.OFFICE),
    )
    page = office.get(address(world)).content.decode()
    assert "Mother telephoned 08:12" in page
    assert not Mark.objects.exists()
    office.post(address(world), form(world, **{f"take-{world.enrolments[0].pk}": "I"}))
    assert Mark.objects.get().code == "I"


def test_the_device_keeps_the_registers_of_a_teachers_own_classes(teacher, world):
    url = reverse("register-device", kwargs={"school": world.school.slug})
    facts = teacher.get(url).json()
    assert facts["day"] == "2026-11-20"
    assert [row["url"] for row in facts["registers"]] == [
        address(world),
        address(world, slot=AM.next),
    ]
    assert "csrf" not in facts["registers"][0]["html"]
    assert world.pupils[0].last_name in facts["registers"][0]["html"]


# Without scripts ---------------------------------------------------------------


def form(world: World, **filled) -> dict[str, str]:
    versions = {f"version-{row.pk}": "0" for row in world.enrolments}
    return {**versions, **filled}


def test_the_plain_form_saves_what_was_changed_and_leads_back(teacher, world):
    first, second, _ = (row.pk for row in world.enrolments)
    filled = {f"code-{first}": "N", f"code-{second}": "L", f"say-{second}": "4"}
    answer = teacher.post(address(world), form(world, **filled), follow=True)
    assert answer.redirect_chain == [(address(world), 302)]
    assert "2 marks saved." in answer.content.decode()
    late = Mark.objects.get(enrolment_id=second)
    assert (late.code, late.minutes_late) == ("L", 4)
    assert Mark.objects.count() == 2


def test_the_plain_form_marks_the_rest_and_hands_in(teacher, world):
    first = world.enrolments[0].pk
    filled = {f"code-{first}": "N", "act": "rest"}
    teacher.post(address(world), form(world, **filled))
    assert [mark.code for mark in Mark.objects.order_by("enrolment_id")] == list("N//")
    page = teacher.post(address(world), {"act": "take"}, follow=True).content.decode()
    assert "The register of 4B is handed in." in page
    assert RegisterTaken.objects.exists()


def test_the_plain_form_names_who_keeps_a_register_from_being_handed_in(teacher, world):
    page = teacher.post(address(world), form(world, act="take")).content.decode()
    assert "Not handed in." in page
    assert world.pupils[0].name in page


def test_a_conflict_in_the_plain_form_is_shown_with_what_was_typed(
    teacher, office, world
):
    first = world.enrolments[0].pk
    send(teacher, world, item(world, 0, "N"))
    page = office.post(address(world), form(world, **{f"other-{first}": "i"}))
    words = page.content.decode()
    assert page.status_code == 200
    assert f"{world.by(Role.TEACHER).name}, Class teacher marked N" in words
    assert f'name="other-{first}" value="I"' in words
    assert f'name="version-{first}" value="1"' in words
    again = {f"version-{first}": "1", f"other-{first}": "I"}
    office.post(address(world), again)
    assert Mark.objects.get().code == "I"
    assert LedgerEntry.objects.get().code == "N"


def test_a_refusal_in_the_plain_form_keeps_the_others_and_says_why(teacher, world):
    first, second, _ = (row.pk for row in world.enrolments)
    filled = {f"other-{first}": "I", f"code-{second}": "/"}
    words = teacher.post(address(world), form(world, **filled)).content.decode()
    assert "Your role does not enter I" in words
    assert f'name="other-{first}" value="I"' in words
    assert Mark.objects.get().enrolment_id == second


def test_a_button_of_the_plain_form_goes_before_the_box_as_it_was_drawn(office, world):
    first = world.enrolments[0].pk
    send(office, world, item(world, 0, "I"))
    drawn = {f"was-{first}": "I", f"other-{first}": "I", f"drawn-{first}": "I"}
    at = {f"version-{first}": "1"}
    office.post(address(world), drawn | at)
    assert Mark.objects.get().version == 1
    office.post(address(world), drawn | at | {f"code-{first}": "/"})
    assert Mark.objects.get().code == "/"


def test_what_is_known_brings_its_nature_with_it(office, world):
    first = world.enrolments[0].pk
    Suggestion.objects.create(
        school=world.school,
        enrolment_id=first,
        first_slot=AM.number,
        last_slot=AM.number,
        code="B",
        source="trip",
        words="Agreed",
        nature="College taster day",
        entered_at=OPEN,
        entered_by=world.by(Role.OFFICE),
    )
    office.post(address(world), form(world, **{f"take-{first}": "B"}))
    assert Mark.objects.get().code == "B"
    assert MarkDetail.objects.get().nature == "College taster day"


@pytest.mark.parametrize("day", ["2026-11-21", "2026-12-25"])
def test_a_day_without_a_session_says_so(office, world, day):
    slot = Slot(dt.date.fromisoformat(day), Session.AM)
    page = office.get(address(world, slot=slot)).content.decode()
    assert "The school has no session on" in page


@pytest.mark.parametrize("path", ["2026-13-01/am", "2026-11-20/noon", "x/am"])
def test_an_address_that_names_no_session_is_not_found(office, world, path):
    url = address(world).replace("2026-11-20/am", path)
    assert office.get(url).status_code == 404
