"""What each role finds at home, and what nobody finds there."""

import datetime as dt
import re

import pytest
import time_machine
from django.urls import reverse

from core.clock import at_local
from core.tenancy import set_scope
from register.rules.entries import Entry
from register.services.marks import record_marks
from register.services.taking import take_register
from schools.models import Affiliation, Body, Flag, Membership
from schools.rules.sessions import Session, Slot
from schools.selectors.calendar import calendar_of
from schools.states import BodyKind, Role
from tests.worlds import LONG_AGO, World, hire, make_pupil, make_trust, make_world

pytestmark = pytest.mark.django_db

FRIDAY = dt.date(2026, 11, 20)
AM = Slot(FRIDAY, Session.AM)
SCHOOL_ROLES = [
    Role.TEACHER,
    Role.OFFICE,
    Role.OFFICER,
    Role.SAFEGUARDING,
    Role.PASTORAL,
    Role.HEAD,
    Role.GOVERNOR,
]


def at(hour: int, minute: int) -> dt.datetime:
    return at_local(FRIDAY, dt.time(hour, minute))


@pytest.fixture(autouse=True)
def after_the_close():
    with time_machine.travel(at(9, 36), tick=False):
        yield


@pytest.fixture
def other() -> World:
    """A second school with the same kind of morning, which must never appear."""
    world = make_world()
    rename(world, "Stranger")
    mark(world, "NL", slot=AM)
    return world


@pytest.fixture
def world(other: World) -> World:
    world = make_world().scope()
    rename(world, "Ours")
    return world


def rename(world: World, last_name: str) -> None:
    for number, pupil in enumerate(world.pupils):
        pupil.last_name = f"{last_name}{number}"
        pupil.save()


def mark(world: World, codes: str, *, slot: Slot = AM, **details) -> None:
    entries = [
        Entry(enrolment_id=enrolment.pk, code=code, version=0, **details)
        for enrolment, code in zip(world.enrolments, codes, strict=False)
    ]
    now = at_local(slot.day, dt.time(9, 0))
    outcome = record_marks(
        school=world.school,
        slot=slot,
        entries=entries,
        by=world.by(Role.OFFICE),
        now=now,
    )
    assert outcome.is_clean


def hand_in(world: World, slot: Slot = AM) -> None:
    take_register(
        school=world.school,
        group=world.group,
        slot=slot,
        by=world.by(Role.OFFICE),
        now=at(8, 51),
    )


def home(client, world: World, role: Role, **query) -> str:
    world.scope()
    who = world.by(role)
    client.force_login(who.person)
    answer = client.get(
        reverse("school-home", kwargs={"school": world.school.slug}), query
    )
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("role", SCHOOL_ROLES)
def test_no_home_shows_a_pupil_of_another_school(client, world, role):
    mark(world, "NL")
    assert "Stranger" not in home(client, world, role)


def test_a_teacher_finds_the_register_to_take_with_the_minutes_left(client, world):
    world.staff[Role.TEACHER] = hire(world.school, Role.TEACHER, group=world.group)
    with time_machine.travel(at(9, 8), tick=False):
        text = home(client, world, Role.TEACHER)
    assert "open, closes in 12 min" in text
    assert "Take 4B AM" in text
    assert "0 of 3" in text


def test_a_teacher_reads_when_the_register_was_taken(client, world):
    world.staff[Role.TEACHER] = hire(world.school, Role.TEACHER, group=world.group)
    mark(world, "///")
    hand_in(world)
    text = home(client, world, Role.TEACHER)
    assert "taken 08:51" in text
    assert "Take 4B AM" not in text


def test_a_teacher_without_a_class_is_told_who_gives_one(client, world):
    assert "No class is yours to register" in home(client, world, Role.TEACHER)


def test_the_office_finds_what_is_missing_who_is_not_accounted_for_and_who_is_late(
    client, world
):
    mark(world, "N")
    mark_late(world)
    text = home(client, world, Role.OFFICE)
    assert "not taken, closed 09:20" in text
    assert section(text, "unaccounted").count("rb-pupil__name") == 2
    assert "AM not marked" in section(text, "unaccounted")
    assert "Ours1" in section(text, "late")
    assert "1 late mark" in section(text, "late")


def mark_late(world: World) -> None:
    record_marks(
        school=world.school,
        slot=AM,
        entries=[
            Entry(
                enrolment_id=world.enrolments[1].pk,
                code="L",
                version=0,
                minutes_late=11,
            )
        ],
        by=world.by(Role.OFFICE),
        now=at(9, 1),
    )


def section(text: str, key: str) -> str:
    """Return what a page says in one of its panels."""
    return text.split(f'id="{key}"', 1)[1].split("</section>", 1)[0]


def test_when_all_is_well_the_office_reads_so(client, world):
    mark(world, "///")
    hand_in(world)
    text = home(client, world, Role.OFFICE)
    assert "Every register is in. 08:51." in text
    assert "Everyone is accounted for" in text


def test_on_a_sunday_every_home_names_the_next_school_day(client, world):
    with time_machine.travel(at(9, 36) + dt.timedelta(days=2), tick=False):
        assert "No school today. Next: Mon 23 Nov." in home(client, world, Role.OFFICE)


def test_a_pupil_in_no_class_is_listed(client, world):
    make_pupil(world.school, None, last_name="Nowhere")
    text = home(client, world, Role.OFFICE)
    assert "Nowhere" in section(text, "no-register")


def test_the_officer_finds_an_n_by_its_days_left(client, world):
    mark(world, "/N", slot=Slot(dt.date(2026, 11, 13), Session.AM))
    text = section(home(client, world, Role.OFFICER), "n-codes")
    assert "Ours1" in text
    assert "due today" in text
    assert "Ours0" not in text


def test_the_officer_finds_whose_attendance_fell(client, world):
    days = calendar_of(world.school).school_days
    from core.periods import Period

    for day in days(Period(dt.date(2026, 10, 12), FRIDAY)):
        late = day >= dt.date(2026, 11, 13)
        mark(world, "/I/" if late else "///", slot=Slot(day, Session.AM))
    text = section(home(client, world, Role.OFFICER), "falling")
    assert "Ours1" in text
    assert "\N{MINUS SIGN}100.0" in text
    assert "Ours0" not in text


def test_an_amendment_of_today_shows_both_entries_and_its_reason(client, world):
    mark(world, "N")
    record_marks(
        school=world.school,
        slot=AM,
        entries=[
            Entry(
                enrolment_id=world.enrolments[0].pk,
                code="I",
                version=1,
                reason="Mother rang",
            )
        ],
        by=world.by(Role.OFFICE),
        now=at(9, 30),
    )
    text = section(home(client, world, Role.OFFICER), "amendments")
    assert "N → I" in text
    assert "Mother rang" in text
    assert "1 amendment" in text


def flag(world: World, number: int, kind: str) -> None:
    Flag.objects.create(
        school=world.school, pupil=world.pupils[number], kind=kind, starts_on=LONG_AGO
    )


def test_the_safeguarding_lead_sees_the_most_vulnerable_first(client, world):
    flag(world, 2, "child_protection")
    flag(world, 2, "young_carer")
    flag(world, 1, "young_carer")
    text = section(home(client, world, Role.SAFEGUARDING), "vulnerable")
    assert text.index("Ours2") < text.index("Ours1") < text.index("Ours0")
    assert "Child protection plan" in text


@pytest.mark.parametrize(
    "role", [Role.TEACHER, Role.OFFICE, Role.PASTORAL, Role.OFFICER]
)
def test_others_see_no_safeguarding_flag(client, world, role):
    flag(world, 2, "child_protection")
    assert "Child protection" not in home(client, world, role)


def test_the_head_sees_who_is_in_and_who_is_not(client, world):
    mark(world, "/NI")
    text = section(home(client, world, Role.HEAD), "now")
    whole = text.split("Whole school", 1)[1]
    cells = whole.split('class="number">')[1:]
    numbers = [re.sub(r"<a[^>]*>", "", cell).split("<")[0] for cell in cells]
    assert numbers == ["1", "–", "1", "1", "–", "3"]


def test_a_number_of_the_school_now_opens_to_names(client, world):
    mark(world, "/NI")
    client.force_login(world.by(Role.HEAD).person)
    address = reverse("school-now", kwargs={"school": world.school.slug})
    text = client.get(address, {"where": "unaccounted", "year": 4}).content.decode()
    assert "Ours1" in text
    assert "Ours0" not in text
    assert "Stranger" not in text
    assert client.get(address, {"where": "moon"}).status_code == 404
    client.force_login(world.by(Role.GOVERNOR).person)
    assert client.get(address, {"where": "in"}).status_code == 403


def test_a_governor_sees_figures_and_no_pupil(client, world):
    for day in (dt.date(2026, 10, 1), dt.date(2026, 10, 2)):
        mark(world, "/NI", slot=Slot(day, Session.AM))
    text = home(client, world, Role.GOVERNOR)
    assert "Last half term" in text
    assert "33.3%" in text
    assert "England, primary schools" in text
    assert "Ours" not in text
    assert "/pupils/" not in text


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


def test_the_home_of_a_school_is_a_handful_of_queries(
    client, world, django_assert_max_num_queries
):
    mark(world, "NL")
    home(client, world, Role.OFFICE)
    with django_assert_max_num_queries(20):
        home(client, world, Role.OFFICE)
