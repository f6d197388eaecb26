"""The list of a day: who is on it, made once however often, closed by the register."""

import datetime as dt

import pytest

from core.tenancy import set_scope
from followup.models import AbsenceLine, AbsenceSpell, DueStep, Message
from followup.selectors.jobs import due_lists, fingerprint_of
from followup.selectors.spells import first_days
from followup.selectors.unexplained import unexplained_on
from followup.services.listing import make_list
from followup.states import Ending, Need, Why
from register.rules.entries import Entry
from register.services.marks import record_marks
from register.services.suggestions import Word, log_suggestion
from schools.rules.sessions import Session, Slot
from schools.selectors.calendar import calendar_of
from schools.states import Role
from tests.factories.followup import add_parent, choose, flag
from tests.mornings import AM, FRIDAY, at, mark, take
from tests.worlds import make_pupil, make_world

pytestmark = pytest.mark.django_db
MADE = at(9, 31)


@pytest.fixture
def worlds():
    """Two schools with the same three absent; the second must never appear."""
    made = []
    for _ in range(2):
        world = make_world(pupils=4)
        mark(world, "N", "/", "N", "I", by=world.by(Role.OFFICE))
        take(world, by=world.by(Role.OFFICE))
        made.append(world)
    made[0].scope()
    return made


def make(world, now=MADE, day=FRIDAY):
    world.scope()
    return make_list(school=world.school, day=day, now=now)


def on_list(world, **given):
    world.scope()
    lines = AbsenceLine.objects.filter(school=world.school, **given)
    return {line.enrolment_id for line in lines}


def test_the_list_has_those_whose_absence_nobody_explained_and_nobody_else(worlds):
    world, other = worlds
    make(world)
    first, _, third, _ = world.enrolments
    assert on_list(world) == {first.pk, third.pk}
    set_scope([world.school.pk, other.school.pk])
    assert not AbsenceLine.objects.filter(school=other.school).exists()


def test_another_school_cannot_read_the_list(worlds):
    world, other = worlds
    make(world)
    other.scope()
    assert not AbsenceLine.objects.exists()
    assert not AbsenceSpell.objects.exists()
    assert not DueStep.objects.exists()


def test_made_twice_or_late_it_is_the_same_list(worlds):
    world, _ = worlds
    first = make(world)
    before = sorted(AbsenceLine.objects.values_list("pk", "spell_id", "slot", "turn"))
    steps = DueStep.objects.count()
    again = make(world, now=at(15, 40))
    late = make(world, now=at(9, 0) + dt.timedelta(days=9))
    assert first.lines == 2
    assert (again.total, late.total) == (0, 0)
    assert before == sorted(
        AbsenceLine.objects.values_list("pk", "spell_id", "slot", "turn")
    )
    assert DueStep.objects.count() == steps


def test_a_late_register_adds_its_children_and_nobody_twice(worlds):
    world, _ = worlds
    make(world)
    _, enrolment = make_pupil(world.school, world.group)
    world.enrolments.append(enrolment)
    enter(world, -1, "N", version=0, now=at(9, 40))
    assert make(world, now=at(9, 45)).lines == 1
    assert enrolment.pk in on_list(world)


def test_a_gap_in_a_register_that_was_handed_in_is_on_the_list():
    world = make_world(pupils=2)
    mark(world, "/", "/", by=world.by(Role.OFFICE))
    take(world, by=world.by(Role.OFFICE))
    _, late = make_pupil(world.school, world.group)
    [row] = unexplained_on(world.school, FRIDAY)
    assert (row.enrolment_id, row.why) == (late.pk, Why.NO_MARK)


def test_a_register_that_is_not_in_makes_no_line_of_its_children():
    world = make_world(pupils=2)
    world.scope()
    assert unexplained_on(world.school, FRIDAY) == []


def test_what_is_known_beforehand_keeps_an_unmarked_child_off_the_list():
    world = make_world(pupils=2)
    mark(world, "/", "/", by=world.by(Role.OFFICE))
    take(world, by=world.by(Role.OFFICE))
    _, away = make_pupil(world.school, world.group)
    log_suggestion(
        school=world.school,
        enrolment=away,
        word=Word(first=AM, last=AM, code="I", source="parent", words="Mother: ill"),
        by=world.by(Role.OFFICE),
        now=at(8, 30),
    )
    assert unexplained_on(world.school, FRIDAY) == []


def test_a_child_who_has_died_is_on_no_list(worlds):
    world, _ = worlds
    pupil = world.pupils[0]
    pupil.died_on = FRIDAY - dt.timedelta(days=1)
    pupil.save()
    make(world)
    assert on_list(world) == {world.enrolments[2].pk}


def test_who_comes_late_is_found_by_the_one_who_marked_them(worlds):
    world, _ = worlds
    make(world)
    officer = world.by(Role.OFFICER)
    mark(world, "U", now=at(9, 50), by=officer, version=1, reason="Came at 09:50")
    assert make(world, now=at(9, 51)).closed == 1
    line = AbsenceLine.objects.get(enrolment=world.enrolments[0])
    assert line.ending == Ending.ARRIVED
    assert line.closed_by_id == officer.pk
    spell = AbsenceSpell.objects.get(enrolment=world.enrolments[0])
    assert spell.last_on == FRIDAY


def test_a_reason_on_the_register_closes_a_line_but_not_that_of_a_vulnerable_child(
    worlds,
):
    world, _ = worlds
    flag(world.pupils[2], "social_worker")
    make(world)
    for index in (0, 2):
        enter(world, index, "I", reason="Mother: a cold")
    make(world, now=at(10, 1))
    plain = AbsenceLine.objects.get(enrolment=world.enrolments[0])
    vulnerable = AbsenceLine.objects.get(enrolment=world.enrolments[2])
    assert plain.ending == Ending.RECORDED
    assert vulnerable.need == Need.SOCIAL_CARE
    assert vulnerable.closed_at is None


def test_a_mark_that_becomes_n_once_more_brings_the_child_back(worlds):
    world, _ = worlds
    make(world)
    enter(world, 0, "I", reason="Mother: ill", now=at(10, 0), version=1)
    make(world, now=at(10, 1))
    enter(world, 0, "N", reason="It was not the mother", now=at(10, 30), version=2)
    assert make(world, now=at(10, 31)).lines == 1
    turns = AbsenceLine.objects.filter(enrolment=world.enrolments[0])
    assert sorted(turns.values_list("turn", "ending")) == [
        (1, Ending.RECORDED),
        (2, ""),
    ]


def test_an_absence_that_went_on_before_has_its_days_counted():
    world = make_world(pupils=1)
    monday = FRIDAY - dt.timedelta(days=4)
    for n in range(5):
        day = monday + dt.timedelta(days=n)
        enter(world, 0, "N", slot=Slot(day, Session.AM), version=0)
    world.scope()
    found = first_days([world.enrolments[0].pk], FRIDAY, calendar_of(world.school))
    assert found == {world.enrolments[0].pk: monday}
    make(world)
    line = AbsenceLine.objects.get()
    assert line.day_number == 5
    assert line.spell.starts_on == monday


def test_steps_come_by_the_school_s_own_ladder_and_say_which_rule_put_them_there():
    world = make_world(pupils=1)
    choose(world, world.by(Role.HEAD), absence_ladder="safe_and_well_by_day_three")
    flag(world.pupils[0], "youth_justice")
    for n in range(3):
        day = dt.date(2026, 11, 18) + dt.timedelta(days=n)
        enter(world, 0, "N", slot=Slot(day, Session.AM), version=0)
        make(world, day=day)
    steps = DueStep.objects.select_related("step").order_by("due_on", "step__order")
    said = [(step.due_on.day, step.step.kind) for step in steps]
    assert (18, "tell_workers") in said
    assert [day for day, kind in said if kind == "decide_visit"] == [18, 19]
    assert [day for day, kind in said if kind == "visit"] == [20]
    assert "Governors, 1 July" in steps[0].rule
    assert "day" in steps[0].rule


def test_a_school_is_due_at_its_own_time_and_again_when_its_registers_change(worlds):
    world, other = worlds
    choose(world, world.by(Role.HEAD), daily_list_at="10:00")
    ours = {world.school.pk, other.school.pk}
    assert ours & {row.school_id for row in due_lists(at(9, 31))} == {other.school.pk}
    assert ours <= {row.school_id for row in due_lists(at(10, 0))}
    world.scope()
    seen = fingerprint_of(world.school, FRIDAY)
    make_list(school=world.school, day=FRIDAY, now=at(10, 0), fingerprint=seen)
    assert world.school.pk not in {row.school_id for row in due_lists(at(10, 1))}
    world.scope()
    enter(world, 0, "U", reason="Came", now=at(10, 2))
    assert world.school.pk in {row.school_id for row in due_lists(at(10, 3))}


def test_nobody_is_due_on_a_day_without_a_school(worlds):
    saturday = at(10, 0) + dt.timedelta(days=1)
    assert not {world.school.pk for world in worlds} & {
        row.school_id for row in due_lists(saturday)
    }


def test_messages_are_written_down_once_for_each_parent_and_never_for_a_restricted_one(
    worlds,
):
    world, _ = worlds
    child = world.pupils[0]
    mother = add_parent(child)
    add_parent(child, relationship="Father", restriction="Court order: no contact")
    add_parent(child, relationship="Uncle", channels=[])
    add_parent(
        child,
        relationship="Neighbour",
        has_parental_responsibility=False,
        lives_with_pupil=False,
    )
    make(world)
    make(world, now=at(9, 45))
    [message] = Message.objects.all()
    assert message.contact_id == mother.pk
    assert message.channel == "text"
    assert message.released_at is None
    assert child.last_name not in message.text
    assert "((link))" in message.text


def test_a_school_that_only_rings_writes_no_message(worlds):
    world, _ = worlds
    choose(world, world.by(Role.HEAD), messages_go_out="never")
    add_parent(world.pupils[0])
    assert make(world).messages == 0


def enter(world, index, code, *, slot=AM, version=1, reason="", now=MADE):
    if slot != AM:
        now = at(9, 0).replace(day=slot.day.day)
    outcome = record_marks(
        school=world.school,
        slot=slot,
        entries=[
            Entry(
                enrolment_id=world.enrolments[index].pk,
                code=code,
                version=version,
                reason=reason,
            )
        ],
        by=world.by(Role.OFFICER),
        now=now,
    )
    assert outcome.is_clean, outcome
    return outcome
