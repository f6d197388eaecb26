"""N codes: aged, warned of, proposed once, and entered as O in a person's name."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.urls import reverse

from core.clock import at_local, local
from core.tenancy import set_scope
from followup.models import ParentReport, StandingInstruction, Sweep, SweepLine
from followup.selectors.sweeps import due_at
from followup.services.sweeps import (
    confirm_sweep,
    give_instruction,
    propose_sweep,
    withdraw_instruction,
)
from followup.states import Way
from register.models import Mark
from register.rules.entries import Entry
from register.services.marks import record_marks
from schools.models import Alert, StaffRelative
from schools.rules.sessions import Session, Slot
from schools.services.refusals import Refused
from schools.states import Role
from tests.factories.followup import add_parent, choose
from tests.worlds import hire, make_trust, make_world

pytestmark = pytest.mark.django_db
LEGAL, WEEKLY = Sweep.Kind.LEGAL, Sweep.Kind.WEEKLY
THURSDAY = Slot(dt.date(2026, 10, 22), Session.AM)
"""The N of example N-D2: the half term lies between it and its fifth school day."""
FIFTH = dt.date(2026, 11, 5)


def at(day, hour=16, minute=0):
    return at_local(day, dt.time(hour, minute))


def enter(world, codes, *, slot=THURSDAY, version=0, reason="", now=None):
    return record_marks(
        school=world.school,
        slot=slot,
        entries=[
            Entry(enrolment_id=row.pk, code=code, version=version, reason=reason)
            for row, code in zip(world.enrolments, codes, strict=False)
        ],
        by=world.by(Role.OFFICE),
        now=now or at(slot.day, 9, 0),
    )


@pytest.fixture
def worlds():
    """Two schools with the same two N; the second must never appear."""
    made = []
    for _ in range(2):
        world = make_world(pupils=3)
        world.by(Role.OFFICER)
        enter(world, "NN/")
        made.append(world)
    made[0].scope()
    return made


def propose(world, kind=LEGAL, day=FIFTH, now=None):
    return propose_sweep(school=world.school, kind=kind, due_on=day, now=now or at(day))


def codes(world, slot=THURSDAY):
    rows = Mark.objects.filter(slot=slot.number, enrolment__in=world.enrolments)
    return "".join(row.code or "." for row in rows.order_by("enrolment_id"))


def ledger(world, slot=THURSDAY):
    with connection.cursor() as cursor:
        cursor.execute(
            "select m.version, m.code, m.by_id, d.reason from register_mark m"
            " left join register_markdetail d using (slot, enrolment_id, version)"
            " where m.slot = %s and m.enrolment_id = %s",
            [slot.number, world.enrolments[0].pk],
        )
        return cursor.fetchone()


def test_n_d2_is_swept_by_the_laws_reading_and_not_by_working_days(worlds):
    world, other = worlds
    assert propose(world, day=dt.date(2026, 11, 4)) == 0
    assert propose(world) == 2
    lines = SweepLine.objects.all()
    assert {line.enrolment_id for line in lines} == {
        row.pk for row in world.enrolments[:2]
    }
    assert {line.deadline_on for line in lines} == {FIFTH}
    other.scope()
    assert not Sweep.objects.exists()


def test_made_twice_late_or_on_later_days_each_n_stands_once(worlds):
    world, _ = worlds
    assert propose(world) == 2
    assert propose(world, now=at(dt.date(2026, 11, 9))) == 0
    assert propose(world, day=dt.date(2026, 11, 6)) == 0
    assert SweepLine.objects.count() == 2
    assert Alert.objects.filter(words__startswith="Legal deadline").count() == 1


def test_officers_are_warned_once_two_school_days_before(worlds):
    world, _ = worlds
    for day in (2, 3, 3, 4):
        propose(world, day=dt.date(2026, 11, day))
    [told] = Alert.objects.filter(words__contains="two school days are left")
    assert told.to == world.by(Role.OFFICER)
    assert "Thu 5 Nov" in told.words


def test_a_school_without_officers_has_its_head_told():
    world = make_world(pupils=1)
    world.by(Role.HEAD)
    enter(world, "N")
    propose(world)
    assert Alert.objects.get().to == world.by(Role.HEAD)


def test_the_officer_who_confirms_stands_in_the_ledger_with_the_rule(worlds):
    world, _ = worlds
    propose(world)
    officer = world.by(Role.OFFICER)
    sweep = Sweep.objects.get(kind=LEGAL)
    assert confirm_sweep(sweep=sweep, by=officer, now=at(FIFTH, 16, 5)) == 2
    assert codes(world) == "OO/"
    version, code, by, reason = ledger(world)
    assert (version, code, by) == (2, "O", officer.pk)
    assert "SI 2024/208 reg 10(7)-(9)" in reason
    assert confirm_sweep(sweep=sweep, by=officer, now=at(FIFTH, 16, 6)) == 0
    assert ledger(world)[0] == 2


def test_an_n_whose_reason_came_meanwhile_is_left_out_with_it(worlds):
    world, _ = worlds
    propose(world)
    enter(world, "I", version=1, reason="Mother rang", now=at(FIFTH, 15, 50))
    sweep = Sweep.objects.get(kind=LEGAL)
    confirm_sweep(sweep=sweep, by=world.by(Role.OFFICER), now=at(FIFTH, 16, 5))
    assert codes(world) == "IO/"
    left_out = SweepLine.objects.get(left_out_at__isnull=False)
    assert left_out.enrolment == world.enrolments[0]
    assert left_out.left_out_why == "The register says I by now."


def test_a_word_from_home_that_nobody_read_keeps_the_n_and_comes_again(worlds):
    world, _ = worlds
    propose(world)
    ParentReport.objects.create(
        school=world.school,
        enrolment=world.enrolments[0],
        way=Way.PHONE,
        key="00000000-0000-0000-0000-000000000001",
        who="Aunt",
        first_day=THURSDAY.day,
        last_day=THURSDAY.day,
        said="Was at the dentist",
        received_at=at(FIFTH, 12),
        received_by=world.by(Role.OFFICE),
    )
    sweep = Sweep.objects.get(kind=LEGAL)
    confirm_sweep(sweep=sweep, by=world.by(Role.OFFICER), now=at(FIFTH, 16, 5))
    assert codes(world) == "NO/"
    assert "dentist" in SweepLine.objects.get(left_out_at__isnull=False).left_out_why
    assert propose(world, day=dt.date(2026, 11, 6)) == 1


def test_a_standing_instruction_enters_it_in_the_heads_name(worlds):
    world, _ = worlds
    head = world.by(Role.HEAD)
    given = give_instruction(
        school=world.school,
        kind=LEGAL,
        words="Enter O at the deadline.",
        by=head,
        now=at(dt.date(2026, 9, 3)),
    )
    propose(world)
    assert codes(world) == "OO/"
    assert ledger(world)[2] == head.pk
    sweep = Sweep.objects.get(kind=LEGAL)
    assert (sweep.confirmed_by, sweep.instruction) == (head, given)
    assert propose(world) == 0


@pytest.mark.parametrize("ends", ["withdrawn", "head left"])
def test_an_instruction_ends_with_its_withdrawal_and_with_its_head(worlds, ends):
    world, _ = worlds
    head = world.by(Role.HEAD)
    given = give_instruction(
        school=world.school, kind=LEGAL, words="Enter O.", by=head, now=at(FIFTH, 8)
    )
    if ends == "withdrawn":
        withdraw_instruction(instruction=given, by=head, now=at(FIFTH, 9))
    else:
        head.ends_on = FIFTH
        head.save()
    propose(world)
    assert codes(world) == "NN/"


def test_a_relative_of_the_officer_stays_for_a_colleague(worlds):
    world, _ = worlds
    officer = world.by(Role.OFFICER)
    StaffRelative.objects.create(
        school=world.school,
        person=officer.person,
        pupil=world.pupils[0],
        relation="Mother",
    )
    propose(world)
    sweep = Sweep.objects.get(kind=LEGAL)
    assert confirm_sweep(sweep=sweep, by=officer, now=at(FIFTH, 16, 5)) == 1
    assert codes(world) == "NO/"
    sweep.refresh_from_db()
    assert sweep.confirmed_at is None
    confirm_sweep(sweep=sweep, by=world.by(Role.HEAD), now=at(FIFTH, 16, 9))
    assert codes(world) == "OO/"


def test_the_finder_asks_at_the_end_of_the_day_and_at_the_schools_hour(worlds):
    world, _ = worlds
    choose(world, world.by(Role.HEAD), weekly_sweep_on="4", weekly_sweep_at="16:00")

    def due(hour, minute):
        moment = local(at(dt.date(2026, 11, 6), hour, minute))
        return {(one.kind, one.due_on.day) for one in due_at(world.school, moment)}

    assert due(15, 0) == {(LEGAL, 5)}
    assert due(15, 15) == {(LEGAL, 6)}
    assert due(16, 0) == {(LEGAL, 6), (WEEKLY, 6)}
    propose(world, day=dt.date(2026, 11, 6))
    propose(world, WEEKLY, day=dt.date(2026, 11, 6))
    assert due(16, 1) == set()


def test_the_weekly_sweep_takes_this_weeks_n_before_the_law_does(worlds):
    world, _ = worlds
    friday = dt.date(2026, 10, 23)
    assert propose(world, WEEKLY, day=friday) == 2
    sweep = Sweep.objects.get(kind=WEEKLY)
    confirm_sweep(sweep=sweep, by=world.by(Role.OFFICER), now=at(friday, 16, 5))
    assert codes(world) == "OO/"
    assert "weekly sweep" in ledger(world)[3]


def test_a_batch_that_changed_since_it_was_opened_is_not_confirmed_unseen(worlds):
    world, _ = worlds
    propose(world)
    with pytest.raises(Refused):
        confirm_sweep(
            sweep=Sweep.objects.get(kind=LEGAL),
            by=world.by(Role.OFFICER),
            now=at(FIFTH, 16, 5),
            seen=frozenset({1}),
        )
    assert codes(world) == "NN/"


# Pages ------------------------------------------------------------------------


def page(name, world, **where):
    return reverse(name, kwargs={"school": world.school.slug, **where})


def opened(client, world, role, name, **where):
    client.force_login(world.by(role).person)
    with time_machine.travel(at(FIFTH, 16, 30), tick=False):
        return client.get(page(name, world, **where))


def test_the_queue_ages_each_n_and_says_whom_to_try_next(client, worlds):
    world, other = worlds
    add_parent(world.pupils[0])
    html = opened(client, world, Role.OFFICER, "absence-n-codes").content.decode()
    assert "Thu 5 Nov" in html
    assert "due today" in html
    assert "07700 900" in html
    assert world.pupils[0].sort_name in html
    assert other.pupils[0].sort_name not in html


def test_the_batch_is_confirmed_on_its_page(client, worlds):
    world, _ = worlds
    propose(world)
    sweep = Sweep.objects.get(kind=LEGAL)
    html = opened(client, world, Role.OFFICER, "absence-sweep", sweep=sweep.pk)
    assert "Enter O for 2 N codes" in html.content.decode()
    seen = ",".join(str(pk) for pk in sweep.lines.values_list("pk", flat=True))
    with time_machine.travel(at(FIFTH, 16, 31), tick=False):
        answer = client.post(
            page("absence-sweep", world, sweep=sweep.pk), {"seen": seen}, follow=True
        )
    assert "2 N codes became O" in answer.content.decode()
    world.scope()
    assert ledger(world)[2] == world.by(Role.OFFICER).pk


def test_pastoral_staff_see_the_batch_and_may_not_confirm_it(client, worlds):
    world, _ = worlds
    propose(world)
    sweep = Sweep.objects.get(kind=LEGAL)
    html = opened(client, world, Role.PASTORAL, "absence-sweep", sweep=sweep.pk)
    assert "You may not turn unexplained N into O here" in html.content.decode()
    with time_machine.travel(at(FIFTH, 16, 31), tick=False):
        answer = client.post(page("absence-sweep", world, sweep=sweep.pk), {"seen": ""})
    assert answer.status_code == 403
    world.scope()
    assert codes(world) == "NN/"


def test_only_the_head_gives_an_instruction_and_takes_it_back(client, worlds):
    world, _ = worlds
    answer = opened(client, world, Role.OFFICER, "absence-instruct")
    assert answer.status_code == 403
    client.force_login(world.by(Role.HEAD).person)
    with time_machine.travel(at(FIFTH, 9, 0), tick=False):
        client.post(
            page("absence-instruct", world), {"kind": "legal", "words": "Enter O."}
        )
        world.scope()
        given = StandingInstruction.objects.get()
        twice = client.post(
            page("absence-instruct", world), {"kind": "legal", "words": "Again."}
        )
        assert twice.status_code == 422
        client.post(page("absence-instruction-withdraw", world, instruction=given.pk))
    world.scope()
    given.refresh_from_db()
    assert given.withdrawn_by == world.by(Role.HEAD)


@pytest.mark.parametrize("name", ["absence-n-codes", "absence-sweeps"])
def test_strangers_and_those_above_the_school_do_not_follow_up(client, worlds, name):
    world, other = worlds
    trust = make_trust(world.school)
    set_scope([world.school.pk], body_ids=[trust.pk])
    lead = hire(trust, Role.TRUST_LEAD).person
    client.force_login(other.by(Role.OFFICER).person)
    assert client.get(page(name, world)).status_code == 404
    client.force_login(lead)
    assert client.get(page(name, world)).status_code == 403


def test_a_batch_of_another_school_is_not_found(client, worlds):
    world, other = worlds
    other.scope()
    propose(other)
    sweep = Sweep.objects.get(kind=LEGAL)
    world.scope()
    answer = opened(client, world, Role.OFFICER, "absence-sweep", sweep=sweep.pk)
    assert answer.status_code == 404
