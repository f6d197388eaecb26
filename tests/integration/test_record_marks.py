"""Marks from key press to ledger."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from core.clock import at_local
from core.tenancy import set_scope
from register.codes import code_on
from register.models import LedgerEntry, Mark, MarkDetail, MarkYear
from register.rules.entries import Entry
from register.services.marks import record_marks
from schools.rules.sessions import Session, Slot, year_position
from schools.states import Role
from tests.worlds import World, make_world

pytestmark = pytest.mark.django_db

FRIDAY = dt.date(2026, 11, 20)
AM = Slot(FRIDAY, Session.AM)
OPEN = at_local(FRIDAY, dt.time(8, 52))
CLOSED = at_local(FRIDAY, dt.time(10, 0))


@pytest.fixture
def world() -> World:
    make_world()  # a second school, whose rows must never appear
    return make_world().scope()


def type_in(world: World, *codes: str, version: int = 0, role=Role.TEACHER, **kwargs):
    entries = [
        Entry(
            enrolment_id=enrolment.pk,
            code=code,
            version=version,
            reason=kwargs.get("reason", ""),
        )
        for enrolment, code in zip(world.enrolments, codes, strict=False)
    ]
    return record_marks(
        school=world.school,
        slot=AM,
        entries=entries,
        by=world.by(role),
        now=kwargs.get("now", OPEN),
    )


def test_a_register_of_first_entries_has_marks_and_no_ledger(world):
    outcome = type_in(world, "/", "N", "L")
    assert outcome.is_clean
    assert [mark.code for mark in Mark.objects.order_by("enrolment_id")] == list("/NL")
    assert LedgerEntry.objects.count() == 0


def test_a_change_keeps_the_original_the_amended_the_reason_and_the_person(world):
    type_in(world, "N")
    type_in(
        world, "I", version=1, role=Role.OFFICE, now=CLOSED, reason="Father rang: fever"
    )
    mark = Mark.objects.get()
    original = LedgerEntry.objects.get()
    detail = MarkDetail.objects.get()
    assert (original.code, original.by, original.at) == (
        "N",
        world.by(Role.TEACHER),
        OPEN,
    )
    assert (mark.code, mark.by, mark.at, mark.version) == (
        "I",
        world.by(Role.OFFICE),
        CLOSED,
        2,
    )
    assert (detail.version, detail.reason) == (2, "Father rang: fever")


def test_the_same_save_twice_is_one_save(world):
    first = type_in(world, "/", "N", "/")
    second = type_in(world, "/", "N", "/")
    assert second.saved == first.saved
    assert Mark.objects.count() == 3
    assert LedgerEntry.objects.count() == 0


def test_two_people_who_differ_both_see_it(world):
    type_in(world, "N")
    outcome = type_in(world, "/", role=Role.OFFICE)
    (conflict,) = outcome.conflicts
    assert (conflict.typed.code, conflict.standing.code) == ("/", "N")
    assert Mark.objects.get().code == "N"


def test_the_year_row_follows_every_entry(world):
    type_in(world, "/", "N", "L")
    type_in(world, "/", version=1, role=Role.OFFICE, now=CLOSED, reason="x")
    for enrolment, letter in zip(world.enrolments, "/NL", strict=True):
        letters = bytes(MarkYear.objects.get(enrolment=enrolment).letters).decode()
        assert letters[year_position(AM)] == code_on(letter, FRIDAY).letter
        assert letters.count(".") == 731


def test_a_code_that_the_role_may_not_enter_is_refused_with_a_sentence(world):
    outcome = type_in(world, "I", "/")
    (refused,) = outcome.refused
    assert "Your role does not enter I" in refused.sentence
    assert Mark.objects.count() == 1


def test_a_teacher_may_not_change_a_mark_after_the_close(world):
    type_in(world, "N")
    outcome = type_in(world, "/", version=1, now=CLOSED, reason="was there")
    assert "office" in outcome.refused[0].sentence
    assert Mark.objects.get().code == "N"


def test_late_gets_its_minutes_from_the_clock(world):
    outcome = type_in(world, "L", now=at_local(FRIDAY, dt.time(9, 1)))
    assert outcome.saved[0].minutes_late == 11


def test_postgresql_refuses_a_change_without_a_reason(world):
    type_in(world, "N")
    with pytest.raises(DatabaseError), transaction.atomic():
        Mark.objects.update(code="/", version=2)


@pytest.mark.parametrize("verb", ["update {} set version = 9", "delete from {}"])
@pytest.mark.parametrize("table", ["register_ledgerentry", "register_markdetail"])
def test_postgresql_refuses_to_touch_the_ledger(world, verb, table):
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(verb.format(table))


def test_marks_of_another_school_do_not_exist(world):
    type_in(world, "/", "/", "/")
    set_scope([])
    assert not Mark.objects.exists()
    other = make_world().scope()
    assert not Mark.objects.exists()
    outcome = record_marks(
        school=other.school,
        slot=AM,
        entries=[Entry(enrolment_id=world.enrolments[0].pk, code="/", version=0)],
        by=other.by(Role.OFFICE),
        now=OPEN,
    )
    assert outcome.refused
