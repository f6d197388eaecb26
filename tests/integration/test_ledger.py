"""The ledger on the screen and on paper: every entry, and as it stood."""

import pytest
from django.urls import reverse

from core import clock
from register.rules.ledger import by_place
from register.selectors.ledger import entries_of, stood_at
from register.services.taking import take_register
from schools.models import AccessLog
from schools.rules.sessions import Session, Slot
from schools.states import Role
from tests.ledgers import AM, AMENDED, FRIDAY, MARKED, address, at, mark, shown
from tests.worlds import World, hire, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_ten(monkeypatch):
    offset = at(10, 0) - clock.real_now()
    monkeypatch.setattr(clock, "demo_offset", lambda: offset)


@pytest.fixture
def world() -> World:
    other = make_world(group="9Z").scope()
    mark(other, "N", "N", "N")
    mark(other, "I", version=1, role=Role.OFFICE, now=AMENDED, reason="Not of here")
    return make_world().scope()


@pytest.fixture
def amended(world) -> World:
    mark(world, "N", "/", "L")
    take_register(
        school=world.school,
        group=world.group,
        slot=AM,
        by=world.by(Role.TEACHER),
        now=at(8, 56),
    )
    mark(world, "I", version=1, role=Role.OFFICE, now=AMENDED, reason="Mother: a cold")
    return world


@pytest.fixture
def office(client, world):
    client.force_login(world.by(Role.OFFICE).person)
    return client


# Reading ---------------------------------------------------------------------


def test_the_ledger_has_every_entry_with_who_when_and_why(amended):
    lines = entries_of([amended.enrolments[0].pk], [AM])
    assert [(x.code, x.by_position, x.at, x.reason, x.stands) for x in lines] == [
        ("N", "Class teacher", MARKED, "", False),
        ("I", "Office staff", AMENDED, "Mother: a cold", True),
    ]


def test_entries_of_another_school_are_not_read(amended):
    lines = entries_of(range(1, 10_000), [AM])
    assert {line.enrolment_id for line in lines} == {
        row.pk for row in amended.enrolments
    }


@pytest.mark.parametrize(
    ("moment", "codes"),
    [
        (at(8, 51), []),
        (MARKED, ["N", "/", "L"]),
        (at(9, 40), ["N", "/", "L"]),
        (AMENDED, ["I", "/", "L"]),
    ],
)
def test_a_register_is_read_as_it_stood_at_a_moment(amended, moment, codes):
    stood = stood_at(AM, [row.pk for row in amended.enrolments], moment)
    assert [stood[key].code for key in sorted(stood)] == codes


def test_entries_of_a_day_keep_to_their_pupil_and_session(amended):
    pm = Slot(FRIDAY, Session.PM)
    made = by_place(entries_of([row.pk for row in amended.enrolments], [AM, pm]))
    assert {slot for slot, _ in made} == {AM.number}
    assert sorted(len(lines) for lines in made.values()) == [1, 1, 2]


# The register's ledger -------------------------------------------------------


def test_the_page_shows_both_entries_and_who_handed_the_register_in(office, amended):
    page = shown(office, amended, "ledger")
    assert "3 pupils, 4 entries, 1 mark changed." in page
    assert "Mother: a cold" in page
    assert "Original" in page
    assert "Amended, stands" in page
    assert "<b>08:56</b> Handed in" in page


def test_the_page_shows_only_the_marks_that_changed(office, amended):
    page = shown(office, amended, "ledger", changed="1")
    assert amended.pupils[0].last_name in page
    assert amended.pupils[1].last_name not in page


def test_the_page_shows_the_register_as_it_stood(office, amended):
    page = shown(office, amended, "ledger", at="2026-11-20T09:10")
    assert "As it stood at Fri 20 Nov, 09:10. 1 entry made since." in page
    assert "Mother: a cold" not in page
    assert "changed since" in page
    assert "changed 09:41" in page  # the moments to choose from


def test_a_moment_that_is_none_shows_the_ledger_of_now(office, amended):
    assert "Mother: a cold" in shown(office, amended, "ledger", at="yesterday")


def test_a_teacher_reads_the_ledger_of_their_own_group_only(client, amended):
    own = hire(amended.school, Role.TEACHER, group=amended.group)
    client.force_login(own.person)
    page = shown(client, amended, "ledger")
    assert "Amend<" not in page
    client.force_login(amended.by(Role.TEACHER).person)
    assert client.get(address(amended, "ledger")).status_code == 403


def test_a_register_that_is_not_there_is_not_found(office, world):
    for day, session in (("2026-13-40", "am"), ("2026-11-20", "noon")):
        kwargs = {
            "school": world.school.slug,
            "group": world.group.pk,
            "day": day,
            "session": session,
        }
        assert office.get(reverse("ledger", kwargs=kwargs)).status_code == 404


def test_the_extract_prints_marks_and_amendments_as_the_regulation_asks(
    office, amended
):
    page = shown(office, amended, "extract")
    pupil = amended.pupils[0].name
    office_person = amended.by(Role.OFFICE)
    assert amended.school.name in page
    assert "Morning: handed in 08:56" in page
    assert "Afternoon: not handed in" in page
    assert f"{pupil}, AM: N (08:52," in page
    assert f"amended to I, 09:41, by {office_person.name}, Office staff" in page
    assert "Reason: Mother: a cold" in page


# One mark --------------------------------------------------------------------


def test_a_mark_opens_to_its_history_and_the_opening_is_logged(office, amended):
    page = shown(office, amended, "mark-history")
    assert "Mother: a cold" in page
    log = AccessLog.objects.get()
    assert (log.pupil, log.page) == (amended.pupils[0], "marks")


def test_the_history_is_a_fragment_for_a_page_that_asks_for_one(office, amended):
    answer = office.get(
        address(amended, "mark-history"), headers={"HX-Request": "true"}
    )
    assert "<html" not in answer.content.decode()
    assert "Mother: a cold" in answer.content.decode()


def test_a_mark_that_may_not_stand_says_until_when(office, world):
    mark(world, "N")
    assert "N may stand until Fri 27 Nov" in shown(office, world, "mark-history")


def test_the_marks_of_a_pupil_that_changed_are_listed(office, amended):
    page = shown(office, amended, "pupil-amendments")
    assert "1 change, " in page
    assert "Mother: a cold" in page
    earlier = {"from": "2026-09-02", "to": "2026-11-19"}
    assert "No mark of" in shown(office, amended, "pupil-amendments", **earlier)
