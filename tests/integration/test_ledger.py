"""The ledger on the screen and on paper: every entry, as it stood, amending."""

import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from core.clock import at_local
from register.models import Mark, MarkDetail
from register.rules.entries import Entry
from register.rules.ledger import by_place
from register.selectors.ledger import entries_of, stood_at
from register.services.marks import record_marks
from register.services.taking import take_register
from schools.models import AccessLog, StaffRelative
from schools.rules.sessions import Session, Slot
from schools.states import Role
from tests.worlds import World, hire, make_world

pytestmark = pytest.mark.django_db

FRIDAY = dt.date(2026, 11, 20)
AM = Slot(FRIDAY, Session.AM)


def at(hour: int, minute: int, day: dt.date = FRIDAY) -> dt.datetime:
    return at_local(day, dt.time(hour, minute))


MARKED, AMENDED = at(8, 52), at(9, 41)


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


def mark(world, *codes, version=0, role=Role.TEACHER, now=MARKED, reason="", **facts):
    return record_marks(
        school=world.school,
        slot=AM,
        entries=[
            Entry(
                enrolment_id=row.pk, code=code, version=version, reason=reason, **facts
            )
            for row, code in zip(world.enrolments, codes, strict=False)
        ],
        by=world.by(role),
        now=now,
    )


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


def address(world, name, **more):
    kwargs = {"school": world.school.slug, **more}
    if name in {"ledger", "register"}:
        kwargs |= {"group": world.group.pk}
    if name in {"mark-history", "amend"}:
        kwargs |= {"enrolment": world.enrolments[0].pk}
    if name in {"ledger", "mark-history", "amend"}:
        kwargs |= {"day": FRIDAY.isoformat(), "session": "am"}
    if name == "extract":
        kwargs |= {"group": world.group.pk, "day": FRIDAY.isoformat()}
    if name == "pupil-amendments":
        kwargs |= {"pupil": world.pupils[0].pk}
    return reverse(name, kwargs=kwargs)


@pytest.fixture
def office(client, world):
    client.force_login(world.by(Role.OFFICE).person)
    return client


def shown(client, world, name, **query) -> str:
    answer = client.get(address(world, name), query)
    assert answer.status_code == 200
    return answer.content.decode()


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


# The amendments of a day -----------------------------------------------------


def test_the_amendments_of_a_day_say_who_what_and_why(office, amended):
    page = shown(office, amended, "amendments")
    assert "Mother: a cold" in page
    assert amended.by(Role.OFFICE).name in page
    assert "Not of here" not in page


def test_a_correction_while_the_register_was_open_is_shown_on_demand(office, world):
    mark(world, "N")
    mark(world, "/", version=1, now=at(8, 58))
    assert "No mark was amended." in shown(office, world, "amendments")
    page = shown(office, world, "amendments", corrections="1")
    assert "Corrected while the register was open" in page


def test_a_change_is_listed_on_the_day_when_it_was_made(office, world):
    thursday = dt.date(2026, 11, 19)
    slot = Slot(thursday, Session.AM)
    enrolment = world.enrolments[0].pk
    for version, code, moment, reason in (
        (0, "N", at(8, 52, thursday), ""),
        (1, "I", AMENDED, "Letter of the parent"),
    ):
        record_marks(
            school=world.school,
            slot=slot,
            entries=[
                Entry(enrolment_id=enrolment, code=code, version=version, reason=reason)
            ],
            by=world.by(Role.OFFICE),
            now=moment,
        )
    words = "Letter of the parent"
    assert words in shown(office, world, "amendments", day="2026-11-20")
    assert words not in shown(office, world, "amendments", day="2026-11-19")
    of_sessions = {"day": "2026-11-19", "of": "sessions"}
    assert words in shown(office, world, "amendments", **of_sessions)


# Amending --------------------------------------------------------------------


def amend(client, world, **answers):
    typed = {"code": "I", "version": 1, "reason": "Father rang", **answers}
    return client.post(address(world, "amend"), typed)


def test_the_office_amends_a_mark_with_a_reason(office, world):
    mark(world, "N")
    answer = amend(office, world)
    assert answer.status_code == 302
    standing = Mark.objects.get()
    assert (standing.code, standing.by) == ("I", world.by(Role.OFFICE))
    assert MarkDetail.objects.get().reason == "Father rang"


def test_a_session_that_nobody_marked_is_marked_later(office, world):
    assert amend(office, world, version=0).status_code == 302
    assert Mark.objects.get().code == "I"


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"reason": ""}, "Enter reason."),
        ({"code": "B"}, "few words on what it is"),
        ({"code": "/", "minutes_late": 5}, "Minutes late go with L and U"),
        ({"code": "Q9"}, "Q9 may not be entered here"),
    ],
)
def test_an_amendment_that_lacks_something_says_what(office, world, answers, words):
    mark(world, "N")
    page = amend(office, world, **answers).content.decode()
    assert words in page
    assert Mark.objects.get().code == "N"


def test_n_is_not_entered_after_its_five_school_days(office, world, monkeypatch):
    monkeypatch.setattr(
        clock,
        "demo_offset",
        lambda: at(10, 0, dt.date(2026, 11, 30)) - clock.real_now(),
    )
    mark(world, "/")
    page = shown(office, world, "amend")
    assert "had to be established by Fri 27 Nov" in page
    refused = amend(office, world, code="N").content.decode()
    assert "N may not be entered here" in refused


def test_two_people_who_amend_one_mark_both_see_it(office, world):
    mark(world, "N")
    mark(world, "M", version=1, role=Role.HEAD, now=at(9, 50), reason="Dentist")
    page = amend(office, world).content.decode()
    assert "entered M" in page
    assert "You chose I" in page
    assert 'name="version" value="2"' in page
    assert amend(office, world, version=2).status_code == 302
    assert Mark.objects.get().code == "I"


def test_an_entry_is_taken_back_with_a_reason(office, world):
    mark(world, "N")
    assert amend(office, world, code="none").status_code == 302
    assert Mark.objects.get().code is None
    assert "Withdrawn" in shown(office, world, "mark-history")


def test_a_teacher_does_not_amend(client, world):
    mark(world, "N")
    client.force_login(world.by(Role.TEACHER).person)
    assert amend(client, world).status_code == 403


def test_staff_do_not_amend_the_marks_of_their_own_family(office, world):
    mark(world, "N")
    StaffRelative.objects.create(
        school=world.school,
        person=world.by(Role.OFFICE).person,
        pupil=world.pupils[0],
        relation="Niece",
    )
    assert amend(office, world).status_code == 403
