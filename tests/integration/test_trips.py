"""A trip of sixty across classes, from its plan to the register of each pupil."""

from typing import Any

import pytest
from django.urls import reverse

from register.models import Suggestion, Trip, TripPlace
from register.selectors.board import line_of
from register.selectors.suggestions import suggestions_at
from schools.models import AccessLog, Adult, Alert, Contact, PhoneNumber
from schools.states import Role
from tests.mornings import mark, take
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
from tests.worlds import hire, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    other = make_world(group="Another school 9Z").scope()
    world: Any = make_world(pupils=20).scope()
    world.other = other
    world.second = add_class(world, "5A", pupils=20)
    world.third = add_class(world, "6A", pupils=21)
    return world


@pytest.fixture
def office(world, client, monkeypatch):
    freeze_at(monkeypatch, at(8))
    return sign_in(client, world, Role.OFFICE)


def details(world, **changed):
    return {
        "name": "Museum of the river",
        "place": "The old docks",
        "code": "V",
        "nature": "History visit to the docks",
        "first_day": FRIDAY.isoformat(),
        "first_session": "am",
        "last_day": FRIDAY.isoformat(),
        "last_session": "pm",
        "leaves_at": "09:15",
        "returns_at": "15:00",
        "leader": world.by(Role.TEACHER).pk,
        "emergency_phone": "07700 900123",
        "groups": [world.group.pk, world.second.pk, world.third.pk],
    } | changed


def plan(world, client, staying=(), **changed):
    going = [row.pk for row in world.enrolments if row.pk not in staying]
    sent = details(world, **changed) | {"act": "plan", "pupil": going}
    shown = send(client, world, "trip-plan", sent)
    return Trip.objects.get(school=world.school), shown


def test_a_trip_of_sixty_is_planned_by_class_and_stands_beside_each_name(world, office):
    world.by(Role.TEACHER)
    asked = send(office, world, "trip-plan", details(world) | {"act": "choose"})
    assert asked.count('name="pupil"') == 61
    assert asked.count("checked> ") == 61
    stays = world.enrolments[-1]
    trip, shown = plan(world, office, staying={stays.pk})
    assert "Museum of the river: 60 pupils." in shown
    for slot in (AM, PM):
        known = suggestions_at(slot, [row.pk for row in world.enrolments])
        assert len(known) == 60
        assert stays.pk not in known
        one = known[world.enrolments[0].pk]
        assert (one.code, one.nature) == ("V", "History visit to the docks")
        assert one.words == "Museum of the river, back 15:00"
    assert codes(AM, world.enrolments) == " ".join(["-"] * 61)
    assert "Museum of the river" in page(office, world, "trips")
    assert TripPlace.objects.filter(trip=trip).count() == 60


def leads(world, client, monkeypatch, hour=9, minute=0):
    freeze_at(monkeypatch, at(hour, minute))
    return sign_in(client, world, Role.TEACHER)


def test_the_leader_ticks_the_list_and_the_marks_are_theirs(
    world, office, client, monkeypatch
):
    trip, _ = plan(world, office)
    leader = leads(world, client, monkeypatch)
    shown = page(leader, world, "trip-list", trip=trip.pk)
    assert "0 of 61 here" in shown
    assert "checked" not in shown
    boarded = [f"{row.pk}.0" for row in world.enrolments[:59]]
    done = send(
        leader,
        world,
        "trip-list",
        {"here": boarded, "session": AM.number},
        trip=trip.pk,
    )
    assert "59 pupils marked V." in done
    assert "59 of 61 here" in done
    assert codes(AM, world.enrolments) == " ".join(["V"] * 59 + ["-", "-"])
    name = world.by(Role.TEACHER).name
    assert history(AM, world.enrolments[0]) == [("V", "", name, "Class teacher")]


def test_who_did_not_come_is_asked_for_in_class_at_once(
    world, office, client, monkeypatch
):
    trip, _ = plan(world, office)
    leader = leads(world, client, monkeypatch)
    late = world.enrolments[0]
    send(
        leader,
        world,
        "trip-list",
        {"here": [f"{row.pk}.0" for row in world.enrolments[:20]]},
        trip=trip.pk,
    )
    take(world, now=at(9, 5))
    place = TripPlace.objects.get(trip=trip, enrolment=late)
    done = send(
        leader, world, "trip-take-off", {"from": "list"}, trip=trip.pk, place=place.pk
    )
    assert f"{late.pupil.name} is off the list" in done
    assert codes(AM, [late]) == "-"
    assert history(AM, late)[-1][:2] == (
        None,
        "Did not come on the trip Museum of the river",
    )
    assert late.pk not in suggestions_at(PM, [late.pk])
    line = line_of(world.school, world.group.pk, AM, at(9, 10))
    assert line
    assert line.is_gapped
    told = Alert.objects.filter(school=world.school, pupil=late.pupil)
    assert {row.to for row in told} == {world.by(Role.OFFICE)}


def test_a_pupil_is_added_late_and_a_mark_made_in_class_is_not_lost(
    world, office, client, monkeypatch
):
    stays = world.enrolments[-1]
    trip, _ = plan(world, office, staying={stays.pk})
    mark(world, "N")
    leader = leads(world, client, monkeypatch, 9, 10)
    shown = page(
        leader, world, "trip-add", trip=trip.pk, query={"group": world.third.pk}
    )
    assert shown.count('name="pupil"') == 1
    sent = {"group": world.third.pk, "pupil": [stays.pk]}
    assert "1 pupil added." in send(leader, world, "trip-add", sent, trip=trip.pk)
    seen = page(leader, world, "trip-list", trip=trip.pk)
    assert "In the register: N" in seen
    stale = {"here": [f"{world.enrolments[0].pk}.0", f"{stays.pk}.0"]}
    done = send(leader, world, "trip-list", stale, trip=trip.pk)
    assert "meanwhile. Look again." in done
    assert codes(AM, [world.enrolments[0], stays]) == "N V"
    again = {"here": [f"{world.enrolments[0].pk}.1"]}
    send(leader, world, "trip-list", again, trip=trip.pk)
    assert codes(AM, world.enrolments[:1]) == "V"
    assert history(AM, world.enrolments[0])[0][0] == "N"


def test_a_cancelled_trip_suggests_nothing_and_says_so(world, office):
    trip, _ = plan(world, office)
    shown = send(office, world, "trip-cancel", {}, trip=trip.pk)
    assert "is cancelled: everybody is expected in class." in shown
    assert suggestions_at(AM, [row.pk for row in world.enrolments]) == {}
    assert Suggestion.objects.filter(withdrawn_at__isnull=False).count() == 61
    refused = send(
        office,
        world,
        "trip-list",
        {"here": [f"{world.enrolments[0].pk}.0"]},
        trip=trip.pk,
    )
    assert "Museum of the river is cancelled." in refused


def test_only_the_leader_and_case_staff_keep_the_list(
    world, office, client, monkeypatch
):
    trip, _ = plan(world, office)
    colleague = hire(world.school, Role.TEACHER)
    client.force_login(colleague.person)
    page(client, world, "trip-list", status=403, trip=trip.pk)
    page(client, world, "trip-paper", status=403, trip=trip.pk)
    page(client, world, "trip-plan", status=403)
    leader = leads(world, client, monkeypatch)
    page(leader, world, "trip-paper", trip=trip.pk)


def test_the_printed_list_says_whom_to_ring_and_is_kept_in_the_log(
    world, office, client, monkeypatch
):
    trip, _ = plan(world, office)
    pupil = world.pupils[0]
    for priority, (name, channels, note) in enumerate(
        (("Ines", ["phone"], ""), ("Karl", [], "Court order"), ("Mona", ["phone"], "")),
        start=1,
    ):
        adult = Adult.objects.create(
            school=world.school,
            first_name=name,
            last_name="Bell",
            address="1 Secret Rd",
        )
        PhoneNumber.objects.create(
            school=world.school, adult=adult, number=f"+44770090012{priority}"
        )
        Contact.objects.create(
            school=world.school,
            pupil=pupil,
            adult=adult,
            relationship="Mother",
            priority=priority,
            channels=channels,
            restriction=note,
            starts_on=FRIDAY,
        )
    shown = page(leads(world, client, monkeypatch), world, "trip-paper", trip=trip.pk)
    assert "Ines Bell (mother) +44 7700 900121" in shown
    assert "Mona Bell" in shown
    assert "Karl" not in shown
    assert "Secret" not in shown
    assert AccessLog.objects.filter(page="trip list").count() == 61


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"last_day": "2026-11-19"}, "last session is before the first"),
        ({"first_day": "2026-11-21", "last_day": "2026-11-22"}, "no session in these"),
        ({"code": "B", "nature": ""}, "Enter what it is."),
        ({"emergency_phone": "ring me"}, "has 9 to 15 digits"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_whole(world, office, changed, words):
    world.by(Role.TEACHER)
    going = [row.pk for row in world.enrolments]
    sent = details(world, **changed) | {"act": "plan", "pupil": going}
    assert words in send(office, world, "trip-plan", sent, status=422)
    assert not Trip.objects.exists()
    assert not Suggestion.objects.exists()


def test_no_pupil_of_another_school_is_put_on_a_trip(world, office):
    world.by(Role.TEACHER)
    strangers = [row.pk for row in world.other.enrolments]
    sent = details(world) | {"act": "plan", "pupil": strangers}
    assert "Choose who goes." in send(office, world, "trip-plan", sent, status=422)
    assert not Trip.objects.exists()


def test_a_stranger_finds_no_trip(world, office, client, monkeypatch):
    trip, _ = plan(world, office)
    client.force_login(world.other.scope().by(Role.OFFICE).person)
    for name in ("trip", "trip-list", "trip-paper"):
        page(client, world, name, status=404, trip=trip.pk)
    address = reverse(
        "trip", kwargs={"school": world.other.school.slug, "trip": trip.pk}
    )
    assert client.get(address).status_code == 404
