"""Leave of absence is decided beforehand, pupil by pupil, and withdrawn."""

import datetime as dt

import pytest

from register.models import LeavePupil, LeaveRequest, Mark, Suggestion
from register.selectors.leave import refused_at, refused_notes
from register.selectors.leave_letters import leave_letters
from register.services.leave import withdraw_leave
from schools.rules.sessions import Session
from schools.states import Role
from tests.arranged import (
    EARLY,
    FOUND,
    FRIDAY,
    MONDAY,
    address,
    at,
    be_at,
    codes,
    known,
    mark,
    shown,
    signed_in,
    slot,
)
from tests.leaves import THURSDAY, TUESDAY, ask, decide, family_world, recorded
from tests.worlds import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def early(monkeypatch):
    be_at(monkeypatch, EARLY)


@pytest.fixture
def world() -> World:
    return family_world()


@pytest.fixture
def office(client, world):
    return signed_in(client, world, Role.OFFICE)


@pytest.fixture
def head(client, world):
    return signed_in(client, world, Role.HEAD)


def test_granted_leave_is_one_suggestion_for_its_days_and_marks_nobody(head, world):
    row = recorded(head, world)
    place = row.pupils.get()
    page = shown(head, world, "leave-request", leave=row.pk)
    assert "3 days&#39; notice, 14 asked for" in page
    assert "Late notice is no reason" in page
    assert decide(head, world, place).status_code == FOUND
    place.refresh_from_db()
    assert (place.decision, place.code, place.decided_by) == (
        LeavePupil.Decision.GRANTED,
        "C",
        world.by(Role.HEAD),
    )
    who = world.enrolments[0].pk
    assert known(who, slot(MONDAY)) == "C"
    assert known(who, slot(THURSDAY, Session.PM)) == "C"
    assert known(who, slot(FRIDAY)) is None
    assert Suggestion.objects.get().source == "leave"
    assert not Mark.objects.exists()


def test_a_teacher_takes_granted_leave_and_a_child_who_comes_is_present(
    head, world, monkeypatch
):
    everyone = [str(pupil.pk) for pupil in world.pupils[:2]]
    row = recorded(head, world, pupils=everyone)
    places = list(row.pupils.order_by("pk"))
    decide(head, world, places[0], also=[str(places[1].pk)])
    world.scope()
    assert mark(world, slot(MONDAY), "C").saved
    assert mark(world, slot(MONDAY), "/", number=1).saved
    assert codes(slot(MONDAY)) == {
        world.enrolments[0].pk: "C",
        world.enrolments[1].pk: "/",
    }


def test_leave_in_part_leaves_the_other_days_refused(head, world):
    row = recorded(head, world)
    decide(head, world, row.pupils.get(), granted_last_day=TUESDAY.isoformat())
    place = row.pupils.get()
    who = world.enrolments[0].pk
    assert place.decision == LeavePupil.Decision.PART
    assert (known(who, slot(TUESDAY)), known(who, slot(THURSDAY))) == ("C", None)
    assert set(refused_at(slot(THURSDAY), [who])) == {who}
    assert refused_at(slot(TUESDAY), [who]) == {}


def test_a_refusal_suggests_nothing_and_is_told_for_each_day(head, world):
    row = recorded(head, world)
    decide(head, world, row.pupils.get(), decision="refuse", ground="", shown="")
    who = world.enrolments[0].pk
    assert not Suggestion.objects.exists()
    assert refused_notes(slot(MONDAY), [who]) == {
        who: "Leave refused: G if away on holiday"
    }
    assert refused_notes(slot(FRIDAY), [who]) == {}
    register = {"day": MONDAY.isoformat(), "session": "am", "group": world.group.pk}
    assert "Leave refused: G if away" in shown(head, world, "register", **register)
    assert "Refused" in shown(head, world, "leave-request", leave=row.pk)
    known_page = shown(head, world, "suggestions", f"?day={MONDAY.isoformat()}")
    assert "Leave refused" in known_page


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"reasons": ""}, "Enter reasons"),
        ({"ground": ""}, "Choose the ground"),
        ({"shown": ""}, "what is exceptional"),
        ({"ground": "study"}, "Year 11 and above"),
        ({"granted_first_day": FRIDAY.isoformat()}, "Only what was asked for"),
        ({"granted_first_day": ""}, "Enter the first day granted"),
        ({"decision": ""}, "Choose decision"),
    ],
)
def test_a_decision_that_lacks_something_or_that_law_forbids_is_refused(
    head, world, typed, words
):
    row = recorded(head, world)
    answer = decide(head, world, row.pupils.get(), **typed)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert row.pupils.get().decision == ""


def test_no_leave_is_granted_for_days_that_have_begun(head, world, monkeypatch):
    row = recorded(head, world)
    be_at(monkeypatch, at(TUESDAY, 9))
    place = row.pupils.get()
    page = shown(head, world, "leave-decide", leave=row.pk, place=place.pk)
    assert "leave can be granted from Wed 25 Nov only" in page
    answer = decide(head, world, place)
    assert "beforehand or not at all" in answer.content.decode()
    assert not Suggestion.objects.exists()
    wednesday = (TUESDAY + dt.timedelta(1)).isoformat()
    assert decide(head, world, place, granted_first_day=wednesday).status_code == FOUND
    assert known(world.enrolments[0].pk, slot(TUESDAY)) is None
    assert known(world.enrolments[0].pk, slot(THURSDAY)) == "C"


def test_when_all_days_have_begun_only_a_refusal_is_left(head, world, monkeypatch):
    row = recorded(head, world)
    be_at(monkeypatch, at(THURSDAY, 16))
    place = row.pupils.get()
    page = shown(head, world, "leave-decide", leave=row.pk, place=place.pk)
    assert "Every day asked for has begun" in page
    assert decide(head, world, place, decision="refuse").status_code == FOUND


def test_a_decision_stands_and_something_new_is_a_new_request(head, world):
    row = recorded(head, world)
    place = row.pupils.get()
    decide(head, world, place, decision="refuse")
    again = decide(head, world, place)
    assert "asks again" in again.content.decode()
    query = f"?pupil={world.pupils[0].pk}&again={row.pk}"
    assert "funeral abroad" in shown(head, world, "leave-ask", query)


def test_earlier_requests_and_their_decisions_stand_beside_a_new_one(head, world):
    row = recorded(head, world)
    decide(head, world, row.pupils.get(), decision="refuse", reasons="A holiday")
    later = {"first_day": "2026-12-07", "last_day": "2026-12-08"}
    ask(head, world, **later)
    world.scope()
    new = LeaveRequest.objects.exclude(pk=row.pk).get()
    page = shown(head, world, "leave-request", leave=new.pk)
    assert "Refused: A holiday" in page
    assert "No request waits" not in shown(head, world, "leave")


def test_withdrawn_leave_stands_beside_no_name_and_is_kept(head, world):
    row = recorded(head, world)
    decide(head, world, row.pupils.get())
    assert known(world.enrolments[0].pk, slot(MONDAY)) == "C"
    head.post(address(world, "leave-withdraw", leave=row.pk))
    world.scope()
    assert known(world.enrolments[0].pk, slot(MONDAY)) is None
    row.refresh_from_db()
    again = withdraw_leave(request=row, by=world.by(Role.OFFICE), now=EARLY)
    assert again.withdrawn_by == world.by(Role.HEAD)
    assert "Withdrawn" in shown(head, world, "leave", "?stage=withdrawn")


def test_the_letter_of_a_decision_is_due_until_it_is_written(head, world):
    row = recorded(head, world)
    assert list(leave_letters(world.school, FRIDAY)) == []
    decide(head, world, row.pupils.get(), granted_last_day=TUESDAY.isoformat())
    (due,) = leave_letters(world.school, FRIDAY)
    place = row.pupils.get()
    assert (due.kind, due.cause) == ("leave_granted", f"leave:{place.pk}")
    assert due.facts["leave_to"] == TUESDAY.isoformat()
    assert "not granted" in str(due.facts["leave_conditions"])
    page = shown(head, world, "leave-request", leave=row.pk)
    assert f"cause=leave%3A{place.pk}" in page
    letter = {"pupil": world.pupils[0].pk, "kind": "leave_granted"}
    query = f"?cause=leave:{place.pk}"
    assert TUESDAY.isoformat() in shown(head, world, "letter-compose", query, **letter)


def test_the_file_s_print_has_request_and_decision(head, world):
    row = recorded(head, world)
    decide(head, world, row.pupils.get())
    page = shown(head, world, "leave-print", leave=row.pk)
    assert "A close relative; the journey takes two days" in page
    assert "Order of service" in page


def test_the_pupil_s_story_tells_asking_and_decision(head, world):
    row = recorded(head, world)
    decide(head, world, row.pupils.get())
    page = shown(head, world, "pupil", pupil=world.pupils[0].pk)
    assert "Leave asked for: Mon 23 Nov to Thu 26 Nov" in page
    assert "Leave granted: Mon 23 Nov to Thu 26 Nov (C)" in page
