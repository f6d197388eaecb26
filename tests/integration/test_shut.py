"""The school, or a part of its site, closed without warning; and that undone."""

import datetime as dt
from typing import Any

import pytest

from core.periods import Period
from register.models import Arrangement, RegisterTaken, Shut, Suggestion
from register.selectors.board import board_of
from register.selectors.figures import counts_of_pupils
from register.services.suggestions import Word, log_suggestion
from schools.models import Closure
from schools.states import Role
from tests.mornings import mark
from tests.real_days import (
    AM,
    FRIDAY,
    PM,
    add_class,
    at,
    codes,
    freeze_at,
    history,
    page,
    send,
    sign_in,
)
from tests.worlds import make_world

pytestmark = pytest.mark.django_db
SNOW = {
    "day": FRIDAY.isoformat(),
    "sessions": "both",
    "extent": "whole",
    "reason": "Snow",
}


@pytest.fixture
def world():
    other = make_world(group="Another school 9Z").scope()
    mark(other, "/", "/", "/")
    world: Any = make_world().scope()
    world.other = other
    world.upper = add_class(world, "6A")
    return world


@pytest.fixture
def head(world, client, monkeypatch):
    freeze_at(monkeypatch, at(7))
    return sign_in(client, world, Role.HEAD)


def tell(world, enrolment, code, source, words, nature=""):
    return log_suggestion(
        school=world.school,
        enrolment=enrolment,
        word=Word(
            first=AM, last=PM, code=code, source=source, words=words, nature=nature
        ),
        by=world.by(Role.OFFICE),
        now=at(6, 30),
    )


def test_snow_at_seven_is_one_act_with_an_entry_for_everybody(world, head):
    shown = send(head, world, "shut", SNOW | {"act": "look"})
    assert "Fri 20 Nov AM: 6 pupils of 2 classes get Y4." in shown
    assert "Close: enter 12 marks" in shown
    assert codes(AM, world.enrolments) == "- - - - - -"
    done = send(head, world, "shut", SNOW | {"act": "shut"})
    assert "12 entries of Y4" in done
    for slot in (AM, PM):
        assert codes(slot, world.enrolments) == "Y4 Y4 Y4 Y4 Y4 Y4"
    name = world.by(Role.HEAD).name
    assert history(AM, world.enrolments[0]) == [("Y4", "", name, "Headteacher")]
    (closure,) = Closure.objects.filter(school=world.school)
    assert (closure.kind, closure.session, closure.name) == ("unexpected", None, "Snow")
    assert codes(AM, world.other.scope().enrolments) == "/ / /"


def test_the_registers_of_a_closed_school_are_in_and_count_in_no_rate(world, head):
    send(head, world, "shut", SNOW | {"act": "shut"})
    lines = board_of(world.school, FRIDAY, at(10))
    assert [line.is_taken and not line.is_gapped for line in lines] == [True] * 4
    counts = counts_of_pupils(
        [row.pk for row in world.enrolments], Period.of_day(FRIDAY)
    )
    assert {(row.possible, row.by_code["Y4"]) for row in counts.values()} == {(0, 2)}


def test_pupils_who_are_taught_elsewhere_keep_theirs(world, head):
    off_site, dual, agreed, ill = world.enrolments[:4]
    tell(world, off_site, "B", Suggestion.Source.PROVIDER, "At the farm", "Farm school")
    tell(world, dual, "D", Suggestion.Source.OTHER_SCHOOL, "At the other school")
    Arrangement.objects.create(
        school=world.school,
        enrolment=agreed,
        kind=Arrangement.Kind.OFF_SITE,
        code="B",
        nature="Mechanics at the college",
        starts_on=dt.date(2026, 9, 2),
        made_at=at(6),
        made_by=world.by(Role.OFFICE),
    )
    tell(world, ill, "I", Suggestion.Source.PARENT, "Mother telephoned: a cold")
    shown = send(head, world, "shut", SNOW | {"act": "look"})
    assert "3 pupils taught elsewhere keep theirs" in shown
    assert "Mechanics at the college" in shown
    assert "1 call from home about this session goes unused" in shown
    send(head, world, "shut", SNOW | {"act": "shut"})
    assert codes(AM, world.enrolments) == "- - - Y4 Y4 Y4"
    taken = RegisterTaken.objects.filter(slot=AM.number, school=world.school)
    assert [row.group for row in taken] == [world.upper]


def test_morning_marks_survive_a_closure_at_midday(world, head, monkeypatch):
    mark(world, "/", "N", "L")
    freeze_at(monkeypatch, at(12))
    send(head, world, "shut", SNOW | {"sessions": "pm", "act": "shut"})
    assert codes(AM, world.enrolments) == "/ N L - - -"
    assert codes(PM, world.enrolments) == "Y4 Y4 Y4 Y4 Y4 Y4"
    assert Closure.objects.get(school=world.school).session == 1


def test_a_session_that_began_keeps_the_marks_that_were_made(world, head, monkeypatch):
    mark(world, "/", "N", "L")
    freeze_at(monkeypatch, at(9, 10))
    shown = send(head, world, "shut", SNOW | {"sessions": "am", "act": "look"})
    assert "3 marks made before the closure stay as entered." in shown
    send(head, world, "shut", SNOW | {"sessions": "am", "act": "shut"})
    assert codes(AM, world.enrolments) == "/ N L Y4 Y4 Y4"


def test_a_part_of_the_site_is_y3_for_the_classes_chosen_and_no_closure(world, head):
    part = SNOW | {"extent": "part", "groups": [world.upper.pk], "reason": "Flood"}
    send(head, world, "shut", part | {"act": "shut"})
    assert codes(AM, world.enrolments) == "- - - Y3 Y3 Y3"
    assert not Closure.objects.filter(school=world.school).exists()
    nothing = send(
        head, world, "shut", SNOW | {"extent": "part", "act": "look"}, status=422
    )
    assert "Choose the classes that stay away." in nothing


def test_a_closing_is_undone_the_same_day_and_the_ledger_keeps_both(world, head):
    send(head, world, "shut", SNOW | {"act": "shut"})
    shut = Shut.objects.filter(school=world.school).earliest("pk")
    assert "12 entries of Y4 become" in page(head, world, "shut-undo", shut=shut.pk)
    done = send(head, world, "shut-undo", {"reason": "The road is clear"}, shut=shut.pk)
    assert "Undone: 12 entries taken back." in done
    assert codes(AM, world.enrolments) == "- - - - - -"
    assert [row[:2] for row in history(AM, world.enrolments[0])] == [
        ("Y4", ""),
        (None, "The road is clear"),
    ]
    assert not Closure.objects.filter(school=world.school).exists()
    assert not RegisterTaken.objects.filter(
        school=world.school, withdrawn_at__isnull=True
    ).exists()
    again = send(head, world, "shut", SNOW | {"act": "shut"})
    assert "12 entries of Y4" in again


def test_what_was_closed_yesterday_is_not_undone_in_one_act(world, head, monkeypatch):
    send(head, world, "shut", SNOW | {"act": "shut"})
    shut = Shut.objects.filter(school=world.school).earliest("pk")
    freeze_at(monkeypatch, at(8, 0, dt.date(2026, 11, 23)))
    said = send(head, world, "shut-undo", {"reason": "x"}, shut=shut.pk)
    assert "Only what was closed today" in said
    assert codes(AM, world.enrolments).startswith("Y4")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"day": "2026-11-23"}, "belongs into the calendar"),
        ({"day": "2026-11-15"}, "no session then"),
        ({"reason": ""}, "Enter why"),
    ],
)
def test_closing_explains_what_it_refuses(world, head, changed, words):
    said = send(head, world, "shut", SNOW | {"act": "shut"} | changed, status=422)
    assert words in said
    assert not Shut.objects.filter(school=world.school).exists()


def test_closing_twice_is_told(world, head):
    send(head, world, "shut", SNOW | {"act": "shut"})
    said = send(head, world, "shut", SNOW | {"act": "shut"}, status=422)
    assert "have a mark" in said or "closed already" in said


def test_nobody_marks_ahead_of_a_session_that_is_not_closed(world, head):
    outcome = mark(world, "Y4", now=at(7), by=world.by(Role.HEAD))
    assert "has not opened" in outcome.refused[0].sentence


@pytest.mark.parametrize("role", [Role.OFFICE, Role.TEACHER, Role.GOVERNOR])
def test_only_the_head_closes(world, client, role, monkeypatch):
    freeze_at(monkeypatch, at(7))
    said = page(sign_in(client, world, role), world, "shut", status=403)
    assert "You may not close the school without warning here." in said


def test_a_stranger_finds_no_such_page(world, client):
    stranger = world.other.scope().by(Role.HEAD).person
    client.force_login(stranger)
    page(client, world, "shut", status=404)
