"""A supply teacher signs in with a code of one day that is tied to one class."""

import datetime as dt
import hashlib
import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from core.tenancy import set_scope
from register.models import Mark
from schools.models import GroupTeacher, Person, SupplyPass
from schools.rules.supply import LETTERS, block_of, digest_of, new_code
from schools.states import Role
from tests.real_days import (
    AM,
    FRIDAY,
    add_class,
    at,
    freeze_at,
    history,
    page,
    send,
    sign_in,
)
from tests.worlds import make_world

pytestmark = pytest.mark.django_db
CODE = re.compile(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}")
MONDAY = dt.date(2026, 11, 23)


@pytest.fixture
def world():
    cache.clear()
    other = make_world(group="Another school 9Z").scope()
    world: Any = make_world().scope()
    world.other = other
    world.next_door = add_class(world, "5A")
    return world


@pytest.fixture
def office(world, client, monkeypatch):
    freeze_at(monkeypatch, at(8, 55))
    return sign_in(client, world, Role.OFFICE)


def slip(world, office, day=FRIDAY):
    sent = {
        "name": "Sam Underhill",
        "position": "Supply teacher",
        "group": world.group.pk,
        "day": day.isoformat(),
    }
    return send(office, world, "supply", sent)


def code_of(shown):
    found = CODE.search(shown)
    assert found
    return found.group()


def typed(code, client=None):
    client = client or Client()
    answer = client.post(reverse("supply-sign-in"), {"code": code}, follow=True)
    return client, answer


def register_of(world, group):
    return reverse(
        "register",
        kwargs={
            "school": world.school.slug,
            "group": group.pk,
            "day": FRIDAY.isoformat(),
            "session": "am",
        },
    )


def test_a_code_is_shown_once_and_stored_nowhere(world, office):
    shown = slip(world, office)
    code = code_of(shown)
    assert "Register of 4B, Fri 20 Nov 2026" in shown
    assert reverse("supply-sign-in") in shown
    held = SupplyPass.objects.get()
    assert held.digest == hashlib.sha256(code.replace("-", "").encode()).hexdigest()
    listed = page(office, world, "supply")
    assert "Sam Underhill" in listed
    assert code not in listed
    assert "not used yet" in listed


def test_a_supply_teacher_takes_the_class_and_the_ledger_has_their_name(world, office):
    code = code_of(slip(world, office))
    supply, answer = typed(code.lower().replace("-", " "))
    assert answer.status_code == 200
    assert world.school.name in answer.content.decode()
    rows = {f"version-{row.pk}": "0" for row in world.enrolments[:3]}
    codes = {f"code-{row.pk}": "/" for row in world.enrolments[:3]}
    freeze = rows | codes | {"act": "save"}
    set_scope([world.school.pk])
    answer = supply.post(register_of(world, world.group), freeze)
    assert answer.status_code == 302, answer.content.decode()[:500]
    assert history(AM, world.enrolments[0]) == [
        ("/", "", "Sam Underhill", "Supply teacher")
    ]


def test_the_code_opens_no_other_class_and_no_other_school(world, office, monkeypatch):
    code = code_of(slip(world, office))
    supply, _ = typed(code)
    assert supply.get(register_of(world, world.next_door)).status_code == 403
    elsewhere = reverse("school-home", kwargs={"school": world.other.school.slug})
    assert supply.get(elsewhere).status_code == 404
    page(supply, world, "supply", status=403)
    page(supply, world, "board", status=403)


def test_the_code_works_on_its_day_only_and_so_does_the_sign_in(
    world, office, monkeypatch
):
    code = code_of(slip(world, office, MONDAY))
    _, answer = typed(code)
    assert "This is no code of today." in answer.content.decode()
    freeze_at(monkeypatch, at(15, 0, MONDAY))
    supply, answer = typed(code)
    assert answer.status_code == 200
    assert supply.session.get_expiry_age() <= 9 * 3600
    home = reverse("school-home", kwargs={"school": world.school.slug})
    assert supply.get(home).status_code == 200
    freeze_at(monkeypatch, at(8, 0, dt.date(2026, 11, 24)))
    assert supply.get(home).status_code == 404


def test_a_withdrawn_code_signs_out_at_once_and_entries_stay(world, office):
    code = code_of(slip(world, office))
    supply, _ = typed(code)
    sent = {
        f"version-{world.enrolments[0].pk}": "0",
        f"code-{world.enrolments[0].pk}": "/",
    }
    supply.post(register_of(world, world.group), sent | {"act": "save"})
    held = SupplyPass.objects.get()
    shown = send(office, world, "supply-withdraw", {}, number=held.pk)
    assert "The code of Sam Underhill opens nothing any more." in shown
    home = reverse("school-home", kwargs={"school": world.school.slug})
    assert supply.get(home).status_code == 302
    _, again = typed(code)
    assert "This is no code of today." in again.content.decode()
    set_scope([world.school.pk])
    assert not GroupTeacher.objects.filter(membership=held.membership).exists()
    assert Mark.objects.get(slot=AM.number).by_id == held.membership_id


def test_guessing_is_limited_by_the_block_and_never_by_the_address(world, office):
    code = code_of(slip(world, office))
    wrong = f"{block_of(code)}-AAAA-AAAA"
    for _ in range(5):
        assert "no code of today" in typed(wrong)[1].content.decode()
    assert "Too many wrong codes" in typed(code)[1].content.decode()
    other = code_of(slip(world, office))
    _, answer = typed(other)
    assert "Too many" not in answer.content.decode()
    assert answer.redirect_chain


def test_a_supply_teacher_has_no_password_and_no_address(world, office):
    slip(world, office)
    person = Person.objects.get(name="Sam Underhill")
    assert not person.has_usable_password()
    assert person.email.endswith("@supply.invalid")


@pytest.mark.parametrize("day", [dt.date(2026, 11, 19), dt.date(2026, 12, 25)])
def test_a_code_is_for_today_or_the_next_fourteen_days(world, office, day):
    sent = {
        "name": "Sam Underhill",
        "position": "Supply teacher",
        "group": world.group.pk,
        "day": day.isoformat(),
    }
    assert "Choose today or one" in send(office, world, "supply", sent, status=422)
    assert not SupplyPass.objects.exists()


@pytest.mark.parametrize("role", [Role.TEACHER, Role.PASTORAL])
def test_who_gives_no_codes_is_told_so(world, client, role):
    said = page(sign_in(client, world, role), world, "supply", status=403)
    assert "You may not give supply teachers a code here." in said


def test_codes_are_long_and_unlike_each_other():
    made = {new_code() for _ in range(200)}
    assert len(made) == 200
    assert all(CODE.fullmatch(code) for code in made)
    assert not set("".join(made)) - set(LETTERS) - {"-"}
    code = made.pop()
    assert digest_of(code) == digest_of(code.lower().replace("-", " "))
