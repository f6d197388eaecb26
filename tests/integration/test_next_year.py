"""The step into the next year; joiners and leavers; a pupil who moves in mid-term."""

import datetime as dt
from dataclasses import dataclass, field

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from core.clock import at_local
from register.models import Mark
from register.rules.entries import Entry
from register.selectors.years import rows_that_differ
from register.services.marks import record_marks
from schools.models import (
    Enrolment,
    Placement,
    Pupil,
    RegistrationGroup,
    Rollover,
    SessionTime,
)
from schools.rules.sessions import Session, Slot
from schools.states import Role
from tests.worlds import World, make_pupil, make_school, make_world

pytestmark = pytest.mark.django_db
OK, REDIRECTED, REFUSED, NOT_FOUND, UNPROCESSABLE = 200, 302, 403, 404, 422
TODAY = dt.date(2026, 11, 20)
NOW = at_local(TODAY, dt.time(9, 40))
NEXT = dt.date(2027, 9, 1)
START = {"starts_on": "2027-09-01", "leavers_last_on": "2027-07-21"}


@pytest.fixture(autouse=True)
def moment(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@dataclass
class Year(World):
    """A school with a class of its last year too."""

    oldest: RegistrationGroup = field(default_factory=RegistrationGroup)


@pytest.fixture
def world() -> Year:
    make_world()
    made = make_world(pupils=2, group="4B")
    world = Year(made.school, made.group, made.pupils, made.enrolments)
    world.oldest = RegistrationGroup.objects.create(
        school=world.school, name="6A", starts_on=dt.date(2026, 9, 2)
    )
    pupil, enrolment = make_pupil(world.school, world.oldest, last_name="Eldest")
    Placement.objects.filter(enrolment=enrolment).update(year_group=6)
    world.pupils.append(pupil)
    world.enrolments.append(enrolment)
    SessionTime.objects.create(
        school=world.school,
        group=world.group,
        session=0,
        opens=dt.time(9),
        closes=dt.time(9, 20),
        ends=dt.time(12),
        starts_on=dt.date(2026, 9, 2),
    )
    world.scope()
    return world


@pytest.fixture
def manager(client: Client, world: World) -> Client:
    client.force_login(world.by(Role.ADMINISTRATOR).person)
    return client


def at(name: str, world: World, **values: object) -> str:
    return reverse(name, kwargs={"school": world.school.slug, **values})


def places(world: World, on: dt.date) -> list[tuple[str, int] | None]:
    world.scope()
    rows = {
        row.enrolment_id: (row.group.name if row.group else "", row.year_group)
        for row in Placement.objects.on(on).select_related("group")
    }
    return [rows.get(row.pk) for row in world.enrolments]


def plan(manager: Client, world: Year) -> None:
    """Plan that 4B becomes 5B, the second pupil stays in 4B, the eldest leaves."""
    assert manager.post(at("rollover", world), START).status_code == REDIRECTED
    groups = {f"to-{world.group.pk}": "5B", f"to-{world.oldest.pk}": ""}
    saved = manager.post(
        at("rollover", world), {"last_year": "6", "also": "4B, RA", **groups}
    )
    assert saved.status_code == REDIRECTED
    kept = world.enrolments[1].pk
    manager.post(
        at("rollover-group", world, group=world.group.pk),
        {f"act-{kept}": "stays", f"to-{kept}": "4B"},
    )


def test_a_year_is_planned_carried_out_from_its_day_and_undone(manager, world):
    before = places(world, NEXT)
    plan(manager, world)
    page = manager.get(at("rollover", world)).content.decode()
    assert "1 pupil up a year, 1 stay in their year, 1 leave" in page
    assert places(world, NEXT) == before
    manager.post(at("rollover-carry-out", world), {"is_read": "on"})
    assert places(world, TODAY) == [("4B", 4), ("4B", 4), ("6A", 6)]
    assert places(world, NEXT) == [("5B", 5), ("4B", 4), None]
    eldest = world.enrolments[2]
    eldest.refresh_from_db()
    assert eldest.ends_on == dt.date(2027, 7, 22)
    running = RegistrationGroup.objects.on(NEXT).filter(school=world.school)
    assert sorted(running.values_list("name", flat=True)) == ["4B", "5B", "RA"]
    times = SessionTime.objects.get(group__name="4B", group__starts_on=NEXT)
    assert (times.opens, times.starts_on) == (dt.time(9), NEXT)
    manager.post(at("rollover-undo", world))
    assert places(world, NEXT) == before
    eldest.refresh_from_db()
    assert eldest.ends_on is None
    names = RegistrationGroup.objects.on(NEXT).filter(school=world.school)
    assert sorted(names.values_list("name", flat=True)) == ["4B", "6A"]
    assert "undone by" in manager.get(at("rollover", world)).content.decode()


def test_a_pupil_who_leaves_later_keeps_that_day_through_plan_and_undo(manager, world):
    late = dt.date(2027, 10, 16)
    Enrolment.objects.filter(pk=world.enrolments[0].pk).update(ends_on=late)
    Placement.objects.filter(enrolment=world.enrolments[0]).update(ends_on=late)
    plan(manager, world)
    manager.post(at("rollover-carry-out", world), {"is_read": "on"})
    world.scope()
    last = Placement.objects.get(enrolment=world.enrolments[0], starts_on=NEXT)
    assert last.ends_on == late
    manager.post(at("rollover-undo", world))
    world.scope()
    assert Placement.objects.get(enrolment=world.enrolments[0]).ends_on == late


def test_a_pupil_placed_by_hand_for_that_day_is_left_alone(manager, world):
    placed = world.enrolments[0]
    Placement.objects.filter(enrolment=placed).update(ends_on=NEXT)
    Placement.objects.create(
        school=world.school, enrolment=placed, year_group=4, starts_on=NEXT
    )
    plan(manager, world)
    manager.post(at("rollover-carry-out", world), {"is_read": "on"})
    assert places(world, NEXT)[0] == ("", 4)


def test_it_is_not_carried_out_without_the_tick_nor_undone_once_the_day_came(
    manager, world, monkeypatch
):
    plan(manager, world)
    manager.post(at("rollover-carry-out", world))
    world.scope()
    assert Rollover.objects.get(school=world.school).done_at is None
    manager.post(at("rollover-carry-out", world), {"is_read": "on"})
    monkeypatch.setattr(clock, "now", lambda: at_local(NEXT, dt.time(9)))
    assert manager.post(at("rollover-undo", world)).status_code == NOT_FOUND
    assert places(world, NEXT)[0] == ("5B", 5)


def test_only_who_manages_the_school_plans_it(client, world):
    client.force_login(world.by(Role.OFFICE).person)
    for name in ("rollover", "training", "retention"):
        assert client.get(at(name, world)).status_code == REFUSED


def test_joiners_and_leavers_stand_with_what_is_missing(client, world):
    make_pupil(world.school, None, starts_on=TODAY, last_name="Arriving")
    leaving = world.enrolments[0]
    Enrolment.objects.filter(pk=leaving.pk).update(ends_on=TODAY)
    client.force_login(world.by(Role.OFFICE).person)
    page = client.get(at("joiners", world)).content.decode()
    assert "Arriving, Ada" in page
    assert "contacts (0 of 2)" in page
    assert ">class</a>" in page
    assert ">UPN</a>" in page
    assert world.pupils[0].sort_name in page
    day = client.get(at("joiners", world) + "?of=day&day=2026-11-19").content.decode()
    assert "Arriving" not in day
    assert world.pupils[0].sort_name in day


def mark(world: World, enrolment: Enrolment, day: dt.date, code: str = "/") -> None:
    done = record_marks(
        school=world.school,
        slot=Slot(day, Session.AM),
        entries=[Entry(enrolment_id=enrolment.pk, code=code, version=0)],
        by=world.by(Role.OFFICE),
        now=at_local(day, dt.time(9, 5)),
    )
    assert len(done.saved) == 1


def leave(client: Client, world: World, last_day: str):
    return client.post(
        at("pupil-roll", world, pupil=world.pupils[0].pk),
        {"act": "leave", "last_day": last_day, "reason": "Moved away"},
    )


def test_a_last_day_before_a_mark_is_refused_and_says_which(client, world):
    mark(world, world.enrolments[0], dt.date(2026, 11, 18))
    client.force_login(world.by(Role.OFFICE).person)
    answer = leave(client, world, "2026-11-13")
    assert "1 mark stands after that day: / " in answer.content.decode()
    world.scope()
    world.enrolments[0].refresh_from_db()
    assert world.enrolments[0].ends_on is None
    assert leave(client, world, "2026-11-18").status_code == REDIRECTED


def test_a_pupil_who_changes_class_keeps_the_marks_where_they_were_made(client, world):
    other = RegistrationGroup.objects.create(
        school=world.school, name="4C", starts_on=dt.date(2026, 9, 2)
    )
    mark(world, world.enrolments[0], dt.date(2026, 11, 13))
    client.force_login(world.by(Role.OFFICE).person)
    moved = client.post(
        at("pupil-roll", world, pupil=world.pupils[0].pk),
        {
            "act": "move",
            "starts_on": "2026-11-16",
            "year_group": "4",
            "group": other.pk,
        },
    )
    assert moved.status_code == REDIRECTED
    world.scope()
    mark(world, world.enrolments[0], dt.date(2026, 11, 17), "I")
    name = world.pupils[0].sort_name
    old = {"group": world.group.pk, "session": "am"}
    new = {"group": other.pk, "session": "am"}
    ledger = [
        client.get(at("ledger", world, day=day, **group)).content.decode()
        for day, group in (
            ("2026-11-13", old),
            ("2026-11-17", old),
            ("2026-11-13", new),
            ("2026-11-17", new),
        )
    ]
    assert [name in page for page in ledger] == [True, False, False, True]


def test_at_the_new_school_the_child_is_one_identity_with_a_record_of_its_own(
    client, world
):
    upn = "H801200001001"
    client.force_login(world.by(Role.OFFICE).person)
    client.post(at("pupil-upn", world, pupil=world.pupils[0].pk), {"upn": upn})
    world.scope()
    mark(world, world.enrolments[0], dt.date(2026, 11, 18))
    assert leave(client, world, "2026-11-18").status_code == REDIRECTED
    there = World(make_school(), world.group, [], [])
    there.scope()
    client.force_login(there.by(Role.OFFICE).person)
    joined = client.post(
        at("pupil-add", there),
        {
            "first_name": "Ada",
            "last_name": world.pupils[0].last_name,
            "date_of_birth_0": "3",
            "date_of_birth_1": "10",
            "date_of_birth_2": "2017",
            "sex": "F",
            "sen_status": "N",
            "first_language": "English",
            "upn": upn,
            "starts_on": "2026-11-19",
            "year_group": "4",
        },
    )
    assert joined.status_code == REDIRECTED, joined.content.decode()[:3000]
    there.scope()
    record = Pupil.objects.get(school=there.school)
    assert record.identity_id == world.pupils[0].identity_id
    assert not Mark.objects.filter(enrolment__pupil=record).exists()
    world.scope()
    assert Mark.objects.filter(enrolment_id=world.enrolments[0].pk).count() == 1
    assert rows_that_differ(world.school, 2026) == []
