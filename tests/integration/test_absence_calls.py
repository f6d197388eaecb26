"""Calls home: logged once, answered by the register, closed by the closing rule."""

import datetime as dt
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from followup.models import AbsenceLine, Attempt, AttemptFor, DueStep
from followup.services.calling import Call, close_by_hand, log_attempt
from followup.services.claiming import claim_lines, release_lines
from followup.services.listing import make_list
from followup.states import Ending, Outcome
from register.models import Suggestion
from schools.models import StaffRelative
from schools.rules.sessions import Session, Slot
from schools.services.refusals import Refused
from schools.states import Role
from tests.factories.followup import add_parent, flag
from tests.mornings import AM, FRIDAY, at, mark, take
from tests.real_days import codes, freeze_at, history
from tests.worlds import make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def worlds():
    """Two schools, in each three children absent without a reason, two of one family."""
    made = []
    for _ in range(2):
        world = make_world(pupils=3)
        mark(world, "N", "N", "N", by=world.by(Role.OFFICE))
        take(world, by=world.by(Role.OFFICE))
        mother = add_parent(world.pupils[0])
        add_parent(world.pupils[1], adult=mother.adult)
        add_parent(world.pupils[0], relationship="Father", priority=2)
        make_list(school=world.school, day=FRIDAY, now=at(9, 31))
        made.append(world)
    made[0].scope()
    return made


def lines_of(world):
    rows = AbsenceLine.objects.filter(school=world.school)
    return [rows.get(enrolment=enrolment) for enrolment in world.enrolments]


def ring(world, lines, *, by=None, now=None, **given):
    contact = given.pop("contact", world.pupils[0].contacts.first())
    call = Call(
        **{
            "key": uuid.uuid4(),
            "outcome": Outcome.NO_ANSWER,
            "contact": contact,
            "number": contact.adult.numbers.get().number,
            **given,
        }
    )
    return log_attempt(
        school=world.school,
        lines=lines,
        call=call,
        by=by or world.by(Role.OFFICE),
        now=now or at(9, 35),
    )


def test_an_attempt_sent_twice_is_kept_once(worlds):
    world, _ = worlds
    line = lines_of(world)[0]
    key = uuid.uuid4()
    first = ring(world, [line], key=key)
    second = ring(world, [line], key=key)
    assert first.pk == second.pk
    assert Attempt.objects.count() == AttemptFor.objects.count() == 1


def test_no_answer_and_voicemails_close_nothing(worlds):
    world, _ = worlds
    line = lines_of(world)[0]
    for outcome in (Outcome.NO_ANSWER, Outcome.VOICEMAIL, Outcome.WRONG_NUMBER):
        ring(world, [line], outcome=outcome)
    line.refresh_from_db()
    assert line.closed_at is None
    with pytest.raises(Refused, match="No answer closes"):
        close_by_hand(
            line=line, rationale="Enough", by=world.by(Role.OFFICE), now=at(9, 40)
        )


def test_a_reassuring_reason_becomes_the_code_with_its_reason_in_the_ledger(worlds):
    world, _ = worlds
    line = lines_of(world)[2]
    mother = add_parent(world.pupils[2])
    ring(
        world,
        [line],
        contact=mother,
        outcome=Outcome.SPOKE,
        said="a cold",
        code="I",
        is_reassuring=True,
    )
    line.refresh_from_db()
    assert line.ending == Ending.REASON
    assert codes(AM, world.enrolments) == "N N I"
    entries = history(AM, world.enrolments[2])
    assert entries[-1][0] == "I"
    assert "a cold" in entries[-1][1]
    assert mother.adult.last_name in entries[-1][1]
    assert line.spell.enrolment.absence_spells.get().last_on == FRIDAY


def test_a_reason_with_a_day_of_return_is_suggested_up_to_the_day_before(worlds):
    world, _ = worlds
    line = lines_of(world)[0]
    ring(
        world,
        [line],
        outcome=Outcome.SPOKE,
        said="chickenpox",
        code="I",
        is_reassuring=True,
        expected_on=FRIDAY + dt.timedelta(days=5),
    )
    [word] = Suggestion.objects.filter(enrolment=world.enrolments[0])
    assert Slot.from_number(word.first_slot) == Slot(FRIDAY, Session.PM)
    assert Slot.from_number(word.last_slot).day == FRIDAY + dt.timedelta(days=4)


def test_one_call_answers_for_brothers_and_sisters(worlds):
    world, _ = worlds
    first, second, third = lines_of(world)
    attempt = ring(
        world,
        [first, second],
        outcome=Outcome.SPOKE,
        said="both have colds",
        code="I",
        is_reassuring=True,
    )
    assert attempt.children.count() == 2
    assert codes(AM, world.enrolments) == "I I N"
    third.refresh_from_db()
    assert third.closed_at is None


def test_where_a_vulnerability_is_known_the_reasons_are_written_and_the_steps_go_on(
    worlds,
):
    world, _ = worlds
    AbsenceLine.objects.filter(pk=lines_of(world)[0].pk).update(need=0)
    line = lines_of(world)[0]
    told = {
        "outcome": Outcome.SPOKE,
        "said": "a cold",
        "code": "I",
        "is_reassuring": True,
    }
    with pytest.raises(Refused, match="vulnerable"):
        ring(world, [line], **told)
    assert Attempt.objects.count() == 0
    assert codes(AM, world.enrolments) == "N N N"
    ring(world, [line], **told, rationale="Spoke to the child as well")
    line.refresh_from_db()
    assert line.ending == Ending.RATIONALE
    assert line.steps_go_on
    assert line.spell.last_on is None


def test_a_reason_that_does_not_reassure_leaves_the_line_open(worlds):
    world, _ = worlds
    line = lines_of(world)[0]
    ring(
        world,
        [line],
        outcome=Outcome.SPOKE,
        said="away somewhere",
        code="O",
        is_reassuring=False,
        rationale="Would not say where. Head told.",
    )
    line.refresh_from_db()
    assert line.closed_at is None
    make_list(school=world.school, day=FRIDAY, now=at(10, 0))
    line.refresh_from_db()
    assert line.closed_at is None, "the register's code closes no doubt"
    close_by_hand(
        line=line,
        rationale="Visited: seen, well",
        by=world.by(Role.SAFEGUARDING),
        now=at(14, 0),
    )
    line.refresh_from_db()
    assert line.ending == Ending.RATIONALE


def test_a_code_that_the_rules_forbid_keeps_nothing_of_the_call(worlds):
    world, _ = worlds
    line = lines_of(world)[0]
    with pytest.raises(Refused):
        ring(
            world,
            [line],
            outcome=Outcome.SPOKE,
            said="on a course",
            code="B",
            is_reassuring=True,
        )
    assert Attempt.objects.count() == 0


def test_who_may_not_amend_leaves_a_suggestion_for_the_office(worlds):
    world, _ = worlds
    line = lines_of(world)[0]
    ring(
        world,
        [line],
        by=world.by(Role.SAFEGUARDING),
        outcome=Outcome.SPOKE,
        said="a cold",
        code="I",
        is_reassuring=True,
    )
    assert codes(AM, world.enrolments) == "N N N"
    [word] = Suggestion.objects.filter(enrolment=world.enrolments[0])
    assert word.first_slot == AM.number


def test_the_step_of_calling_is_done_once_every_number_was_tried(worlds):
    world, _ = worlds
    line = lines_of(world)[0]
    mother, father = world.pupils[0].contacts.order_by("priority")
    steps = DueStep.objects.filter(spell=line.spell, step__kind="call")
    ring(world, [line], contact=mother)
    assert steps.get().ended_at is None
    ring(world, [line], contact=father)
    assert steps.get().end == "done"


def test_two_people_do_not_hold_one_line_and_a_claim_ends_by_itself(worlds):
    world, _ = worlds
    lines = [line.pk for line in lines_of(world)[:2]]
    office, officer = world.by(Role.OFFICE), world.by(Role.OFFICER)

    def claim(by, now):
        return claim_lines(line_ids=lines, by=by, now=now, minutes=5)

    assert claim(office, at(9, 35)) == 2
    assert claim(officer, at(9, 36)) == 0
    assert claim(office, at(9, 37)) == 2, "one's own claim is renewed"
    assert claim(officer, at(9, 42)) == 2
    assert release_lines(line_ids=lines, by=office) == 0
    assert release_lines(line_ids=lines, by=officer) == 2


# Through the pages ------------------------------------------------------------


@pytest.fixture
def office(worlds, monkeypatch):
    freeze_at(monkeypatch, at(9, 35))
    client = Client()
    client.force_login(worlds[0].by(Role.OFFICE).person)
    return client


def url(world, name, **kwargs):
    return reverse(name, kwargs={"school": world.school.slug, **kwargs})


def test_one_press_logs_and_offers_the_next_number(worlds, office):
    world, _ = worlds
    line = lines_of(world)[0]
    mother, father = world.pupils[0].contacts.order_by("priority")
    page = office.get(url(world, "absence-today")).content.decode()
    assert mother.adult.numbers.get().number in page
    answer = office.post(
        url(world, "absence-attempt", line=line.pk),
        {
            "key": uuid.uuid4(),
            "contact": mother.pk,
            "number": mother.adult.numbers.get().number,
            "outcome": "no_answer",
        },
        headers={"HX-Request": "true"},
    )
    page = answer.content.decode()
    assert father.adult.numbers.get().number in page
    assert "Tried once" in page
    world.scope()
    attempt = Attempt.objects.get()
    assert attempt.children.count() == 2, "the mother answers for both children"


def test_a_press_never_says_that_somebody_was_spoken_to(worlds, office):
    world, _ = worlds
    line = lines_of(world)[0]
    mother = world.pupils[0].contacts.first()
    office.post(
        url(world, "absence-attempt", line=line.pk),
        {
            "key": uuid.uuid4(),
            "contact": mother.pk,
            "number": "+447700900000",
            "outcome": "spoke",
        },
    )
    world.scope()
    assert not Attempt.objects.exists()


def test_the_form_logs_a_reason_for_the_family_and_goes_back_to_the_list(
    worlds, office
):
    world, _ = worlds
    first, second, _ = lines_of(world)
    mother = world.pupils[0].contacts.first()
    answer = office.post(
        url(world, "absence-call", line=first.pk),
        {
            "key": uuid.uuid4(),
            "whom": f"{mother.pk}:{mother.adult.numbers.get().number}",
            "outcome": "spoke",
            "said": "a stomach bug",
            "code": "I",
            "reassures": "yes",
            "siblings": [second.pk],
        },
    )
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"] == url(world, "absence-today")
    world.scope()
    assert codes(AM, world.enrolments) == "I I N"


def test_a_stranger_and_a_teacher_see_nothing_of_it(worlds, monkeypatch):
    world, other = worlds
    freeze_at(monkeypatch, at(9, 35))
    line = lines_of(world)[0].pk
    stranger, teacher = Client(), Client()
    other.scope()
    stranger.force_login(other.by(Role.OFFICE).person)
    world.scope()
    teacher.force_login(world.by(Role.TEACHER).person)
    for name, kwargs in (
        ("absence-today", {}),
        ("absence-call", {"line": line}),
        ("absence-messages", {}),
        ("absence-steps", {}),
        ("absence-jobs", {}),
        ("absence-report", {}),
        ("absence-ladder", {}),
    ):
        address = url(world, name, **kwargs)
        assert stranger.get(address).status_code == 404, name
        assert teacher.get(address).status_code == 403, name


def test_staff_do_not_ring_about_their_own_family(worlds, office):
    world, _ = worlds
    StaffRelative.objects.create(
        school=world.school,
        person=world.by(Role.OFFICE).person,
        pupil=world.pupils[0],
        relation="Son",
    )
    line = lines_of(world)[0]
    page = office.get(url(world, "absence-today")).content.decode()
    assert "Family of yours" in page
    assert office.get(url(world, "absence-call", line=line.pk)).status_code == 403


def test_a_vulnerable_child_stands_first_with_the_reason(worlds, office):
    world, _ = worlds
    pupil = world.pupils[2]
    flag(pupil, "looked_after")
    AbsenceLine.objects.filter(enrolment=world.enrolments[2]).update(need=0)
    page = office.get(url(world, "absence-today")).content.decode()
    names = [page.index(one.sort_name) for one in world.pupils]
    assert min(names) == names[2]
    assert "Social care" in page


def test_a_child_with_a_second_line_of_the_day_is_claimed_and_rung_about(
    worlds, office
):
    world, _ = worlds
    first = lines_of(world)[0]
    ring(
        world,
        [first],
        outcome=Outcome.SPOKE,
        said="at the dentist",
        code="I",
        is_reassuring=True,
    )
    second = AbsenceLine.objects.create(
        school=world.school,
        enrolment=first.enrolment,
        spell=first.spell,
        day=FRIDAY,
        slot=first.slot + 1,
        why="no_reason",
        need=2,
        day_number=1,
        made_at=at(13, 40),
    )
    answer = office.post(url(world, "absence-claim", line=second.pk), follow=True)
    assert answer.status_code == 200
    mother = world.pupils[0].contacts.first()
    answer = office.post(
        url(world, "absence-attempt", line=second.pk),
        {
            "key": uuid.uuid4(),
            "contact": mother.pk,
            "number": mother.adult.numbers.get().number,
            "outcome": "voicemail",
            "on_page": "yes",
        },
    )
    assert answer["Location"] == url(world, "absence-call", line=second.pk)
    assert office.get(url(world, "absence-call", line=first.pk)).status_code == 200
