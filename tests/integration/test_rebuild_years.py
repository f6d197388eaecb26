"""Year rows are compared with the marks, and made anew where they differ."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connections, transaction

from core.clock import at_local
from core.tenancy import in_schools
from register.models import MarkYear
from register.rules.entries import Entry
from register.selectors.years import rows_that_differ
from register.services.marks import record_marks
from schools.rules.sessions import Session, Slot
from schools.states import Role
from tests.worlds import World, make_world

pytestmark = pytest.mark.usefixtures("unblocked")
FRIDAY = dt.date(2026, 11, 20)


def marked() -> World:
    world = make_world().scope()
    record_marks(
        school=world.school,
        slot=Slot(FRIDAY, Session.AM),
        entries=[
            Entry(enrolment_id=row.pk, code=code, version=0)
            for row, code in zip(world.enrolments, "/NL", strict=True)
        ],
        by=world.by(Role.TEACHER),
        now=at_local(FRIDAY, dt.time(8, 55)),
    )
    return world


@pytest.fixture
def unblocked(django_db_blocker):
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def world(committed, unblocked) -> World:
    with transaction.atomic():
        marked()  # a second school, which no command for one school touches
        return marked()


def spoil(world: World) -> None:
    """Write a wrong letter as only the owner of the tables can."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "update register_markyear set letters = set_byte(letters, 0, 65)"
            " where enrolment_id = %s",
            [world.enrolments[0].pk],
        )


def run(*arguments: str) -> str:
    said = StringIO()
    call_command("rebuild_years", *arguments, stdout=said)
    return said.getvalue()


def test_rows_that_follow_the_marks_are_found_right(world):
    said = run("--check", "--school", world.school.slug)
    assert "every row is as the marks say" in said


def test_a_wrong_row_is_found_and_left_as_it_is(world):
    spoil(world)
    with pytest.raises(CommandError, match="1 row not as"):
        run("--check", "--school", world.school.slug)
    with in_schools([world.school.pk]):
        assert rows_that_differ(world.school, 2026) == [world.enrolments[0].pk]


def test_a_wrong_row_is_made_anew(world):
    with in_schools([world.school.pk]):
        before = bytes(MarkYear.objects.get(enrolment=world.enrolments[0]).letters)
    spoil(world)
    assert "1 row stored anew" in run("--school", world.school.slug)
    with in_schools([world.school.pk]):
        after = bytes(MarkYear.objects.get(enrolment=world.enrolments[0]).letters)
    assert after == before
    assert "every row" in run("--check", "--school", world.school.slug)


def test_a_command_for_one_school_leaves_the_others(world):
    spoil(world)
    other = make_other()
    assert "every row" in run("--check", "--school", other)
    assert "stored anew" in run()


def make_other() -> str:
    with transaction.atomic():
        return marked().school.slug


def test_a_school_that_is_not_there_is_said_so(world):
    with pytest.raises(CommandError, match="There is no school nowhere"):
        run("--school", "nowhere")
