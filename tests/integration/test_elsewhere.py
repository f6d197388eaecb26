"""Pupils taught elsewhere: each provider's word for each day, and who has none."""

import datetime as dt
from typing import Any

import pytest

from register.models import Arrangement, Confirmation, LedgerEntry, Provider, Suggestion
from register.selectors.confirmations import unaccounted_on
from schools.models import Alert
from schools.rules.sessions import Session
from schools.rules.weeks import weekly
from schools.states import Role
from tests.arranged import (
    EARLY,
    FORBIDDEN,
    FOUND,
    FRIDAY,
    MISSING,
    MONDAY,
    address,
    at,
    be_at,
    codes,
    mark,
    provider,
    shown,
    signed_in,
    slot,
)
from tests.worlds import World, make_world

pytestmark = pytest.mark.django_db
MONDAYS = weekly((0, session) for session in Session)


@pytest.fixture(autouse=True)
def monday(monkeypatch):
    be_at(monkeypatch, at(MONDAY, 8, 55))


@pytest.fixture
def world() -> World:
    other = make_world().scope()
    send(other, provider(other, "Not of here"))
    world: Any = make_world().scope()
    world.farm = provider(world, "Meadow Farm")
    return world


@pytest.fixture
def office(client, world):
    return signed_in(client, world, Role.OFFICE)


def send(world, place, *, number=0, sessions=MONDAYS) -> Arrangement:
    """Send a pupil to a provider on Mondays."""
    known = Suggestion.objects.create(
        school=world.school,
        enrolment=world.enrolments[number],
        first_slot=slot(FRIDAY).number,
        last_slot=slot(dt.date(2026, 12, 18), Session.PM).number,
        code="B",
        source="provider",
        words=place.name,
        nature="Farm work",
        sessions=sessions,
        entered_at=EARLY,
        entered_by=world.by(Role.OFFICE),
    )
    return Arrangement.objects.create(
        school=world.school,
        enrolment=world.enrolments[number],
        kind=Arrangement.Kind.OFF_SITE,
        code="B",
        nature="Farm work",
        sessions=sessions,
        provider=place,
        starts_on=FRIDAY,
        suggestion=known,
        made_at=EARLY,
        made_by=world.by(Role.OFFICE),
    )


def say(client, world, row, answer, *, when=None, said_by="Duty tutor", words=""):
    """Keep what the provider said of a pupil's session."""
    when = when or slot(MONDAY)
    key = f"{row.pk}-{when.number}"
    answer = client.post(
        address(world, "elsewhere"),
        {
            "provider": row.provider_id,
            "said_by": said_by,
            f"there-{key}": answer,
            f"words-{key}": words,
        },
    )
    world.scope()
    return answer


def test_who_is_expected_is_listed_by_provider_and_other_days_have_nobody(
    office, world
):
    send(world, world.farm)
    page = shown(office, world, "elsewhere")
    assert "Meadow Farm" in page
    assert world.pupils[0].sort_name in page
    assert "2 without a word" in page
    assert "Not of here" not in page
    tuesday = shown(office, world, "elsewhere", "?day=2026-11-24")
    assert "Nobody is expected elsewhere" in tuesday


def test_without_a_word_at_the_close_the_pupil_is_unaccounted_for(
    office, world, monkeypatch
):
    send(world, world.farm)
    assert unaccounted_on(world.school, MONDAY, now=at(MONDAY, 9, 19)) == []
    be_at(monkeypatch, at(MONDAY, 9, 20))
    assert "unaccounted for" in shown(office, world, "elsewhere")
    assert "without a word, or not there" in shown(office, world, "arrangements")
    assert "Taught elsewhere, no word" in shown(office, world, "school-home")


def test_a_word_that_the_pupil_is_there_accounts_and_marks_nobody(
    office, world, monkeypatch
):
    row = send(world, world.farm)
    assert say(office, world, row, "there").status_code == FOUND
    kept = Confirmation.objects.get()
    assert (kept.is_present, kept.said_by) == (True, "Duty tutor")
    assert kept.confirmed_by == world.by(Role.OFFICE)
    assert codes(slot(MONDAY)) == {}
    assert unaccounted_on(world.school, MONDAY, now=at(MONDAY, 9, 30)) == []
    say(office, world, row, "there")
    assert Confirmation.objects.count() == 1
    assert not Alert.objects.exists()


def test_who_is_not_there_is_told_at_once_and_the_office_amends_the_mark(office, world):
    row = send(world, world.farm)
    for role in (Role.OFFICER, Role.SAFEGUARDING, Role.TEACHER):
        world.by(role)
    mark(world, slot(MONDAY), "/")
    who = world.enrolments[0].pk
    say(office, world, row, "not", words="Bus came without her")
    told = {alert.to.role for alert in Alert.objects.filter(is_urgent=True)}
    assert told == {Role.OFFICE, Role.OFFICER, Role.SAFEGUARDING}
    assert codes(slot(MONDAY)) == {who: "/"}
    page = shown(office, world, "elsewhere")
    assert "amend" not in page.split("<table", 1)[0].split("rb-notice", 1)[-1]


def test_a_b_that_was_taken_in_the_morning_is_amended_with_the_provider_s_word(
    office, world, monkeypatch
):
    row = send(world, world.farm)
    assert mark(world, slot(MONDAY), "B", nature="Farm work").saved
    who = world.enrolments[0].pk
    be_at(monkeypatch, at(MONDAY, 9, 40))
    say(office, world, row, "not")
    page = shown(office, world, "elsewhere")
    assert "code=N&amp;reason=Meadow+Farm" in page
    amend = address(world, "amend", enrolment=who, day=MONDAY.isoformat(), session="am")
    office.post(
        amend,
        {"code": "N", "version": "1", "reason": "Meadow Farm (Duty tutor): not there"},
    )
    world.scope()
    assert codes(slot(MONDAY)) == {who: "N"}
    (entry,) = LedgerEntry.objects.all()
    assert (entry.code, entry.enrolment_id) == ("B", who)


def test_a_later_word_stands_and_the_earlier_is_kept(office, world):
    row = send(world, world.farm)
    say(office, world, row, "not")
    say(office, world, row, "there", said_by="Head of farm")
    assert [one.is_present for one in Confirmation.objects.order_by("pk")] == [
        False,
        True,
    ]
    assert unaccounted_on(world.school, MONDAY, now=at(MONDAY, 9, 30)) == []


def test_a_word_needs_somebody_who_said_it(office, world):
    row = send(world, world.farm)
    answer = say(office, world, row, "there", said_by="")
    assert "Enter who told us" in answer.content.decode()
    assert not Confirmation.objects.exists()


def test_a_provider_is_added_once_and_ended_when_nobody_is_there(office, world):
    typed = {"name": "Harbour College", "telephone": "0113 496 0188"}
    assert office.post(address(world, "provider-add"), typed).status_code == FOUND
    again = office.post(address(world, "provider-add"), typed)
    assert "is there already" in again.content.decode()
    world.scope()
    place = Provider.objects.get(name="Harbour College")
    send(world, world.farm)
    for one in (place, world.farm):
        office.post(address(world, "provider-end", provider=one.pk))
    world.scope()
    place.refresh_from_db()
    world.farm.refresh_from_db()
    assert place.ends_on is not None
    assert world.farm.ends_on is None


def test_another_school_s_provider_is_not_there_and_teachers_are_refused(
    office, world, client
):
    other = make_world().scope()
    there = provider(other, "Elsewhere")
    world.scope()
    where = address(world, "provider", provider=there.pk)
    assert office.get(where).status_code == MISSING
    signed_in(client, world, Role.TEACHER)
    assert client.get(address(world, "elsewhere")).status_code == FORBIDDEN
