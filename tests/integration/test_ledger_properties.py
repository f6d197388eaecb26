"""After any sequence of entries by any people the ledger is the replay of what was typed.

Real PostgreSQL, its triggers and the one service that writes marks, against the model of
`tests.replay`.
"""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from register.codes import UNMARKED, code_on
from register.models import MarkYear
from register.rules.ledger import LedgerLine, by_place, versions_missing
from register.selectors.ledger import entries_of, stood_at
from register.selectors.years import rows_that_differ
from schools.rules.sessions import year_position
from tests.replay import (
    AM,
    FRIDAY,
    HANDED_IN,
    MINUTE,
    OPENS,
    PEOPLE,
    STEPS,
    Model,
    walk,
)
from tests.worlds import World, make_world

pytestmark = pytest.mark.django_db


def plain(line: LedgerLine) -> LedgerLine:
    """Leave out a reason that the service knows by itself; that it is there is asked."""
    return replace(line, reason="")


def check(model: Model) -> None:
    world = model.world
    pupils = [row.pk for row in world.enrolments]
    lines = entries_of(pupils, [AM])
    assert [plain(line) for line in lines] == [plain(line) for line in model.lines()]
    for made in by_place(lines).values():
        assert versions_missing(made) == ()
        assert [line.version for line in made] == list(range(1, len(made) + 1))
        assert all(line.reason for line in made[1:])
        assert [line.at for line in made] == sorted(line.at for line in made)
    check_moments(model, pupils)
    check_years(model)


def check_moments(model: Model, pupils: list[int]) -> None:
    """At every moment the register is the last version of each made until then."""
    moments = {line.at for line in model.lines()} | {OPENS - 5 * MINUTE, model.now}
    instant = dt.timedelta(microseconds=1)
    for moment in sorted(moments | {at - instant for at in moments}):
        replayed = {
            pupil: [line for line in made if line.at <= moment][-1].code
            for pupil, made in model.made.items()
            if made[0].at <= moment
        }
        stood = stood_at(AM, pupils, moment)
        assert {pupil: line.code for pupil, line in stood.items()} == replayed


def check_years(model: Model) -> None:
    assert rows_that_differ(model.world.school, 2026) == []
    kept = {
        row.enrolment_id: bytes(row.letters).decode()[year_position(AM)]
        for row in MarkYear.objects.all()
    }
    for pupil, made in model.made.items():
        code = made[-1].code
        letter = code_on(code, FRIDAY).letter if code else UNMARKED
        assert kept[pupil] == letter


@pytest.fixture
def world() -> World:
    make_world(group="9Z")  # a second school, which no step may touch
    world = make_world().scope()
    for role in PEOPLE:
        world.by(role)
    return world


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
    ],
)
@given(begun=st.sampled_from(([], HANDED_IN)), steps=STEPS)
def test_a_register_is_at_every_moment_the_replay_of_what_was_typed(
    world, begun, steps
):
    with transaction.atomic():
        check(walk(world, [*begun, *steps]))
        transaction.set_rollback(True)
