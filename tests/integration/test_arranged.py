"""What is agreed beforehand through its pages, and the ledger after each real day."""

import datetime as dt

import pytest

from register.models import Arrangement, LedgerEntry, Mark, Suggestion
from register.selectors.arrangements import provisions_owed, reviews_due
from schools.models import Flag, RegistrationGroup, StaffRelative
from schools.rules.sessions import Session
from schools.states import Role
from tests.arranged import (
    EARLY,
    FORBIDDEN,
    FOUND,
    FRIDAY,
    MISSING,
    MONDAY,
    add_pupil,
    address,
    at,
    be_at,
    codes,
    in_force,
    known,
    mark,
    provider,
    shown,
    signed_in,
    slot,
)
from tests.worlds import World, make_world

pytestmark = pytest.mark.django_db
AFTERNOONS = [f"{day}-1" for day in range(5)]
DECEMBER = dt.date(2026, 12, 11)
YOUNG = dt.date(2023, 2, 3)


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


def make(client, world, kind, *, number=0, **typed):
    """Send the form of a kind for a pupil; return the answer."""
    where = address(world, "arrangement-new")
    facts = {"starts_on": MONDAY.isoformat(), **typed}
    answer = client.post(f"{where}?kind={kind}&pupil={world.pupils[number].pk}", facts)
    world.scope()
    return answer


def made(client, world, kind, **typed) -> Arrangement:
    answer = make(client, world, kind, **typed)
    assert answer.status_code == FOUND, answer.content.decode()[-3000:]
    return Arrangement.objects.latest("pk")


def part_time(**typed):
    return {
        "last_day": DECEMBER.isoformat(),
        "sessions": AFTERNOONS,
        "reason": "Coming back after an operation",
        "agreed_with": "Mrs Okoro, in a meeting",
        "agreed_on": FRIDAY.isoformat(),
        "review_on": "2026-12-04",
        **typed,
    }


def accept(client, world, when, *, take=None):
    """Take what is known of the register in one act."""
    where = address(
        world,
        "register-known",
        group=world.group.pk,
        day=when.day.isoformat(),
        session=when.session.name.lower(),
    )
    page = client.get(where).content.decode()
    ticked = take if take is not None else [row.pk for row in world.enrolments]
    answer = client.post(where, {"enrolment": [str(one) for one in ticked]})
    world.scope()
    return page, answer


# Part-time, and a whole group in one act -----------------------------------------


def test_a_part_time_timetable_suggests_c2_for_its_sessions_only(head, world):
    row = made(head, world, "part_time", **part_time())
    who = world.enrolments[0].pk
    assert (row.code, row.agreed_with) == ("C2", "Mrs Okoro, in a meeting")
    assert known(who, slot(MONDAY, Session.PM)) == "C2"
    assert known(who, slot(MONDAY)) is None
    page = shown(head, world, "arrangement", arrangement=row.pk)
    assert "Coming back after an operation" in page
    assert "SI 2024/208 reg 11(6)" in page


def test_nursery_half_days_of_a_group_are_made_and_accepted_in_one_act_each(
    head, world, monkeypatch
):
    nursery = RegistrationGroup.objects.create(
        school=world.school, name="Nursery", starts_on=dt.date(2026, 9, 2)
    )
    world.group, world.pupils, world.enrolments = nursery, [], []
    for _ in range(3):
        add_pupil(world, born_on=YOUNG)
    add_pupil(world, born_on=dt.date(2020, 1, 1), last_name="Older")
    where = f"{address(world, 'arrangement-new')}?kind=half_days&group={nursery.pk}"
    typed = {
        "starts_on": MONDAY.isoformat(),
        "last_day": DECEMBER.isoformat(),
        "sessions": AFTERNOONS,
    }
    plan = head.post(where, {**typed, "show": "1"}).content.decode()
    assert "Of compulsory school age" in plan
    world.scope()
    assert not Arrangement.objects.exists()
    everyone = [str(row.pk) for row in world.enrolments]
    assert (
        head.post(where, {**typed, "make": "1", "enrolment": everyone}).status_code
        == FOUND
    )
    world.scope()
    assert [row.code for row in Arrangement.objects.all()] == ["X", "X", "X"]

    be_at(monkeypatch, at(MONDAY, 13, 5))
    teacher = world.by(Role.OFFICE)
    head.force_login(teacher.person)
    afternoon = slot(MONDAY, Session.PM)
    page, answer = accept(head, world, afternoon)
    assert "3 of 4 pupils known and not marked" in page
    assert answer.status_code == FOUND
    young = [row.pk for row in world.enrolments[:3]]
    assert codes(afternoon) == dict.fromkeys(young, "X")
    assert {row.by for row in Mark.objects.all()} == {teacher}
    assert not LedgerEntry.objects.exists()


def test_one_act_takes_what_is_ticked_and_nothing_twice(head, world, monkeypatch):
    for number in (0, 1):
        made(head, world, "part_time", number=number, **part_time())
    afternoon = slot(MONDAY, Session.PM)
    be_at(monkeypatch, at(MONDAY, 13, 5))
    mark(world, afternoon, "\\", number=1)
    page, _ = accept(head, world, afternoon)
    assert "1 of 3 pupils known and not marked; 1 marked" in page
    accept(head, world, afternoon)
    assert codes(afternoon) == {
        world.enrolments[0].pk: "C2",
        world.enrolments[1].pk: "\\",
    }
    assert not LedgerEntry.objects.exists()


def test_before_the_register_opens_nothing_is_taken(head, world):
    made(head, world, "part_time", **part_time())
    _, answer = accept(head, world, slot(MONDAY, Session.PM))
    assert "has not opened" in answer.content.decode()
    assert not Mark.objects.exists()


def test_ending_an_arrangement_ends_its_suggestion_from_the_day_after(head, world):
    row = made(head, world, "part_time", **part_time())
    who = world.enrolments[0].pk
    end = address(world, "arrangement-end", arrangement=row.pk)
    tuesday = MONDAY + dt.timedelta(1)
    head.post(end, {"last_day": tuesday.isoformat(), "reason": "Back full time"})
    world.scope()
    assert known(who, slot(tuesday, Session.PM)) == "C2"
    assert known(who, slot(tuesday + dt.timedelta(1), Session.PM)) is None
    assert in_force() == 1
    row.refresh_from_db()
    assert (row.ended_by, row.ended_reason) == (world.by(Role.HEAD), "Back full time")


def test_an_arrangement_cancelled_before_its_first_day_leaves_nothing(head, world):
    row = made(head, world, "part_time", **part_time())
    end = address(world, "arrangement-end", arrangement=row.pk)
    head.post(end, {"last_day": FRIDAY.isoformat(), "reason": "Withdrawn"})
    world.scope()
    assert in_force() == 0
    assert "Cancelled" in shown(head, world, "arrangements", "?stage=ended")


def test_a_timetable_is_looked_at_again_when_its_day_comes(head, world, monkeypatch):
    row = made(head, world, "part_time", **part_time())
    assert reviews_due(world.school, FRIDAY) == []
    day = dt.date(2026, 12, 4)
    be_at(monkeypatch, at(day, 8))
    assert reviews_due(world.school, day) == [row]
    look = address(world, "arrangement-look", arrangement=row.pk)
    head.post(look, {"words": "Two more afternoons from Monday", "next_on": ""})
    world.scope()
    assert reviews_due(world.school, day) == []
    page = shown(head, world, "arrangement", arrangement=row.pk)
    assert "Two more afternoons from Monday" in page


# Real days -----------------------------------------------------------------------


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


# Who -----------------------------------------------------------------------------


def test_leave_kinds_are_made_by_whom_the_head_has_named_only(office, world):
    answer = make(office, world, "part_time", **part_time())
    assert answer.status_code == FORBIDDEN
    assert "it is leave" in shown(office, world, "arrangement-new")


@pytest.mark.parametrize("role", [Role.TEACHER, Role.GOVERNOR])
def test_others_are_told_that_arrangements_are_not_theirs(client, world, role):
    signed_in(client, world, role)
    for name in ("arrangements", "arrangement-new", "providers", "elsewhere"):
        assert client.get(address(world, name)).status_code == FORBIDDEN


def test_nobody_arranges_for_family_and_strangers_find_nothing(head, world):
    row = made(head, world, "part_time", **part_time())
    StaffRelative.objects.create(
        school=world.school,
        person=world.by(Role.HEAD).person,
        pupil=world.pupils[0],
        relation="Son",
    )
    here = address(world, "arrangement", arrangement=row.pk)
    assert head.get(here).status_code == FORBIDDEN
    assert make(head, world, "part_time", **part_time()).status_code == FORBIDDEN
    other = make_world().scope()
    signed_in(head, other, Role.HEAD)
    there = address(other, "arrangement", arrangement=row.pk)
    assert head.get(there).status_code == MISSING
    query = f"?kind=part_time&pupil={world.pupils[0].pk}"
    assert head.get(address(other, "arrangement-new") + query).status_code == MISSING
    assert not Suggestion.objects.exists()
