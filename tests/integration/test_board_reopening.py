"""Registers opened again after their close, and registers taken back."""

import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from register.models import LedgerEntry, Mark, MarkDetail, RegisterTaken
from register.rules.entries import Entry
from register.selectors.board import BoardLine, line_of
from register.services.marks import record_marks
from register.services.taking import reopen_register
from register.services.withdrawing import withdraw_register
from schools.models import RegistrationGroup
from schools.services.refusals import Refused
from schools.states import Role
from tests.mornings import AM, FRIDAY, at, mark, take
from tests.worlds import YEAR_STARTS_ON, World, make_world

pytestmark = pytest.mark.django_db

LATER, UNTIL = at(10, 0), at(10, 30)


@pytest.fixture
def world() -> World:
    other = make_world(group="Another school 9Z").scope()
    mark(other, "/", "/", "/")
    return make_world().scope()


@pytest.fixture
def freeze(monkeypatch):
    def to(moment: dt.datetime) -> None:
        offset = moment - clock.real_now()
        monkeypatch.setattr(clock, "demo_offset", lambda: offset)

    return to


def morning(world, now) -> BoardLine:
    line = line_of(world.school, world.group.pk, AM, now)
    assert line is not None
    return line


# Opening again ---------------------------------------------------------------


def reopen(world, until=UNTIL, now=LATER, reason="Fire drill"):
    return reopen_register(
        school=world.school,
        group=world.group,
        slot=AM,
        by=world.by(Role.OFFICE),
        now=now,
        until=until,
        reason=reason,
    )


def test_a_register_opened_again_lets_its_teacher_change_marks_until_its_time(world):
    mark(world, "N", "N")
    assert mark(world, "/", version=1, now=at(9, 59)).refused
    reopen(world)
    assert mark(world, "/", version=1, now=at(10, 29)).is_clean
    detail = MarkDetail.objects.get()
    assert detail.reason == "Register reopened: Fire drill"
    late = mark(world, "/", "/", version=1, now=at(10, 30))
    assert "has closed" in late.refused[0].sentence


def test_a_register_opened_again_makes_nobody_less_late(world):
    mark(world, "N")
    reopen(world)
    (saved,) = mark(world, "U", version=1, now=at(10, 5)).saved
    assert saved.minutes_late == 75
    assert mark(world, "L", version=2, now=at(10, 6)).refused


def test_a_register_of_another_group_stays_closed(world):
    mark(world, "N")
    other = RegistrationGroup.objects.create(
        school=world.school, name="4C", starts_on=YEAR_STARTS_ON
    )
    reopen_register(
        school=world.school,
        group=other,
        slot=AM,
        by=world.by(Role.OFFICE),
        now=at(10, 0),
        until=at(10, 30),
        reason="x",
    )
    assert mark(world, "/", version=1, now=at(10, 5)).refused


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"reason": "  "}, "Say why"),
        ({"until": at(9, 59)}, "still to come"),
        ({"now": at(9, 0)}, "has not closed"),
    ],
)
def test_a_register_is_not_opened_again_without_cause(world, facts, words):
    with pytest.raises(Refused, match=words):
        reopen(world, **facts)


def test_the_page_opens_a_register_again_and_shows_it_in_the_ledger(
    world, client, freeze
):
    freeze(at(10, 0))
    client.force_login(world.by(Role.OFFICE).person)
    kwargs = {
        "school": world.school.slug,
        "group": world.group.pk,
        "day": FRIDAY.isoformat(),
        "session": "am",
    }
    asked = client.get(reverse("reopen", kwargs=kwargs)).content.decode()
    assert 'value="10:30"' in asked
    answer = client.post(
        reverse("reopen", kwargs=kwargs),
        {"until": "10:40", "reason": "Power cut"},
        follow=True,
    )
    shown = answer.content.decode()
    assert "Opened again until 10:40: Power cut" in shown
    refused = client.post(
        reverse("reopen", kwargs=kwargs), {"until": "09:00", "reason": "x"}
    )
    assert "Choose a time that is still to come." in refused.content.decode()


def test_a_teacher_does_not_open_registers_again(world, client, freeze):
    freeze(at(10, 0))
    client.force_login(world.by(Role.TEACHER).person)
    address = reverse(
        "reopen",
        kwargs={
            "school": world.school.slug,
            "group": world.group.pk,
            "day": FRIDAY.isoformat(),
            "session": "am",
        },
    )
    assert client.get(address).status_code == 403


# Withdrawing -----------------------------------------------------------------


def withdraw(world, reason="Wrong class", now=LATER):
    return withdraw_register(
        school=world.school,
        group=world.group,
        slot=AM,
        by=world.by(Role.OFFICE),
        now=now,
        reason=reason,
    )


def test_a_withdrawn_register_is_unmarked_and_the_ledger_keeps_both_entries(world):
    mark(world, "/", "N", "/")
    take(world)
    withdraw(world)
    assert set(Mark.objects.values_list("code", "version")) == {(None, 2)}
    assert list(
        LedgerEntry.objects.order_by("enrolment").values_list("code", flat=True)
    ) == ["/", "N", "/"]
    row = RegisterTaken.objects.get()
    assert (row.withdrawn_by, row.withdrawn_reason) == (
        world.by(Role.OFFICE),
        "Wrong class",
    )
    assert morning(world, at(10, 1)).is_missing


def test_what_somebody_else_entered_stays_when_a_register_is_withdrawn(world):
    mark(world, "/", "/", "/")
    take(world)
    office = world.by(Role.OFFICE)
    mark(world, "I", version=1, by=office, now=at(9, 40), reason="Father rang")
    done = withdraw(world)
    assert [row.code for row in done.staying] == ["I"]
    assert sorted(Mark.objects.values_list("code", flat=True), key=str) == [
        "I",
        None,
        None,
    ]


def test_a_withdrawn_register_is_taken_again_by_its_teacher(world):
    mark(world, "/", "/", "/")
    take(world)
    withdraw(world)
    assert mark(world, "/", "/", "N", version=2, now=at(10, 10)).is_clean
    take(world, now=at(10, 11))
    assert RegisterTaken.objects.count() == 2
    reasons = MarkDetail.objects.filter(version=3).values_list("reason", flat=True)
    assert set(reasons) == {"Marked again after the entry was withdrawn"}


def test_a_register_is_withdrawn_once(world):
    mark(world, "/", "/", "/")
    take(world)
    withdraw(world)
    with pytest.raises(Refused, match="not been handed in"):
        withdraw(world)


def test_a_withdrawal_needs_its_reason(world):
    with pytest.raises(Refused, match="Say why"):
        withdraw(world, reason=" ")


def test_changing_only_the_minutes_after_the_close_needs_a_reason(world):
    mark(world, "U", now=at(9, 40))
    change = Entry(
        enrolment_id=world.enrolments[0].pk, code="U", version=1, minutes_late=60
    )
    outcome = record_marks(
        school=world.school,
        slot=AM,
        entries=[change],
        by=world.by(Role.OFFICE),
        now=at(10, 0),
    )
    assert "needs a reason" in outcome.refused[0].sentence
