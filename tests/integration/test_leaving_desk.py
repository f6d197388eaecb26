"""The sign-out desk: whom a pupil is handed to, who is turned away, who is back."""

import datetime as dt

import pytest

from register.models import Departure, Suggestion
from register.services.suggestions import Word, log_suggestion
from schools.models import Alert, Contact
from schools.states import Role
from tests.desks import PM, Desk, at, contact_of, desk
from tests.worlds import make_world

pytestmark = pytest.mark.django_db
__all__ = ["desk"]


def leave(desk: Desk, pupil=0, **typed):
    query = f"?pupil={desk.world.pupils[pupil].pk}"
    data = {
        "left": "10:15",
        "collector": "alone",
        "stranger": "",
        "reason": "orthodontist",
        "authorised_by": "",
        "expected": "",
        "code": "",
        **typed,
    }
    return desk.post("sign-out", data, query)


@pytest.fixture(autouse=True)
def quarter_past_ten(desk):
    desk.mark("/", "/", "/", "/")
    desk.it_is(10, 15)


def staff_to_tell(desk):
    return {desk.world.by(role) for role in (Role.OFFICE, Role.SAFEGUARDING, Role.HEAD)}


def test_an_adult_on_the_record_who_may_collect_takes_the_pupil(desk):
    mother = contact_of(desk.world)
    answer = leave(desk, collector=str(mother.pk))
    assert answer.url == desk.url("sign-out")
    row = Departure.objects.get()
    assert (row.collected_by, row.is_refused, row.left_at) == (
        mother.adult,
        False,
        at(10, 15),
    )
    page = desk.get("sign-out")
    assert "Left early today" in page
    assert "Mrs Ines Okoro" in page
    # The mark of the morning stands: the pupil was there when it was taken.
    assert desk.story() == [("/", "")]


def test_a_stranger_is_refused_and_staff_are_told_at_once(desk):
    told = staff_to_tell(desk)
    answer = leave(desk, collector="else", stranger="Mr Tobias Renn")
    assert answer.status_code == 302
    row = Departure.objects.get()
    assert row.is_refused
    assert "not on the pupil's record" in row.refusal
    alerts = Alert.objects.all()
    assert {one.to for one in alerts} == told
    assert all(one.is_urgent for one in alerts)
    assert "Mr Tobias Renn" in alerts[0].words
    page = desk.get("sign-out")
    assert "Not handed over" in page
    assert "Left early today" not in page


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"may_collect": False}, "not as somebody who may collect"),
        ({"restriction": "Order of the family court"}, "restricted"),
        ({"channels": []}, "restricted"),
    ],
)
def test_an_adult_whose_contact_is_restricted_is_refused(desk, facts, why):
    staff_to_tell(desk)
    father: Contact = contact_of(desk.world, **facts)
    leave(desk, collector=str(father.pk))
    assert why in Departure.objects.get().refusal
    assert Alert.objects.count() == 3


def test_somebody_else_must_be_named(desk):
    answer = leave(desk, collector="else")
    assert "Say who wants to collect" in answer.content.decode()
    assert not Departure.objects.exists()


def test_where_the_school_asks_a_leader_authorises(desk):
    desk.choose("sign_out_is_authorised", value=True)
    head = desk.world.by(Role.HEAD)
    mother = contact_of(desk.world)
    answer = leave(desk, collector=str(mother.pk))
    assert "senior leader" in answer.content.decode()
    assert not Departure.objects.exists()
    leave(desk, collector=str(mother.pk), authorised_by=str(head.pk))
    assert Departure.objects.get().authorised_by == head


def test_away_as_the_afternoon_opens_is_suggested_there_and_taken_back(desk):
    mother = contact_of(desk.world)
    leave(desk, collector=str(mother.pk), code="M", expected="13:40")
    word = Suggestion.objects.get()
    assert (word.first_slot, word.last_slot, word.code) == (PM.number, PM.number, "M")
    assert "orthodontist" in word.words
    desk.it_is(11, 30)
    row = Departure.objects.get()
    desk.post("departure-return", {"back": "11:28"}, departure=row.pk)
    row.refresh_from_db()
    word.refresh_from_db()
    assert row.returned_at == at(11, 28)
    assert word.withdrawn_by == desk.world.by(Role.OFFICE)


def test_back_before_the_afternoon_opens_needs_no_suggestion(desk):
    mother = contact_of(desk.world)
    leave(desk, collector=str(mother.pk), code="M", expected="11:30")
    assert not Suggestion.objects.exists()


def test_pressed_twice_is_one_departure(desk):
    mother = contact_of(desk.world)
    for _ in range(2):
        assert leave(desk, collector=str(mother.pk)).status_code == 302
    assert Departure.objects.count() == 1


def test_who_has_left_comes_back_and_does_not_arrive(desk):
    mother = contact_of(desk.world)
    leave(desk, collector=str(mother.pk))
    desk.it_is(11, 30)
    answer = desk.arrive(arrived="11:30", why="M")
    assert "Signed out at 10:15 and not back yet" in answer.content.decode()


def test_a_return_before_the_leaving_is_refused(desk):
    mother = contact_of(desk.world)
    leave(desk, collector=str(mother.pk))
    row = Departure.objects.get()
    answer = desk.post("departure-return", {"back": "10:00"}, departure=row.pk)
    assert "Back after the pupil left" in answer.content.decode()


def test_nothing_of_another_school_is_reached(desk):
    other = make_world(pupils=1).scope()
    with_mother = contact_of(other, name="Zita")
    row = Departure.objects.create(
        school=other.school,
        enrolment=other.enrolments[0],
        slot=PM.number,
        left_at=at(10, 0),
        reason="x",
        collected_by=with_mother.adult,
        recorded_at=at(10, 0) + dt.timedelta(0),
        recorded_by=other.by(Role.OFFICE),
    )
    desk.world.scope()
    assert (
        desk.client.get(desk.url("departure-return", departure=row.pk)).status_code
        == 404
    )
    assert "Zita" not in desk.get("sign-out", {"pupil": desk.world.pupils[0].pk})


def test_an_appointment_that_was_told_of_stands_beside_the_pupil_who_leaves(desk):
    log_suggestion(
        school=desk.world.school,
        enrolment=desk.world.enrolments[0],
        word=Word(
            first=PM,
            last=PM,
            code="M",
            source="appointment",
            words="Hospital at 13:00, card seen",
        ),
        by=desk.world.by(Role.OFFICE),
        now=at(8, 10),
    )
    page = desk.get("sign-out", {"pupil": desk.world.pupils[0].pk})
    assert "Known: M, Hospital at 13:00, card seen" in page
    assert 'value="Hospital at 13:00, card seen"' in page
    mother = contact_of(desk.world)
    leave(desk, collector=str(mother.pk), reason="Hospital at 13:00, card seen")
    # The register has its word already; signing out adds none.
    assert Suggestion.objects.count() == 1
