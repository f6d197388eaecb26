"""The page of one pupil: what each role sees, whose record it is, what is kept of it."""

import datetime as dt

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from core.clock import at_local
from register.models import Suggestion
from register.rules.entries import Entry
from register.services.marks import record_marks
from schools.models import (
    AccessLog,
    Adult,
    Contact,
    Flag,
    IdentityLink,
    PhoneNumber,
    StaffRelative,
)
from schools.rules.sessions import Session, Slot
from schools.states import Role
from tests.worlds import World, make_trust, make_world

pytestmark = pytest.mark.django_db

FRIDAY = dt.date(2026, 11, 20)
NOON = at_local(FRIDAY, dt.time(12, 0))


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def world() -> World:
    other = make_world()  # a second school, whose rows must never appear
    other.pupils[0].last_name = "Stranger"
    other.pupils[0].save()
    return make_world().scope()


def open_page(client, world, role=Role.HEAD, pupil=None, **query):
    client.force_login(world.by(role).person)
    pupil = pupil or world.pupils[0]
    address = reverse("pupil", kwargs={"school": world.school.slug, "pupil": pupil.pk})
    return client.get(address, query)


def add_contact(world, **link):
    adult = Adult.objects.create(
        school=world.school,
        first_name="Joan",
        last_name="Marsh",
        address="4 Quiet Lane",
        postcode="B1 1AA",
        email="joan@home.example",
        **link.pop("adult", {}),
    )
    PhoneNumber.objects.create(school=world.school, adult=adult, number="+447700900123")
    return Contact.objects.create(
        school=world.school,
        pupil=world.pupils[0],
        adult=adult,
        relationship="Mother",
        starts_on=dt.date(2026, 9, 2),
        **link,
    )


def add_flag(world, kind, **more):
    return Flag.objects.create(
        school=world.school,
        pupil=world.pupils[0],
        kind=kind,
        starts_on=dt.date(2026, 9, 2),
        **more,
    )


def mark(world, code, day, session=Session.AM, role=Role.OFFICE):
    return record_marks(
        school=world.school,
        slot=Slot(day, session),
        entries=[Entry(enrolment_id=world.enrolments[0].pk, code=code, version=0)],
        by=world.by(role),
        now=NOON,
    )


def test_a_head_sees_who_the_pupil_is_and_when_they_were_born(client, world):
    html = open_page(client, world).content.decode()
    assert world.pupils[0].name in html
    assert "Tue 3 Oct 2017, 9 years old" in html
    assert "Year 4, 4B" in html
    assert "Stranger" not in html


def test_a_contact_has_a_number_to_call(client, world):
    add_contact(world)
    html = open_page(client, world, Role.OFFICE).content.decode()
    assert 'href="tel:07700900123"' in html
    assert "4 Quiet Lane" in html


def test_a_contact_without_a_channel_has_no_link_and_the_sentence_why(client, world):
    add_contact(world, channels=[], restriction="Non-molestation order")
    html = open_page(client, world, Role.OFFICE).content.decode()
    assert "tel:" not in html
    assert "mailto:" not in html
    assert "Nobody may contact this adult about the pupil." in html
    assert "Non-molestation order" in html


def test_an_order_that_has_run_out_still_restricts_until_reviewed(client, world):
    add_contact(world, channels=["post"], court_order_ends_on=dt.date(2026, 11, 1))
    html = open_page(client, world, Role.OFFICE).content.decode()
    assert "Court order ran to Sun 1 Nov 2026" in html
    assert "tel:" not in html


def test_a_confidential_address_is_on_no_page(client, world):
    add_contact(world, adult={"address_is_confidential": True})
    html = open_page(client, world, Role.HEAD).content.decode()
    assert "Quiet Lane" not in html
    assert "Confidential" in html


def test_a_teacher_sees_who_may_collect_and_no_number_or_address(client, world):
    add_contact(world, may_collect=True)
    html = open_page(client, world, Role.TEACHER).content.decode()
    assert "Joan Marsh" in html
    assert "may collect" in html
    for hidden in ("900123", "Quiet Lane", "joan@home"):
        assert hidden not in html


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        (Role.TEACHER, {"Comes on authority transport"}),
        (Role.OFFICE, {"Comes on authority transport", "Young carer"}),
        (
            Role.SAFEGUARDING,
            {"Comes on authority transport", "Young carer", "Child protection plan"},
        ),
        (Role.TRUST_LEAD, {"Comes on authority transport", "Young carer"}),
    ],
)
def test_flags_are_seen_by_those_who_need_them(client, world, role, shown):
    kinds = {
        "authority_transport": "Comes on authority transport",
        "young_carer": "Young carer",
        "child_protection": "Child protection plan",
    }
    for kind in kinds:
        add_flag(world, kind)
    if role is Role.TRUST_LEAD:
        make_trust(world.school)
    html = open_page(client, world, role).content.decode()
    assert {label for label in kinds.values() if label in html} == shown


def test_a_upn_is_for_those_who_edit_and_never_on_paper(client, world):
    with connection.cursor() as cursor:
        cursor.execute(
            "select schools_renumber(%s, 'H801200001001', %s)",
            [world.pupils[0].identity_id, FRIDAY],
        )
    office = open_page(client, world, Role.OFFICE).content.decode()
    assert 'rb-no-print">UPN <code>H801200001001' in office
    teacher = open_page(client, world, Role.TEACHER).content.decode()
    assert "H801200001001" not in teacher


def test_the_year_is_a_herringbone_with_its_working(client, world):
    for day in (16, 17, 18, 19):
        mark(world, "/", dt.date(2026, 11, day))
    mark(world, "I", FRIDAY)
    html = open_page(client, world).content.decode()
    assert 'aria-label="Fri 20 Nov AM: Illness"' in html
    assert "4 of 5 possible sessions attended; 1 missed: 1 authorised" in html
    assert "80.0%" in html
    assert "Persistently absent" in html
    # 9 of 2 September to 19 November were asked for and not marked.
    assert "not marked." in html


def test_the_years_are_switched_by_the_address(client, world):
    world.enrolments[0].starts_on = dt.date(2025, 9, 1)
    world.enrolments[0].save()
    mark(world, "/", dt.date(2025, 11, 20))
    html = open_page(client, world, year="2025").content.decode()
    assert "Attendance 2025/26" in html
    assert "1 of 1 possible sessions attended" in html
    assert "not marked" in html
    # A year without a mark is not offered, and an address that asks for one gets this.
    assert (
        "Attendance 2026/27" in open_page(client, world, year="2019").content.decode()
    )


def test_amendments_absences_and_parents_words_stand_in_one_chronology(client, world):
    mark(world, "N", FRIDAY, role=Role.TEACHER)
    record_marks(
        school=world.school,
        slot=Slot(FRIDAY, Session.AM),
        entries=[
            Entry(
                enrolment_id=world.enrolments[0].pk,
                code="I",
                version=1,
                reason="Father rang: fever",
            )
        ],
        by=world.by(Role.OFFICE),
        now=NOON,
    )
    slot = Slot(FRIDAY, Session.PM).number
    Suggestion.objects.create(
        school=world.school,
        enrolment=world.enrolments[0],
        first_slot=slot,
        last_slot=slot,
        code="I",
        source=Suggestion.Source.PARENT,
        words="Father telephoned, fever",
        entered_at=NOON,
        entered_by=world.by(Role.OFFICE),
    )
    html = open_page(client, world).content.decode()
    assert "Fri 20 Nov AM: N changed to I" in html
    assert "Father rang: fever" in html
    assert "Absent, Fri 20 Nov AM" in html
    assert "Father telephoned, fever" in html
    assert "Joined the roll" in html


def test_safeguarding_entries_of_the_chronology_are_for_few(client, world):
    add_flag(world, "child_protection")
    words = "Child protection plan: from this day"
    assert words in open_page(client, world, Role.SAFEGUARDING).content.decode()
    assert words not in open_page(client, world, Role.OFFICE).content.decode()


def test_brothers_and_sisters_here_are_named_and_others_counted(client, world):
    other = make_world()
    world.scope()
    here, there = world.pupils[1].identity_id, other.pupils[0].identity_id
    mine = world.pupils[0].identity_id
    for identity in (here, there):
        first, second = sorted((mine, identity))
        IdentityLink.objects.create(first_id=first, second_id=second)
    html = open_page(client, world, Role.OFFICE).content.decode()
    assert world.pupils[1].name in html
    assert "1 brother or sister at other schools" in html
    assert other.pupils[0].name not in html


def test_a_relative_on_the_staff_sees_who_and_register_only(client, world):
    add_contact(world)
    add_flag(world, "young_carer")
    StaffRelative.objects.create(
        school=world.school,
        person=world.by(Role.OFFICE).person,
        pupil=world.pupils[0],
        relation="Nephew",
    )
    html = open_page(client, world, Role.OFFICE).content.decode()
    assert "family of yours (nephew)" in html
    assert world.pupils[0].name in html
    assert "rb-herringbone" in html
    for hidden in ("Joan Marsh", "Young carer", "Chronology", "UPN <code>"):
        assert hidden not in html


def test_an_opening_is_kept_once_in_five_minutes(client, world):
    open_page(client, world, Role.TEACHER)
    open_page(client, world, Role.TEACHER)
    log = AccessLog.objects.get()
    assert (log.pupil, log.opened_by) == (world.pupils[0], world.by(Role.TEACHER))
    with time_machine.travel(NOON + dt.timedelta(minutes=6), tick=False):
        open_page(client, world, Role.TEACHER)
    assert AccessLog.objects.count() == 2


@pytest.mark.parametrize("statement", ["update {} set page = 'x'", "delete from {}"])
def test_postgresql_refuses_to_touch_the_log_of_openings(client, world, statement):
    open_page(client, world)
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format("schools_accesslog"))


def test_the_head_sees_who_opened_the_record_and_the_office_does_not(client, world):
    open_page(client, world, Role.TEACHER)
    teacher = world.by(Role.TEACHER).name
    assert teacher in open_page(client, world, Role.HEAD).content.decode()
    assert "Who opened" not in open_page(client, world, Role.OFFICE).content.decode()


def test_a_governor_may_not_open_a_record_and_is_told_who_may(client, world):
    response = open_page(client, world, Role.GOVERNOR)
    assert response.status_code == 403
    assert "You may not see pupils here" in response.content.decode()
    assert not AccessLog.objects.exists()


def test_a_pupil_of_another_school_does_not_exist_here(client, world):
    other = make_world()
    world.scope()
    assert open_page(client, world, pupil=other.pupils[0]).status_code == 404
