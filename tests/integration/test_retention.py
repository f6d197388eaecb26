"""Entries leave after six years, through one function, and never what a case needs."""

import datetime as dt
from functools import partial

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from core import clock
from core.clock import at_local
from core.tenancy import set_scope
from register.models import (
    Disposal,
    LedgerEntry,
    Mark,
    MarkDetail,
    MarkYear,
    RegisterTaken,
)
from register.rules.entries import Entry
from register.selectors.years import rows_that_differ, years_of
from register.services.holds import place_hold, release_holds
from register.services.marks import record_marks
from register.tasks import dispose, queue_disposals
from schools.models import Alert, Body, SessionTime
from schools.rules.sessions import Session, Slot
from schools.states import Role
from tests.worlds import World, add_half_terms, make_pupil, make_world

pytestmark = pytest.mark.django_db
REDIRECTED, REFUSED = 302, 403
OLD = dt.date(2019, 11, 20)
NEWER = dt.date(2026, 11, 18)


def at(name: str, world: World, **values: object) -> str:
    return reverse(name, kwargs={"school": world.school.slug, **values})


def mark(world: World, day: dt.date, codes: str, *, amend: str = "") -> None:
    """Mark the pupils of a world, then change the first of them for a reason."""
    slot = Slot(day, Session.AM)
    entries = [
        Entry(enrolment_id=row.pk, code=code, version=0)
        for row, code in zip(world.enrolments, codes, strict=True)
    ]
    record = partial(
        record_marks, school=world.school, slot=slot, by=world.by(Role.OFFICE)
    )
    done = record(entries=entries, now=at_local(day, dt.time(8, 55)))
    assert len(done.saved) == len(codes)
    if amend:
        change = Entry(
            enrolment_id=world.enrolments[0].pk,
            code=amend,
            version=1,
            reason="Parent telephoned",
        )
        done = record(entries=[change], now=at_local(day, dt.time(10)))
        assert len(done.saved) == 1


def old_world() -> World:
    """Make a school with two pupils who have marks of 2019 and of this year."""
    world = make_world(pupils=0)
    SessionTime.objects.filter(school=world.school).update(
        starts_on=dt.date(2018, 9, 1)
    )
    type(world.group).objects.filter(pk=world.group.pk).update(
        starts_on=dt.date(2018, 9, 1)
    )
    world.group.refresh_from_db()
    add_half_terms(world.school, 2019)
    for name in ("Older", "Held"):
        pupil, enrolment = make_pupil(
            world.school, world.group, starts_on=dt.date(2019, 9, 2), last_name=name
        )
        world.pupils.append(pupil)
        world.enrolments.append(enrolment)
    mark(world, OLD, "N/", amend="I")
    RegisterTaken.objects.create(
        school=world.school,
        group=world.group,
        slot=Slot(OLD, Session.AM).number,
        taken_at=at_local(OLD, dt.time(8, 59)),
        taken_by=world.by(Role.OFFICE),
    )
    mark(world, NEWER, "//", amend="M")
    return world


@pytest.fixture
def world() -> World:
    old_world()  # a second school, of which nothing may go with the first
    return old_world().scope()


@pytest.fixture
def head(client: Client, world: World) -> Client:
    client.force_login(world.by(Role.HEAD).person)
    return client


def marks_of(world: World) -> list[tuple[int, str | None]]:
    world.scope()
    rows = Mark.objects.filter(school=world.school).order_by("slot", "enrolment_id")
    return [(Slot.from_number(row.slot).day.year, row.code) for row in rows]


def hold(world: World) -> None:
    place_hold(
        enrolment=world.enrolments[1],
        case="cme:1",
        reason="Enquiry open",
        by=world.by(Role.HEAD),
        now=clock.now(),
    )


def run_approved(world: World) -> None:
    """Do what the worker does with everything that was approved."""
    world.scope()
    for row in Disposal.objects.filter(approved_at__isnull=False, done_at=None):
        dispose(world.school.pk, row.pk)
    world.scope()


def test_what_is_past_its_time_is_shown_first_and_removed_once_approved(head, world):
    hold(world)
    head.post(at("retention-look", world))
    page = head.get(at("retention", world)).content.decode()
    for words in ("1 entry made before", "2019/20", "Held, Ada"):
        assert words in page
    assert len(marks_of(world)) == 4
    (row,) = Disposal.objects.filter(school=world.school)
    answer = head.post(
        at("retention-approve", world, disposal=row.pk), {"is_read": "on"}
    )
    assert answer.status_code == REDIRECTED
    assert len(marks_of(world)) == 4
    run_approved(world)
    assert marks_of(world) == [(2019, "/"), (2026, "M"), (2026, "/")]
    gone, kept = world.enrolments
    old = Slot(OLD, Session.AM).number
    assert not LedgerEntry.objects.filter(slot=old, enrolment=gone).exists()
    assert not MarkDetail.objects.filter(slot=old, enrolment=gone).exists()
    assert LedgerEntry.objects.filter(enrolment=gone).count() == 1  # of this year
    years = MarkYear.objects.filter(school=world.school).values_list(
        "enrolment_id", "year"
    )
    assert sorted(years) == [(gone.pk, 2026), (kept.pk, 2019), (kept.pk, 2026)]
    assert RegisterTaken.objects.filter(school=world.school, slot=old).exists()
    for year in years_of(world.school, NEWER):
        assert rows_that_differ(world.school, year) == []
    row.refresh_from_db()
    assert row.counts["removed"]["marks"] == 1
    page = head.get(at("retention", world)).content.decode()
    assert "1 entry, 1 amended entry before them, of 1 pupil" in page


def test_once_the_case_is_over_the_rest_may_go_and_the_register_with_it(head, world):
    hold(world)
    release_holds(case="cme:1", by=world.by(Role.HEAD), now=clock.now())
    head.post(at("retention-look", world))
    world.scope()
    row = Disposal.objects.get(school=world.school)
    head.post(at("retention-approve", world, disposal=row.pk), {"is_read": "on"})
    run_approved(world)
    assert marks_of(world) == [(2026, "M"), (2026, "/")]
    assert not RegisterTaken.objects.filter(school=world.school).exists()
    run_approved(world)  # twice is once
    assert marks_of(world) == [(2026, "M"), (2026, "/")]


def test_the_other_school_keeps_its_entries(head, world):
    head.post(at("retention-look", world))
    world.scope()
    row = Disposal.objects.get(school=world.school)
    head.post(at("retention-approve", world, disposal=row.pk), {"is_read": "on"})
    run_approved(world)
    other = Body.objects.filter(kind="school").exclude(pk=world.school.pk)[0]
    set_scope([other.pk])
    assert Mark.objects.filter(school=other).count() == 4


def test_an_entry_changed_within_six_years_stays_with_its_first_version(head, world):
    late = Entry(
        enrolment_id=world.enrolments[1].pk, code="I", version=1, reason="Found later"
    )
    record_marks(
        school=world.school,
        slot=Slot(OLD, Session.AM),
        entries=[late],
        by=world.by(Role.HEAD),
        now=at_local(dt.date(2021, 3, 1), dt.time(9)),
    )
    head.post(at("retention-look", world))
    world.scope()
    row = Disposal.objects.get(school=world.school)
    head.post(at("retention-approve", world, disposal=row.pk), {"is_read": "on"})
    run_approved(world)
    assert marks_of(world) == [(2019, "I"), (2026, "M"), (2026, "/")]
    assert LedgerEntry.objects.filter(enrolment=world.enrolments[1]).count() == 1


def refused(statement: str, values: list[int | dt.date]) -> str:
    with (
        pytest.raises(DatabaseError) as caught,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, values)
    return str(caught.value)


def test_the_application_cannot_remove_a_mark_in_any_other_way(world):
    for table in ("register_mark", "register_ledgerentry", "register_markdetail"):
        assert "permission denied" in refused(f"delete from {table}", [])  # noqa: S608
    school = world.school.pk
    today = clock.real_now().date()
    call = "select register_dispose(%s, %s)"
    assert "kept for six years" in refused(call, [school, today])
    young = today.replace(day=1, year=today.year - 5)
    assert "kept for six years" in refused(call, [school, young])
    old = dt.date(2020, 1, 1)
    assert "nobody has approved" in refused(call, [school, old])
    set_scope([])
    assert "no such school" in refused(call, [school, old])


def test_the_function_belongs_to_a_role_that_cannot_sign_in(world):
    with connection.cursor() as cursor:
        cursor.execute(
            "select r.rolname, r.rolcanlogin, r.rolsuper, r.rolbypassrls,"
            " has_function_privilege('public', p.oid, 'execute')"
            " from pg_proc p join pg_roles r on r.oid = p.proowner"
            " where p.proname = 'register_dispose'"
        )
        assert cursor.fetchone() == ("rollbook_retention", False, False, False, False)


def test_the_month_looks_once_and_tells_head_and_administrator(world):
    world.by(Role.ADMINISTRATOR)
    world.by(Role.HEAD)
    queue_disposals()
    queue_disposals()
    world.scope()
    assert Disposal.objects.filter(school=world.school).count() == 1
    told = Alert.objects.filter(school=world.school).values_list("to__role", flat=True)
    assert sorted(told) == ["administrator", "head"]


def test_an_approval_needs_the_tick_and_somebody_who_manages_the_school(client, world):
    client.force_login(world.by(Role.HEAD).person)
    client.post(at("retention-look", world))
    world.scope()
    row = Disposal.objects.get(school=world.school)
    client.post(at("retention-approve", world, disposal=row.pk))
    world.scope()
    row.refresh_from_db()
    assert row.approved_at is None
    client.force_login(world.by(Role.OFFICE).person)
    assert client.get(at("retention", world)).status_code == REFUSED
