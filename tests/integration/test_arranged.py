"""What is agreed beforehand through its pages, and the ledger after each real day."""

import datetime as dt

import pytest

from register.models import Arrangement, LedgerEntry, Mark, Suggestion
from register.selectors.arrangements import reviews_due
from schools.models import RegistrationGroup, StaffRelative
from schools.rules.sessions import Session
from schools.states import Role
from tests.arranged import (
    AFTERNOONS,
    DECEMBER,
    EARLY,
    FORBIDDEN,
    FOUND,
    FRIDAY,
    MISSING,
    MONDAY,
    accept,
    add_pupil,
    address,
    at,
    be_at,
    codes,
    in_force,
    known,
    made,
    make,
    mark,
    part_time,
    shown,
    signed_in,
    slot,
)
from tests.worlds import World, make_world

pytestmark = pytest.mark.django_db
YOUNG = dt.date(2023, 2, 3)


@pytest.fixture(autouse=True)
def early(monkeypatch):
    be_at(monkeypatch, EARLY)


@pytest.fixture
def world() -> World:
    make_world().scope()
    return make_world().scope()


@pytest.fixture
def head(client, world):
    return signed_in(client, world, Role.HEAD)


@pytest.fixture
def office(client, world):
    return signed_in(client, world, Role.OFFICE)


# Part-time, and a whole group in one act -----------------------------------------


def test_a_part_time_timetable_suggests_c2_for_its_sessions_only(head, world):
    row = made(head, world, "part_time", **part_time())
    who = world.enrolments[0].pk
    assert (row.code, row.agreed_with) == ("C2", "Mrs Okoro, in a meeting")
    assert known(who, slot(MONDAY, Session.PM)) == "C2"
    assert known(who, slot(MONDAY)) is None
    page = shown(head, world, "arrangement", arrangement=row.pk)
    assert "Coming back after an operation" in page
    assert "SI 2024/208 reg 11(6)" in page


def test_nursery_half_days_of_a_group_are_made_and_accepted_in_one_act_each(
    head, world, monkeypatch
):
    nursery = RegistrationGroup.objects.create(
        school=world.school, name="Nursery", starts_on=dt.date(2026, 9, 2)
    )
    world.group, world.pupils, world.enrolments = nursery, [], []
    for _ in range(3):
        add_pupil(world, born_on=YOUNG)
    add_pupil(world, born_on=dt.date(2020, 1, 1), last_name="Older")
    where = f"{address(world, 'arrangement-new')}?kind=half_days&group={nursery.pk}"
    typed = {
        "starts_on": MONDAY.isoformat(),
        "last_day": DECEMBER.isoformat(),
        "sessions": AFTERNOONS,
    }
    plan = head.post(where, {**typed, "show": "1"}).content.decode()
    assert "Of compulsory school age" in plan
    world.scope()
    assert not Arrangement.objects.exists()
    everyone = [str(row.pk) for row in world.enrolments]
    assert (
        head.post(where, {**typed, "make": "1", "enrolment": everyone}).status_code
        == FOUND
    )
    world.scope()
    assert [row.code for row in Arrangement.objects.all()] == ["X", "X", "X"]

    be_at(monkeypatch, at(MONDAY, 13, 5))
    teacher = world.by(Role.OFFICE)
    head.force_login(teacher.person)
    afternoon = slot(MONDAY, Session.PM)
    page, answer = accept(head, world, afternoon)
    assert "3 of 4 pupils known and not marked" in page
    assert answer.status_code == FOUND
    young = [row.pk for row in world.enrolments[:3]]
    assert codes(afternoon) == dict.fromkeys(young, "X")
    assert {row.by for row in Mark.objects.all()} == {teacher}
    assert not LedgerEntry.objects.exists()


def test_one_act_takes_what_is_ticked_and_nothing_twice(head, world, monkeypatch):
    for number in (0, 1):
        made(head, world, "part_time", number=number, **part_time())
    afternoon = slot(MONDAY, Session.PM)
    be_at(monkeypatch, at(MONDAY, 13, 5))
    mark(world, afternoon, "\\", number=1)
    page, _ = accept(head, world, afternoon)
    assert "1 of 3 pupils known and not marked; 1 marked" in page
    accept(head, world, afternoon)
    assert codes(afternoon) == {
        world.enrolments[0].pk: "C2",
        world.enrolments[1].pk: "\\",
    }
    assert not LedgerEntry.objects.exists()


def test_before_the_register_opens_nothing_is_taken(head, world):
    made(head, world, "part_time", **part_time())
    _, answer = accept(head, world, slot(MONDAY, Session.PM))
    assert "has not opened" in answer.content.decode()
    assert not Mark.objects.exists()


def test_ending_an_arrangement_ends_its_suggestion_from_the_day_after(head, world):
    row = made(head, world, "part_time", **part_time())
    who = world.enrolments[0].pk
    end = address(world, "arrangement-end", arrangement=row.pk)
    tuesday = MONDAY + dt.timedelta(1)
    head.post(end, {"last_day": tuesday.isoformat(), "reason": "Back full time"})
    world.scope()
    assert known(who, slot(tuesday, Session.PM)) == "C2"
    assert known(who, slot(tuesday + dt.timedelta(1), Session.PM)) is None
    assert in_force() == 1
    row.refresh_from_db()
    assert (row.ended_by, row.ended_reason) == (world.by(Role.HEAD), "Back full time")


def test_an_arrangement_cancelled_before_its_first_day_leaves_nothing(head, world):
    row = made(head, world, "part_time", **part_time())
    end = address(world, "arrangement-end", arrangement=row.pk)
    head.post(end, {"last_day": FRIDAY.isoformat(), "reason": "Withdrawn"})
    world.scope()
    assert in_force() == 0
    assert "Cancelled" in shown(head, world, "arrangements", "?stage=ended")


def test_a_timetable_is_looked_at_again_when_its_day_comes(head, world, monkeypatch):
    row = made(head, world, "part_time", **part_time())
    assert reviews_due(world.school, FRIDAY) == []
    day = dt.date(2026, 12, 4)
    be_at(monkeypatch, at(day, 8))
    assert reviews_due(world.school, day) == [row]
    look = address(world, "arrangement-look", arrangement=row.pk)
    head.post(look, {"words": "Two more afternoons from Monday", "next_on": ""})
    world.scope()
    assert reviews_due(world.school, day) == []
    page = shown(head, world, "arrangement", arrangement=row.pk)
    assert "Two more afternoons from Monday" in page


# Who -----------------------------------------------------------------------------


def test_leave_kinds_are_made_by_whom_the_head_has_named_only(office, world):
    answer = make(office, world, "part_time", **part_time())
    assert answer.status_code == FORBIDDEN
    assert "it is leave" in shown(office, world, "arrangement-new")


@pytest.mark.parametrize("role", [Role.TEACHER, Role.GOVERNOR])
def test_others_are_told_that_arrangements_are_not_theirs(client, world, role):
    signed_in(client, world, role)
    for name in ("arrangements", "arrangement-new", "providers", "elsewhere"):
        assert client.get(address(world, name)).status_code == FORBIDDEN


def test_nobody_arranges_for_family_and_strangers_find_nothing(head, world):
    row = made(head, world, "part_time", **part_time())
    StaffRelative.objects.create(
        school=world.school,
        person=world.by(Role.HEAD).person,
        pupil=world.pupils[0],
        relation="Son",
    )
    here = address(world, "arrangement", arrangement=row.pk)
    assert head.get(here).status_code == FORBIDDEN
    assert make(head, world, "part_time", **part_time()).status_code == FORBIDDEN
    other = make_world().scope()
    signed_in(head, other, Role.HEAD)
    there = address(other, "arrangement", arrangement=row.pk)
    assert head.get(there).status_code == MISSING
    query = f"?kind=part_time&pupil={world.pupils[0].pk}"
    assert head.get(address(other, "arrangement-new") + query).status_code == MISSING
    assert not Suggestion.objects.exists()
