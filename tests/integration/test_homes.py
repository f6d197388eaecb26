"""What each role finds at home, and what nobody finds there."""

import datetime as dt
import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from register.rules.entries import Entry
from register.services.marks import record_marks
from schools.rules.sessions import Session, Slot
from schools.selectors.calendar import calendar_of
from schools.states import Role
from tests.homes import AM, FRIDAY, at, flag, hand_in, home, mark, rename
from tests.worlds import World, hire, make_pupil, make_world

pytestmark = pytest.mark.django_db

SCHOOL_ROLES = [
    Role.TEACHER,
    Role.OFFICE,
    Role.OFFICER,
    Role.SAFEGUARDING,
    Role.PASTORAL,
    Role.HEAD,
    Role.GOVERNOR,
]


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


def queries_at_home(client, world):
    """Count what the home itself asks, once signed in and with what is kept known."""
    home(client, world, Role.OFFICE)
    address = reverse("school-home", kwargs={"school": world.school.slug})
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    world.scope()
    return len(asked)


def test_the_home_of_a_school_is_a_handful_of_queries_however_many_pupils(
    client, world
):
    mark(world, "NL")
    few = queries_at_home(client, world)
    assert few <= 20
    for _ in range(12):
        _, enrolment = make_pupil(world.school, world.group)
        world.enrolments.append(enrolment)
    world.enrolments = world.enrolments[2:]
    mark(world, "N" * len(world.enrolments))
    assert queries_at_home(client, world) == few
