"""The late desk through its pages: the mark, the minutes and the ledger after each day."""

import pytest

from register.models import Arrival
from register.services.suggestions import Word, log_suggestion
from schools.models import StaffRelative
from schools.states import Role
from tests.desks import AM, PM, Desk, at, carry, contact_of, desk
from tests.worlds import make_pupil, make_world

pytestmark = pytest.mark.django_db
__all__ = ["desk"]


def known(desk: Desk, code="M", words="Dentist at 08:40, card seen"):
    log_suggestion(
        school=desk.world.school,
        enrolment=desk.world.enrolments[0],
        word=Word(first=AM, last=AM, code=code, source="appointment", words=words),
        by=desk.world.by(Role.OFFICE),
        now=at(8, 10),
    )


def test_letters_find_the_pupil_and_one_pupil_is_asked_about_at_once(desk):
    pupil = desk.world.pupils[1]
    answer = desk.client.get(desk.url("desk"), {"q": pupil.last_name})
    assert answer.status_code == 302
    assert answer.url.endswith(f"?pupil={pupil.pk}")
    text = desk.get("desk-found", {"q": "Pupil", "desk": "late"})
    assert text.count("rb-pick__pupil") == 4
    assert desk.url("desk") in text


def test_late_before_the_close_is_l_with_its_minutes(desk):
    desk.it_is(9, 2)
    page = desk.get("desk", {"pupil": desk.world.pupils[0].pk})
    assert "L: 12 min late" in page
    assert 'value="09:02"' in page
    answer = desk.arrive(arrived="09:02", reason="overslept", came_with="Mrs Okoro")
    assert answer.url == desk.url("desk")
    mark = desk.mark_of()
    assert (mark.code, mark.minutes_late) == ("L", 12)
    assert mark.by == desk.world.by(Role.OFFICE)
    row = Arrival.objects.get()
    assert (row.minutes_late, row.reason, row.came_with) == (
        12,
        "overslept",
        "Mrs Okoro",
    )
    page = desk.get("desk")
    assert "overslept" in page
    assert "1 pupil" in page


def test_after_the_close_the_desk_asks_why_and_u_stands_last(desk):
    desk.it_is(9, 41)
    page = desk.get("desk", {"pupil": desk.world.pupils[0].pk})
    assert "The register closed at 09:20" in page
    options = page.partition('id="id_why"')[2].partition("</select>")[0]
    assert options.index('value="M"') < options.index('value="U"')
    assert "Y1" not in options
    answer = desk.arrive(arrived="09:41")
    assert answer.status_code == 200
    assert "Choose why the pupil came" in answer.content.decode()
    assert desk.mark_of() is None
    desk.arrive(arrived="09:41", why="U", reason="overslept")
    mark = desk.mark_of()
    assert (mark.code, mark.minutes_late) == ("U", 51)


def test_the_time_that_is_typed_decides_and_not_the_moment_of_typing(desk):
    desk.it_is(9, 31)
    desk.arrive(arrived="09:19", reason="queue at the window")
    assert (desk.mark_of().code, desk.mark_of().minutes_late) == ("L", 29)


def test_a_time_that_turns_out_to_be_after_the_close_is_asked_about(desk):
    desk.it_is(9, 31)
    answer = desk.arrive(arrived="09:25")
    assert "id_why" in answer.content.decode()
    assert desk.mark_of() is None


def test_the_dentist_at_20_past_9_is_m_and_offered_first(desk):
    known(desk)
    desk.it_is(9, 20)
    page = desk.get("desk", {"pupil": desk.world.pupils[0].pk})
    options = page.partition('id="id_why"')[2].partition("</select>")[0]
    first = options.partition("</option>")[0]
    assert 'value="M"' in first
    assert "selected" in first
    refused = desk.arrive(arrived="09:20", why="U")
    assert "M is known for this session" in refused.content.decode()
    desk.arrive(arrived="09:20", why="M", reason="dentist")
    assert desk.mark_of().code == "M"
    assert desk.mark_of().minutes_late is None
    assert Arrival.objects.get().minutes_late == 30


def test_an_n_of_the_session_is_resolved_at_once_with_its_reason(desk):
    desk.mark("N", "/")
    desk.it_is(9, 41)
    desk.arrive(arrived="09:41", why="I", reason="was sick at home")
    assert desk.story() == [("N", ""), ("I", "Arrived 09:41, was sick at home")]
    assert desk.story(1) == [("/", "")]


def test_an_n_before_the_close_becomes_l_by_a_ledger_row(desk):
    desk.mark("N", now=at(8, 51))
    desk.it_is(8, 58)
    desk.arrive(arrived="08:58")
    assert [code for code, _ in desk.story()] == ["N", "L"]
    assert desk.mark_of().minutes_late == 8


def test_a_pupil_whom_the_teacher_saw_is_not_overwritten(desk):
    desk.mark("/")
    desk.it_is(9, 2)
    answer = desk.arrive(arrived="09:02")
    assert "the pupil was there" in answer.content.decode().replace("\n", " ")
    assert desk.story() == [("/", "")]
    assert not Arrival.objects.exists()


def test_pressed_twice_is_one_arrival_and_another_time_is_refused(desk):
    desk.it_is(9, 2)
    desk.arrive(arrived="09:02")
    assert desk.arrive(arrived="09:02").status_code == 302
    assert Arrival.objects.count() == 1
    answer = desk.arrive(arrived="09:01")
    assert "Signed in at 09:02 already" in answer.content.decode()
    assert desk.story() == [("L", "")]


def test_a_time_to_come_is_refused(desk):
    desk.it_is(9, 2)
    answer = desk.arrive(arrived="09:30", why="U")
    assert "still to come" in answer.content.decode()
    assert not Arrival.objects.exists()


def test_between_two_registers_the_pupil_is_in_and_the_next_register_asks(desk):
    desk.it_is(12, 20)
    assert "the next opens at 13:00" in desk.get(
        "desk", {"pupil": desk.world.pupils[0].pk}
    )
    desk.arrive(arrived="12:20", reason="clinic")
    row = Arrival.objects.get()
    assert (row.code, row.slot, row.minutes_late) == ("", PM.number, 0)
    assert desk.mark_of(slot=AM) is None
    assert desk.mark_of(slot=PM) is None


def test_failed_transport_suggests_y1_and_u_asks_how_the_pupil_came(desk):
    carry(desk.world)
    desk.choose("transport_lates", "ask")
    desk.it_is(9, 41)
    page = desk.get("desk", {"pupil": desk.world.pupils[0].pk})
    options = page.partition('id="id_why"')[2].partition("</select>")[0]
    assert 'value="Y1"' in options.partition("</option>")[0]
    assert "does not count towards lateness" in page
    answer = desk.arrive(arrived="09:41", why="U")
    assert "transport brings this pupil" in answer.content.decode()
    desk.arrive(arrived="09:41", why="Y1", reason="taxi broke down")
    assert desk.mark_of().code == "Y1"


def test_a_wrong_arrival_is_corrected_by_an_amendment(desk):
    desk.it_is(9, 41)
    desk.arrive(arrived="09:41", why="U")
    row = Arrival.objects.get()
    desk.it_is(9, 50)
    desk.post(
        "arrival",
        {
            "act": "correct",
            "arrived": "09:41",
            "why": "M",
            "reason": "optician",
            "came_with": "",
            "why_wrong": "Appointment card shown after all",
        },
        arrival=row.pk,
    )
    assert desk.story() == [("U", ""), ("M", "Appointment card shown after all")]
    row.refresh_from_db()
    assert row.withdrawn_reason == "Appointment card shown after all"
    assert Arrival.objects.get(withdrawn_at=None).code == "M"
    assert "1 taken back" in desk.get("desk")


def test_an_arrival_taken_back_leaves_what_stood_before(desk):
    desk.mark("N")
    desk.it_is(9, 41)
    desk.arrive(arrived="09:41", why="U")
    row = Arrival.objects.get()
    empty = desk.post("arrival", {"act": "back", "back-why_wrong": ""}, arrival=row.pk)
    assert "Enter why it is taken back" in empty.content.decode()
    desk.post("arrival", {"act": "back", "back-why_wrong": "Brother"}, arrival=row.pk)
    assert [code for code, _ in desk.story()] == ["N", "U", "N"]
    assert desk.story()[-1] == ("N", "Brother")


def test_twenty_in_a_row_each_have_their_mark_and_line(desk):
    world = desk.world
    for _ in range(16):
        pupil, enrolment = make_pupil(world.school, world.group)
        world.pupils.append(pupil)
        world.enrolments.append(enrolment)
    desk.it_is(9, 5)
    for number in range(20):
        found = desk.client.get(desk.url("desk"), {"q": world.pupils[number].last_name})
        answer = desk.client.post(found.url, {"arrived": "09:05"})
        assert answer.url == desk.url("desk")
    assert {desk.mark_of(n).code for n in range(20)} == {"L"}
    assert "20 pupils" in desk.get("desk")


def test_contacts_are_offered_as_who_came_with_and_the_other_school_never(desk):
    contact_of(desk.world)
    page = desk.get("desk", {"pupil": desk.world.pupils[0].pk})
    assert "Mrs Ines Okoro (mother)" in page


def test_who_may_not_amend_has_no_desk(desk):
    desk.sign_in_as(Role.TEACHER)
    assert desk.client.get(desk.url("desk")).status_code == 403


def test_nobody_signs_in_their_own_child(desk):
    StaffRelative.objects.create(
        school=desk.world.school,
        person=desk.world.by(Role.OFFICE).person,
        pupil=desk.world.pupils[0],
        relation="Son",
    )
    answer = desk.arrive(arrived="08:51")
    assert answer.status_code == 403


def test_a_stranger_and_a_pupil_of_another_school_are_answered_404(desk):
    other = make_world()
    stranger = other.by(Role.OFFICE)
    desk.world.scope()
    answer = desk.client.get(desk.url("desk"), {"pupil": other.pupils[0].pk})
    assert answer.status_code == 404
    desk.client.force_login(stranger.person)
    for name in ("desk", "desk-found", "sign-out", "transport", "visitors"):
        assert desk.client.get(desk.url(name)).status_code == 404


def test_pupils_whom_transport_brings_are_never_often_late(desk):
    desk.choose("persistent_lateness_marks", 1)
    carry(desk.world, 1)
    desk.it_is(9, 2)
    desk.arrive(0, arrived="09:02")
    desk.arrive(1, arrived="09:02")
    desk.sign_in_as(Role.PASTORAL)
    page = desk.get("school-home").partition("Often late this half term")[2]
    panel = page.partition("</section>")[0]
    assert desk.world.pupils[0].sort_name in panel
    assert desk.world.pupils[1].sort_name not in panel
