"""Sweeps by several workers and people at the same moment: each line once."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from core.clock import at_local
from core.tenancy import in_schools
from followup.models import Sweep, SweepLine
from followup.services.sweeps import confirm_sweep, propose_sweep
from register.models import Mark
from register.rules.entries import Entry
from register.services.marks import record_marks
from schools.models import Alert
from schools.rules.sessions import Session, Slot
from schools.states import Role
from tests.worlds import World, make_world

SLOT = Slot(dt.date(2026, 10, 22), Session.AM)
FIFTH = dt.date(2026, 11, 5)
NOW = at_local(FIFTH, dt.time(15, 15))
AT_ONCE = 4


@pytest.fixture
def world(committed) -> World:
    with in_schools([]):
        made = make_world(pupils=6)
        for role in (Role.OFFICER, Role.HEAD):
            made.by(role)
        record_marks(
            school=made.school,
            slot=SLOT,
            entries=[
                Entry(enrolment_id=row.pk, code="N", version=0)
                for row in made.enrolments
            ],
            by=made.by(Role.OFFICE),
            now=at_local(SLOT.day, dt.time(9, 0)),
        )
    return made


def at_once(world, act):
    """Do something several times at the same moment, each in its own transaction."""
    ready = Barrier(AT_ONCE)

    def one(number):
        try:
            with in_schools([world.school.pk]):
                ready.wait(timeout=60)
                return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(AT_ONCE)))


def test_a_batch_is_proposed_and_confirmed_once_by_however_many(world):
    added = at_once(
        world,
        lambda _: propose_sweep(
            school=world.school, kind=Sweep.Kind.LEGAL, due_on=FIFTH, now=NOW
        ),
    )
    assert sorted(added) == [0, 0, 0, 6]
    people = [world.by(Role.OFFICER), world.by(Role.HEAD)]
    with in_schools([world.school.pk]):
        sweep = Sweep.objects.get()
        assert SweepLine.objects.count() == 6
        assert Alert.objects.filter(to=people[0]).count() == 1
    entered = at_once(
        world,
        lambda number: confirm_sweep(sweep=sweep, by=people[number % 2], now=NOW),
    )
    assert sorted(entered) == [0, 0, 0, 6]
    with in_schools([world.school.pk]):
        marks = Mark.objects.filter(slot=SLOT.number)
        assert {(row.code, row.version) for row in marks} == {("O", 2)}
        assert len({row.by_id for row in marks}) == 1
