"""People, groups, calendar, times and settings, through their pages."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from core import clock
from core.tenancy import set_scope
from schools.models import (
    Closure,
    GroupTeacher,
    Membership,
    Placement,
    RegistrationGroup,
    SessionTime,
    Setting,
)
from schools.selectors.policy import policy_on
from schools.states import Role
from tests.worlds import World, hire, make_trust, make_world

pytestmark = pytest.mark.django_db
OK, REDIRECTED, REFUSED, UNPROCESSABLE = 200, 302, 403, 422


@pytest.fixture
def world() -> World:
    make_world()
    return make_world().scope()


@pytest.fixture
def head(client: Client, world: World) -> Client:
    client.force_login(world.by(Role.HEAD).person)
    return client


def at(name: str, world: World, **values: object) -> str:
    return reverse(name, kwargs={"school": world.school.slug, **values})


def choose(head: Client, world: World, key: str, value: object, **typed: str):
    today = clock.today()
    return head.post(
        at("school-setting", world, key=key),
        {
            "value": value,
            "starts_on": typed.get("starts_on", today.isoformat()),
            "chosen_by": "Governing body, minute 7",
            "source": "",
        },
    )


def test_a_choice_holds_from_its_day_and_the_one_before_is_ended(head, world):
    today = clock.today()
    tomorrow = today + dt.timedelta(1)
    assert choose(head, world, "minimum_contacts", 3).status_code == REDIRECTED
    answer = choose(head, world, "minimum_contacts", 4, starts_on=tomorrow.isoformat())
    assert answer.status_code == REDIRECTED
    world.scope()
    world.school.refresh_from_db()
    first, second = Setting.objects.filter(body=world.school).order_by("starts_on")
    assert (first.value, first.ends_on, second.value) == (3, tomorrow, 4)
    assert policy_on(world.school, today).minimum_contacts == 3
    assert policy_on(world.school, tomorrow).minimum_contacts == 4
    page = head.get(at("school-settings", world)).content.decode()
    assert "Governing body, minute 7" in page


def test_a_choice_outside_guidance_is_warned_about_with_its_source(head, world):
    choose(head, world, "register_open_minutes", 40)
    page = head.get(at("school-settings", world)).content.decode()
    assert "Outside guidance" in page
    assert "WTISA 2024" in page


@pytest.mark.parametrize(
    ("key", "value", "typed", "sentence"),
    [
        ("minimum_contacts", 0, {}, "enter from 1 to 9"),
        ("minimum_contacts", 3, {"starts_on": "2020-01-01"}, "today or a later day"),
        ("bands", "Green | 97", {}, "Line 1 needs five parts"),
    ],
)
def test_a_wrong_choice_is_refused_beside_its_field(
    head, world, key, value, typed, sentence
):
    answer = choose(head, world, key, value, **typed)
    assert answer.status_code == UNPROCESSABLE
    assert sentence in answer.content.decode()
    world.scope()
    assert not Setting.objects.filter(body=world.school).exists()


def test_a_trust_lead_sees_a_schools_settings_and_does_not_choose_them(world, client):
    trust = make_trust(world.school)
    set_scope([world.school.pk], body_ids=[trust.pk])
    lead = hire(trust, Role.TRUST_LEAD)
    client.force_login(lead.person)
    assert client.get(at("school-settings", world)).status_code == OK
    assert choose(client, world, "minimum_contacts", 3).status_code == REFUSED


def test_a_person_is_given_a_role_and_it_ends(head, world):
    head.post(
        at("person-add", world),
        {
            "name": "Iris Holm",
            "email": "iris@test.example",
            "role": "teacher",
            "position": "Teacher of 4B",
            "starts_on": clock.today().isoformat(),
        },
    )
    world.scope()
    given = Membership.objects.get(name="Iris Holm")
    assert (given.role, given.position, given.person.email) == (
        "teacher",
        "Teacher of 4B",
        "iris@test.example",
    )
    head.post(
        at("person-end", world, member=given.pk),
        {"last_on": (clock.today() + dt.timedelta(5)).isoformat()},
    )
    world.scope()
    given.refresh_from_db()
    assert given.ends_on == clock.today() + dt.timedelta(6)


def test_postgresql_refuses_to_change_what_a_membership_says(world):
    world.by(Role.TEACHER)
    with pytest.raises(DatabaseError), transaction.atomic():
        Membership.objects.update(position="Somebody else")


def test_a_group_with_pupils_is_not_closed(head, world):
    answer = head.post(
        at("group-end", world, group=world.group.pk),
        {"last_on": clock.today().isoformat()},
    )
    assert answer.status_code == UNPROCESSABLE
    assert "vanishes unnoticed" in answer.content.decode()
    world.scope()
    Placement.objects.update(group=None)
    answer = head.post(
        at("group-end", world, group=world.group.pk),
        {"last_on": clock.today().isoformat()},
    )
    assert answer.status_code == REDIRECTED


def test_a_group_is_added_once_and_given_to_a_teacher(head, world):
    typed = {"name": "5C", "starts_on": clock.today().isoformat()}
    assert head.post(at("group-add", world), typed).status_code == REDIRECTED
    assert head.post(at("group-add", world), typed).status_code == UNPROCESSABLE
    world.scope()
    group = RegistrationGroup.objects.get(name="5C")
    teacher = world.by(Role.TEACHER)
    head.post(
        at("group-assign", world, group=group.pk),
        {"membership": teacher.pk, "starts_on": clock.today().isoformat()},
    )
    world.scope()
    assert GroupTeacher.objects.get(group=group).membership == teacher


def test_times_of_a_group_stand_before_the_schools(head, world):
    answer = head.post(
        at("times-set-group", world, group=world.group.pk),
        {
            "session": 1,
            "opens": "12:45",
            "closes": "12:55",
            "ends": "15:00",
            "starts_on": "2026-09-01",
        },
    )
    assert answer.status_code == REDIRECTED
    world.scope()
    assert SessionTime.objects.filter(group=world.group).count() == 1
    page = head.get(at("times", world)).content.decode()
    assert "12:45–12:55" in page


def test_bank_holidays_are_entered_once(head, world):
    head.post(at("bank-holidays", world))
    head.post(at("bank-holidays", world))
    world.scope()
    days = set(
        Closure.objects.filter(kind="bank_holiday").values_list("starts_on", flat=True)
    )
    assert days == {
        dt.date(2026, 5, 4),
        dt.date(2026, 5, 25),
        dt.date(2027, 5, 3),
    }


def test_a_closure_that_has_begun_is_not_taken_back(head, world):
    gone = Closure.objects.create(
        school=world.school,
        kind="staff_day",
        name="Staff day",
        starts_on=dt.date(2025, 11, 3),
        ends_on=dt.date(2025, 11, 4),
    )
    head.post(at("closure-remove", world, closure=gone.pk))
    world.scope()
    assert Closure.objects.filter(pk=gone.pk).exists()


@pytest.mark.parametrize("role", [Role.TEACHER, Role.OFFICE, Role.GOVERNOR])
@pytest.mark.parametrize("name", ["manage", "people", "groups", "calendar", "times"])
def test_others_are_told_who_may_arrange_the_school(role, name, world, client):
    client.force_login(world.by(role).person)
    answer = client.get(at(name, world))
    assert answer.status_code == REFUSED
    assert "headteacher" in answer.content.decode()
