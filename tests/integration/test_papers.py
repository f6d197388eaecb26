"""Policies, duties, contact points, training and checks of contacts, by their pages."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from core.clock import at_local
from core.tenancy import set_scope
from schools.models import (
    Affiliation,
    Body,
    ContactCheck,
    ContactPoint,
    Duty,
    Policy,
    Training,
)
from schools.states import BodyKind, Role
from tests.worlds import LONG_AGO, World, hire, make_trust, make_world

pytestmark = pytest.mark.django_db
OK, REDIRECTED, REFUSED, NOT_FOUND, UNPROCESSABLE = 200, 302, 403, 404, 422
TODAY = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def moment(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at_local(TODAY, dt.time(9, 40)))


@pytest.fixture
def world() -> World:
    make_world()
    return make_world().scope()


@pytest.fixture
def manager(client: Client, world: World) -> Client:
    client.force_login(world.by(Role.ADMINISTRATOR).person)
    return client


def at(name: str, world: World, **values: object) -> str:
    return reverse(name, kwargs={"school": world.school.slug, **values})


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == OK
    return answer.content.decode()


def adopt(client: Client, address: str, **typed: str):
    first = {
        "title": "Attendance policy",
        "version": "2025",
        "approved_by": "Governing body, minute 14",
        "approved_on": "2025-11-01",
        "starts_on": "2025-11-10",
        "review_after": "1",
        "text": "Every child, every day.",
    }
    return client.post(address, first | typed)


def test_a_version_is_adopted_and_the_one_before_ends(manager, world):
    adopt(manager, at("school-policy-adopt", world))
    row = Policy.objects.get(body=world.school)
    assert row.review_on == dt.date(2026, 11, 10)
    assert "overdue" in text(manager, at("school-policies", world))
    next_version = at("school-policy-adopt", world) + f"?of={row.pk}"
    assert "Every child, every day." in text(manager, next_version)
    adopt(
        manager,
        next_version,
        version="2026",
        starts_on="2026-11-20",
        review_after="3",
        changes="New codes",
    )
    row.refresh_from_db()
    assert row.ends_on == TODAY
    page = text(manager, at("school-policies", world))
    assert "Versions of before" in page
    assert "New codes" in text(
        manager,
        at("school-policy", world, policy=Policy.objects.get(version="2026").pk),
    )
    again = adopt(manager, next_version, version="2026b", starts_on="2026-11-20")
    assert again.status_code == UNPROCESSABLE


def test_the_review_stands_on_the_homes_of_those_who_govern(client, world):
    client.force_login(world.by(Role.ADMINISTRATOR).person)
    adopt(client, at("school-policy-adopt", world))
    for role in (Role.HEAD, Role.GOVERNOR, Role.ADMINISTRATOR):
        world.scope()
        client.force_login(world.by(role).person)
        assert "Attendance policy, 2025" in text(client, at("school-home", world))


def test_a_trust_s_policy_is_read_at_its_schools_and_changed_at_the_trust(
    client, world
):
    trust = make_trust(world.school)
    set_scope([world.school.pk], body_ids=[trust.pk])
    lead = hire(trust, Role.TRUST_LEAD)
    client.force_login(lead.person)
    address = reverse("trust-policy-adopt", kwargs={"trust": trust.slug})
    assert adopt(client, address, title="Trust policy").status_code == REDIRECTED
    refused = adopt(client, at("school-policy-adopt", world))
    assert refused.status_code == REFUSED
    world.scope()
    client.force_login(world.by(Role.TEACHER).person)
    assert "Trust policy" in text(client, at("school-policies", world))
    assert adopt(client, at("school-policy-adopt", world)).status_code == REFUSED


def test_duties_start_from_shipped_words_and_become_the_school_s(manager, world):
    manager.post(at("school-duties-start", world))
    page = text(manager, at("school-duties", world))
    assert "Class teachers and tutors" in page
    again = manager.post(at("school-duties-start", world), follow=True)
    assert "There are duties already" in again.content.decode()
    duty = Duty.objects.filter(body=world.school, who="Pupils")[0]
    Duty.objects.filter(pk=duty.pk).update(starts_on=dt.date(2026, 9, 1))
    manager.post(
        at("school-duty-change", world, duty=duty.pk),
        {"who": "Pupils", "words": "Come, and bring a friend."},
    )
    duty.refresh_from_db()
    assert duty.ends_on == TODAY
    assert "Come, and bring a friend." in text(manager, at("school-duties", world))
    new = Duty.objects.get(words="Come, and bring a friend.")
    Duty.objects.filter(pk=new.pk).update(starts_on=dt.date(2026, 11, 1))
    manager.post(at("school-duty-end", world, duty=new.pk))
    assert "bring a friend" not in text(manager, at("school-duties", world))


def test_contact_points_of_the_authority_are_read_at_its_schools(client, world):
    authority = Body.objects.create(
        kind=BodyKind.AUTHORITY, name="Test County", slug="test-county"
    )
    Affiliation.objects.create(
        school=world.school, parent=authority, kind="authority", starts_on=LONG_AGO
    )
    set_scope([world.school.pk], body_ids=[authority.pk])
    officer = hire(authority, Role.AUTHORITY_OFFICER)
    client.force_login(officer.person)
    address = {"authority": authority.slug}
    point = {
        "name": "Children missing education",
        "telephone": "0113 496 0123",
        "hours": "Mon to Fri 9 to 5",
    }
    client.post(reverse("authority-contact-point-add", kwargs=address), point)
    empty = client.post(
        reverse("authority-contact-point-add", kwargs=address), {"name": "Nobody"}
    )
    assert empty.status_code == UNPROCESSABLE
    row = ContactPoint.objects.get(body=authority)
    ContactPoint.objects.filter(pk=row.pk).update(checked_on=dt.date(2025, 11, 1))
    world.scope()
    client.force_login(world.by(Role.OFFICE).person)
    page = text(client, at("school-contact-points", world))
    assert "0113 496 0123" in page
    assert "Not checked for more than a year: Children missing education" in page
    ours = at("school-contact-point-check", world, point=row.pk)
    assert client.post(ours).status_code == REFUSED
    client.force_login(officer.person)
    client.post(
        reverse("authority-contact-point-check", kwargs=address | {"point": row.pk})
    )
    row.refresh_from_db()
    assert row.checked_on == TODAY


def test_a_training_is_logged_once_and_its_refresher_is_listed(manager, world):
    teacher = world.by(Role.TEACHER)
    typed = {
        "member": teacher.pk,
        "course": "Attendance codes",
        "provider": "Test County",
        "done_on": "2025-10-01",
        "due_again_on": "2026-10-01",
    }
    assert manager.post(at("training-add", world), typed).status_code == REDIRECTED
    twice = manager.post(at("training-add", world), typed)
    assert twice.status_code == UNPROCESSABLE
    page = text(manager, at("training", world))
    assert "Refreshers due" in page
    assert "overdue" in page
    world.scope()
    first = Training.objects.get(school=world.school)
    again = at("training-add", world) + f"?again={first.pk}"
    assert "Attendance codes" in text(manager, again)
    typed |= {"done_on": "2026-11-19", "due_again_on": "2027-11-19"}
    manager.post(again, typed)
    assert "Refreshers due" not in text(manager, at("training", world))


def test_contacts_are_gone_through_and_stale_ones_are_listed(client, world):
    client.force_login(world.by(Role.OFFICE).person)
    pupil = world.pupils[0]
    listed = text(client, at("contact-checks", world))
    assert pupil.sort_name in listed
    assert "never" in listed
    typed = {
        "checked_on": "2026-11-19",
        "checked_with": "Mother, by telephone",
        "words": "New mobile number",
    }
    address = at("contacts-check", world, pupil=pupil.pk)
    client.post(address, typed)
    client.post(address, typed)  # twice is once
    world.scope()
    assert ContactCheck.objects.filter(pupil=pupil).count() == 1
    page = text(client, at("contacts", world, pupil=pupil.pk))
    assert "Mother, by telephone: New mobile number" in page
    late = client.post(address, typed | {"checked_on": "2027-01-01"})
    assert late.status_code == UNPROCESSABLE


def test_a_stranger_reads_none_of_it(client, world):
    adopter = world.by(Role.ADMINISTRATOR)
    client.force_login(adopter.person)
    adopt(client, at("school-policy-adopt", world))
    other = make_world().scope()
    client.force_login(other.by(Role.HEAD).person)
    row = Policy.objects.get(body=world.school)
    assert (
        client.get(at("school-policy", world, policy=row.pk)).status_code == NOT_FOUND
    )
    mine = at("school-policy", other, policy=row.pk)
    assert client.get(mine).status_code == NOT_FOUND
    assert client.get(at("training", world)).status_code == NOT_FOUND


def test_the_day_of_a_class_has_gates_register_lessons_and_end(manager, world):
    typed = {
        "session": "0",
        "gates_open": "08:35",
        "opens": "08:50",
        "lessons_begin": "09:00",
        "closes": "09:10",
        "ends": "11:45",
        "starts_on": "2026-11-23",
    }
    address = at("times-set-group", world, group=world.group.pk)
    wrong = manager.post(address, typed | {"gates_open": "08:55"})
    assert wrong.status_code == UNPROCESSABLE
    assert "Gates open before the register does" in wrong.content.decode()
    assert manager.post(address, typed).status_code == REDIRECTED
    page = text(manager, at("times", world))
    for words in ("Gates open", "08:35", "08:50–09:10", "09:00", "11:45"):
        assert words in page


def test_a_change_of_position_is_an_end_and_a_beginning_and_registers_go_on(
    manager, world
):
    teacher = hire(world.school, Role.TEACHER, group=world.group)
    typed = {
        "role": "teacher",
        "position": "Deputy headteacher",
        "starts_on": "2026-11-23",
    }
    address = at("person-change", world, member=teacher.pk)
    assert manager.post(address, typed).status_code == REDIRECTED
    world.scope()
    teacher.refresh_from_db()
    assert teacher.ends_on == dt.date(2026, 11, 23)
    after = teacher.person.memberships.get(position="Deputy headteacher")
    assert [row.group_id for row in after.groups.all()] == [world.group.pk]
    assert teacher.groups.get().ends_on == dt.date(2026, 11, 23)
    again = manager.post(address, typed | {"starts_on": "2019-01-01"})
    assert again.status_code == UNPROCESSABLE
    assert "What each role may do" in text(manager, at("people", world))
    assert manager.get(at("person-change", world, member=0)).status_code == NOT_FOUND


def test_the_trust_reads_who_opened_which_record(client, world):
    trust = make_trust(world.school)
    set_scope([world.school.pk], body_ids=[trust.pk])
    lead = hire(trust, Role.TRUST_LEAD)
    client.force_login(world.by(Role.OFFICER).person)
    assert client.get(at("pupil", world, pupil=world.pupils[0].pk)).status_code == OK
    client.force_login(lead.person)
    page = text(client, at("access-log", world))
    assert world.pupils[0].name in page


def test_the_page_school_leads_to_every_part(manager, world):
    page = text(manager, at("manage", world))
    for name in (
        "people",
        "training",
        "school-duties",
        "school-contact-points",
        "groups",
        "times",
        "calendar",
        "rollover",
        "joiners",
        "school-settings",
        "school-policies",
        "retention",
    ):
        assert at(name, world) in page
    assert at("contact-checks", world) not in page  # an administrator has no casework


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.HEAD])
def test_every_part_that_the_page_school_names_opens(client, world, role):
    client.force_login(world.by(role).person)
    page = text(client, at("manage", world))
    parts = re.findall(r'<th scope="row"><a class="govuk-link" href="([^"]+)"', page)
    assert len(parts) >= 12
    assert [href for href in parts if client.get(href).status_code != OK] == []
