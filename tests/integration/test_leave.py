"""Leave of absence is asked for on one form, by whom and about whom it may be."""

import datetime as dt

import pytest

from register.models import LeavePupil, LeaveRequest, Suggestion
from schools.models import Adult, Setting, StaffRelative
from schools.states import Role
from tests.arranged import (
    EARLY,
    FORBIDDEN,
    FOUND,
    FRIDAY,
    MISSING,
    MONDAY,
    address,
    be_at,
    parent_of,
    shown,
    signed_in,
)
from tests.leaves import ask, decide, family_world, recorded
from tests.worlds import World, make_world

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


# Asking ------------------------------------------------------------------------


def test_a_request_of_three_pupils_is_one_form_and_one_parent_is_enough(office, world):
    page = shown(office, world, "leave-ask", f"?pupil={world.pupils[0].pk}")
    for pupil in world.pupils:
        assert pupil.name in page
    assert "Notofhere" not in page
    everyone = [str(pupil.pk) for pupil in world.pupils]
    row = recorded(office, world, pupils=everyone, is_abroad="on")
    assert (row.pupils.count(), row.second_parent, row.is_abroad) == (3, None, True)
    assert row.recorded_by == world.by(Role.OFFICE)
    assert not Suggestion.objects.exists()


def test_sent_twice_in_a_breath_it_is_one_request(office, world):
    recorded(office, world)
    recorded(office, world)
    assert LeavePupil.objects.count() == 1


def test_a_second_parent_may_ask_too_and_is_somebody_else(office, world):
    father = parent_of(world, world.pupils[0], name="Obi").adult
    mother = Adult.objects.get(first_name="Ines", school=world.school)
    typed = {"asked_by": str(mother.pk)}
    where = f"{address(world, 'leave-ask')}?pupil={world.pupils[0].pk}"
    base = {
        "pupils": [str(world.pupils[0].pk)],
        "first_day": MONDAY.isoformat(),
        "last_day": MONDAY.isoformat(),
        "reason": "A funeral",
        "asked_on": FRIDAY.isoformat(),
    }
    same = office.post(where, {**base, **typed, "second_parent": str(mother.pk)})
    assert "is the one who asks" in same.content.decode()
    both = office.post(where, {**base, **typed, "second_parent": str(father.pk)})
    assert both.status_code == FOUND
    world.scope()
    assert LeaveRequest.objects.get().second_parent == father


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"reason": ""}, "in the family"),
        ({"last_day": FRIDAY.isoformat()}, "before the first"),
        ({"first_day": "2026-11-21", "last_day": "2026-11-22"}, "no leave is needed"),
        ({"pupils": []}, "pupils"),
        ({"contact_away_phone": "ask aunt"}, "telephone number"),
        ({"asked_by": "999999"}, "valid choice"),
    ],
)
def test_what_is_missing_from_a_form_is_asked_for(office, world, typed, words):
    answer = ask(office, world, **typed)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    world.scope()
    assert not LeaveRequest.objects.exists()


def test_school_days_are_counted_by_the_calendar_and_the_notice_told(office, world):
    said = shown(
        office,
        world,
        "leave-days",
        "?first_day=2026-11-20&last_day=2026-11-24&asked_on=2026-11-10",
    )
    assert "3 school days" in said
    assert "10 days&#39; notice, 14 asked for" in said
    counted = ask(office, world, count="1").content.decode()
    assert "4 school days" in counted
    world.scope()
    assert not LeaveRequest.objects.exists()


# Who ---------------------------------------------------------------------------


def test_the_office_records_and_does_not_decide_unless_the_head_names_it(office, world):
    row = recorded(office, world)
    place = row.pupils.get()
    assert decide(office, world, place).status_code == FORBIDDEN
    assert "The head decides" in shown(office, world, "leave-request", leave=row.pk)
    Setting.objects.create(
        body=world.school,
        key="leave_deciding_roles",
        value=["head", "office"],
        chosen_by="Head",
        starts_on=dt.date(2026, 9, 1),
        entered_at=EARLY,
        entered_by=world.by(Role.HEAD),
    )
    assert decide(office, world, place).status_code == FOUND
    place.refresh_from_db()
    assert place.decided_by == world.by(Role.OFFICE)


@pytest.mark.parametrize("role", [Role.TEACHER, Role.GOVERNOR, Role.PASTORAL])
def test_others_are_told_that_leave_is_not_theirs(client, world, role):
    signed_in(client, world, role)
    for name in ("leave", "leave-ask", "leave-days"):
        assert client.get(address(world, name)).status_code == FORBIDDEN
    assert ask(client, world).status_code == FORBIDDEN


def test_nobody_decides_about_family(head, world):
    row = recorded(head, world)
    StaffRelative.objects.create(
        school=world.school,
        person=world.by(Role.HEAD).person,
        pupil=world.pupils[0],
        relation="Nephew",
    )
    place = row.pupils.get()
    assert decide(head, world, place).status_code == FORBIDDEN
    where = address(world, "leave-request", leave=row.pk)
    assert head.get(where).status_code == FORBIDDEN


def test_a_request_of_another_school_is_not_there(head, world):
    other = make_world().scope()
    parent_of(other, other.pupils[0], name="Else")
    row = LeaveRequest.objects.create(
        school=other.school,
        first_day=MONDAY,
        last_day=MONDAY,
        reason="Elsewhere",
        asked_by=Adult.objects.get(first_name="Else"),
        asked_on=FRIDAY,
        recorded_at=EARLY,
        recorded_by=other.by(Role.OFFICE),
    )
    world.scope()
    for name in ("leave-request", "leave-print"):
        where = address(world, name, leave=row.pk)
        assert head.get(where).status_code == MISSING
    where = address(world, "leave-withdraw", leave=row.pk)
    assert head.post(where).status_code == MISSING
    where = f"{address(world, 'leave-ask')}?pupil={other.pupils[0].pk}"
    assert head.get(where).status_code == MISSING
    assert "Elsewhere" not in shown(head, world, "leave")
