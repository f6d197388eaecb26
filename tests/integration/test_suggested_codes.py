"""A teacher takes what is known of a pupil, and no other code of the office's."""

import datetime as dt

import pytest

from core.clock import at_local
from register.models import Mark, Suggestion
from register.rules.entries import Entry
from register.services.marks import record_marks
from schools.rules.sessions import Session, Slot
from schools.states import Role
from tests.worlds import World, make_world

pytestmark = pytest.mark.django_db

FRIDAY = dt.date(2026, 11, 20)
AM = Slot(FRIDAY, Session.AM)


@pytest.fixture
def world() -> World:
    make_world()  # a second school, whose rows must never appear
    return make_world().scope()


def suggest(world: World, code: str, slot: Slot = AM) -> Suggestion:
    return Suggestion.objects.create(
        school=world.school,
        enrolment=world.enrolments[0],
        first_slot=slot.number,
        last_slot=slot.number,
        code=code,
        source=Suggestion.Source.PARENT,
        words="Mother telephoned: a cold",
        entered_at=at_local(FRIDAY, dt.time(8, 20)),
        entered_by=world.by(Role.OFFICE),
    )


def enter(world: World, code: str, pupil: int = 0):
    return record_marks(
        school=world.school,
        slot=AM,
        entries=[Entry(enrolment_id=world.enrolments[pupil].pk, code=code, version=0)],
        by=world.by(Role.TEACHER),
        now=at_local(FRIDAY, dt.time(8, 55)),
    )


def test_a_teacher_takes_what_a_parent_told_the_office(world):
    suggest(world, "I")
    assert enter(world, "I").is_clean
    assert Mark.objects.get().code == "I"


def test_a_teacher_may_not_enter_another_code_than_the_one_suggested(world):
    suggest(world, "I")
    [refused] = enter(world, "C").refused
    assert "ask the office" in refused.sentence


def test_what_is_known_of_one_pupil_says_nothing_of_another(world):
    suggest(world, "I")
    assert enter(world, "I", pupil=1).refused


def test_what_was_withdrawn_or_is_for_another_session_is_not_taken(world):
    row = suggest(world, "I")
    row.withdrawn_at, row.withdrawn_by = row.entered_at, row.entered_by
    row.save()
    suggest(world, "M", slot=AM.next)
    assert enter(world, "I").refused
    assert enter(world, "M").refused
