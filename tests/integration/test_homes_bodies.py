"""The homes of trusts and authorities: sums of their schools, and of no other."""

import pytest
import time_machine
from django.urls import reverse

from core.tenancy import set_scope
from schools.models import Affiliation, Body, Membership
from schools.states import BodyKind, Role
from tests.homes import at, flag, mark, rename
from tests.worlds import LONG_AGO, World, hire, make_trust, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def after_the_close():
    with time_machine.travel(at(9, 36), tick=False):
        yield


@pytest.fixture
def other() -> World:
    """A second school with the same kind of morning, which must never appear."""
    world = make_world()
    rename(world, "Stranger")
    mark(world, "NL")
    return world


@pytest.fixture
def world(other: World) -> World:
    world = make_world().scope()
    rename(world, "Ours")
    return world


def engage(body: Body, role: Role) -> Membership:
    """Hire somebody at a body that is no school."""
    set_scope([], body_ids=[body.pk])
    return hire(body, role)


def test_a_trust_lead_sees_the_trusts_schools_and_no_other(client, world, other):
    trust = make_trust(world.school)
    lead = engage(trust, Role.TRUST_LEAD)
    world.scope()
    mark(world, "/N/")
    client.force_login(lead.person)
    answer = client.get(reverse("trust-home", kwargs={"trust": trust.slug}))
    text = answer.content.decode()
    assert world.school.name in text
    assert other.school.name not in text
    assert "66.7%" in text
    assert "1 of 1" in text  # the one register that closed is missing


def test_a_trust_lead_opens_a_school_without_safeguarding_entries(client, world):
    trust = make_trust(world.school)
    lead = engage(trust, Role.TRUST_LEAD)
    world.scope()
    flag(world, 0, "child_protection")
    client.force_login(lead.person)
    answer = client.get(reverse("school-home", kwargs={"school": world.school.slug}))
    text = answer.content.decode()
    assert "School now" in text
    assert "Child protection" not in text


def make_authority(*schools: Body) -> Body:
    authority = Body.objects.create(
        kind=BodyKind.AUTHORITY, name="Test Council", slug="test-council"
    )
    for school in schools:
        Affiliation.objects.create(
            school=school, parent=authority, kind=BodyKind.AUTHORITY, starts_on=LONG_AGO
        )
    return authority


def test_an_authority_officer_sees_sums_of_the_areas_schools_and_no_pupil(
    client, world, other
):
    mark(world, "/NI")
    authority = make_authority(world.school)
    officer = engage(authority, Role.AUTHORITY_OFFICER)
    client.force_login(officer.person)
    set_scope([])
    answer = client.get(reverse("authority-home", kwargs={"authority": authority.slug}))
    text = answer.content.decode()
    assert world.school.name in text
    assert "1 of 3" in text
    assert other.school.name not in text
    assert "Ours" not in text
