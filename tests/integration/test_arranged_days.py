"""Real days of a school that were agreed beforehand, and the ledger after each."""

import datetime as dt

import pytest

from register.models import Arrangement, LedgerEntry, Mark
from register.selectors.arrangements import provisions_owed
from schools.models import Flag
from schools.rules.sessions import Session
from schools.states import Role
from tests.arranged import (
    DECEMBER,
    EARLY,
    FOUND,
    FRIDAY,
    MONDAY,
    accept,
    address,
    at,
    be_at,
    codes,
    known,
    made,
    make,
    mark,
    provider,
    shown,
    signed_in,
    slot,
)
from tests.worlds import World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def early(monkeypatch):
    be_at(monkeypatch, EARLY)


@pytest.fixture
def world() -> World:
    make_world().scope()
    return make_world().scope()


@pytest.fixture
def head(client, world):
    return signed_in(client, world, Role.HEAD)


@pytest.fixture
def office(client, world):
    return signed_in(client, world, Role.OFFICE)


def test_a_suspension_is_e_for_each_session_and_education_is_owed_from_day_six(
    office, world, monkeypatch
):
    made(
        office,
        world,
        "suspension",
        starts_on=MONDAY.isoformat(),
        first_session="pm",
        last_day="2026-12-04",
        reason="Assault",
        decided_by="The head",
    )
    who = world.enrolments[0].pk
    assert known(who, slot(MONDAY)) is None
    assert known(who, slot(MONDAY, Session.PM)) == "E"
    assert known(who, slot(dt.date(2026, 12, 4), Session.PM)) == "E"
    (owed,) = provisions_owed(world.school, MONDAY)
    assert (owed.due_on, owed.provided) == (dt.date(2026, 11, 30), None)
    assert "nothing arranged yet" in shown(office, world, "arrangements")
    tuition = provider(world, "Riverside tuition")
    made(
        office,
        world,
        "off_site",
        provider=tuition.pk,
        starts_on="2026-11-30",
        last_day="2026-12-04",
        sessions=[f"{day}-{half}" for day in range(5) for half in (0, 1)],
        code="K",
        nature="Tuition",
    )
    assert known(who, slot(dt.date(2026, 11, 27))) == "E"
    assert known(who, slot(dt.date(2026, 11, 30))) == "K"
    (owed,) = provisions_owed(world.school, MONDAY)
    assert owed.provided is not None
    be_at(monkeypatch, at(MONDAY, 13, 5))
    accept(office, world, slot(MONDAY, Session.PM))
    assert codes(slot(MONDAY, Session.PM)) == {who: "E"}
    assert not LedgerEntry.objects.exists()


def test_a_looked_after_child_is_owed_education_from_the_first_day(office, world):
    Flag.objects.create(
        school=world.school,
        pupil=world.pupils[0],
        kind="looked_after",
        starts_on=dt.date(2026, 9, 1),
    )
    made(
        office,
        world,
        "suspension",
        last_day="2026-11-24",
        reason="Assault",
        decided_by="The head",
    )
    (owed,) = provisions_owed(world.school, FRIDAY)
    assert owed.due_on == MONDAY
    page = shown(office, world, "arrangements")
    assert "due from Mon 23 Nov" in page
    assert "looked after" not in page


def test_study_leave_with_a_pupil_in_for_an_examination_present(
    head, world, monkeypatch
):
    for placement in world.enrolments[0].placements.all():
        placement.year_group = 11
        placement.save()
    made(
        head,
        world,
        "study_leave",
        last_day=DECEMBER.isoformat(),
        examination="GCSE mathematics, November series",
        agreed_with="Mrs Okoro",
        agreed_on=FRIDAY.isoformat(),
    )
    who = world.enrolments[0].pk
    assert known(who, slot(MONDAY)) == "S"
    assert mark(world, slot(MONDAY), "/").saved
    mark(world, slot(MONDAY, Session.PM), "S")
    assert codes(slot(MONDAY)) == {who: "/"}
    assert codes(slot(MONDAY, Session.PM)) == {who: "S"}
    assert not LedgerEntry.objects.exists()


def test_study_leave_is_refused_below_year_eleven(head, world):
    answer = make(
        head,
        world,
        "study_leave",
        last_day=DECEMBER.isoformat(),
        examination="A test",
        agreed_with="Mrs Okoro",
        agreed_on=FRIDAY.isoformat(),
    )
    assert "Year 11 and above" in answer.content.decode()
    assert not Arrangement.objects.exists()


def test_days_at_another_school_are_d_and_the_others_are_marked_here(office, world):
    school = provider(world, "Hilltop School", is_school=True)
    days = ["1-0", "1-1", "3-0", "3-1"]
    row = made(office, world, "dual", provider=school.pk, last_day="", sessions=days)
    who, tuesday = world.enrolments[0].pk, MONDAY + dt.timedelta(1)
    assert row.ends_on is None
    assert known(who, slot(tuesday)) == "D"
    assert known(who, slot(MONDAY)) is None
    mark(world, slot(MONDAY), "/")
    mark(world, slot(tuesday), "D")
    assert (codes(slot(MONDAY)), codes(slot(tuesday))) == ({who: "/"}, {who: "D"})


def test_a_staggered_start_is_y7_with_its_nature_for_a_class(head, world, monkeypatch):
    where = f"{address(world, 'arrangement-new')}?kind=staggered&group={world.group.pk}"
    typed = {
        "starts_on": MONDAY.isoformat(),
        "first_session": "am",
        "last_day": MONDAY.isoformat(),
        "last_session": "am",
        "nature": "Staggered start of Year 4",
        "make": "1",
        "enrolment": [str(row.pk) for row in world.enrolments],
    }
    assert head.post(where, typed).status_code == FOUND
    world.scope()
    be_at(monkeypatch, at(MONDAY, 8, 55))
    accept(head, world, slot(MONDAY))
    assert set(codes(slot(MONDAY)).values()) == {"Y7"}
    assert known(world.enrolments[0].pk, slot(MONDAY, Session.PM)) is None
    detail = Mark.objects.first()
    assert detail is not None
    page = shown(
        head,
        world,
        "mark-history",
        enrolment=world.enrolments[0].pk,
        day=MONDAY.isoformat(),
        session="am",
    )
    assert "Staggered start of Year 4" in page


def test_a_family_that_travels_for_work_is_t_until_it_is_back(office, world):
    row = made(
        office,
        world,
        "travel",
        last_day=DECEMBER.isoformat(),
        trade="Fairground, winter season",
        contact_away="07700 900123",
        agreed_with="Mr Lee",
        agreed_on=FRIDAY.isoformat(),
    )
    who = world.enrolments[0].pk
    assert known(who, slot(MONDAY)) == "T"
    assert row.details["trade"] == "Fairground, winter season"
    assert known(who, slot(DECEMBER + dt.timedelta(3))) is None
    page = shown(office, world, "pupil", pupil=world.pupils[0].pk)
    assert "Family travels for work: T" in page


def test_a_day_of_religious_observance_is_r_and_a_second_one_is_warned_about(
    office, world
):
    answer = make(
        office,
        world,
        "observance",
        last_day=(MONDAY + dt.timedelta(1)).isoformat(),
        body="The mosque of the parents",
        day_named="Eid",
    )
    page = office.get(answer["Location"]).content.decode()
    assert "R is for the days set apart" in page
    assert known(world.enrolments[0].pk, slot(MONDAY)) == "R"


@pytest.mark.parametrize(
    ("leaves", "returns", "am", "pm", "words"),
    [
        ("", "09:40", "M", None, "stands beside the name"),
        ("10:00", "11:30", None, None, "nothing stands beside"),
        ("12:30", "", None, "M", "stands beside the name"),
    ],
)
def test_an_appointment_suggests_m_only_where_registration_is_missed(
    office, world, leaves, returns, am, pm, words
):
    answer = make(
        office,
        world,
        "appointment",
        leaves_at=leaves,
        returns_at=returns,
        reason="Dentist",
        shown="Card",
    )
    who = world.enrolments[0].pk
    assert (known(who, slot(MONDAY)), known(who, slot(MONDAY, Session.PM))) == (am, pm)
    assert words in office.get(answer["Location"]).content.decode()


def test_a_licensed_performance_is_c1_and_never_for_days_that_have_begun(
    head, world, monkeypatch
):
    typed = {
        "last_day": MONDAY.isoformat(),
        "code": "C1",
        "reason": "Filming",
        "shown": "Licence 12 of the authority",
        "agreed_with": "Mrs Okoro",
        "agreed_on": FRIDAY.isoformat(),
    }
    made(head, world, "performance", **typed)
    assert known(world.enrolments[0].pk, slot(MONDAY)) == "C1"
    be_at(monkeypatch, at(MONDAY, 9))
    answer = make(head, world, "performance", number=1, **typed)
    assert "beforehand or not at all" in answer.content.decode()
