"""Words from home: a claim until accepted; a link that is used once and gone same day."""

import datetime as dt
import uuid

import pytest
from django.core.cache import cache
from django.test import Client

from core.tenancy import set_scope
from followup.models import AbsenceLine, Message, ParentReport, ReportLink
from followup.rules.messages import LINK
from followup.services.links import address_of, open_link, token_for
from followup.services.listing import make_list
from followup.services.reporting import (
    Judgement,
    Report,
    accept_report,
    decline_report,
    take_report,
)
from followup.services.sending import outgoing_of
from followup.states import Ending, Way
from register.models import Suggestion
from schools.models import Alert
from schools.rules.sessions import Session, Slot
from schools.services.refusals import Refused
from schools.states import Role
from tests.factories.followup import add_parent
from tests.mornings import AM, FRIDAY, at, mark, take
from tests.real_days import codes, freeze_at
from tests.worlds import make_world

pytestmark = pytest.mark.django_db
MONDAY = FRIDAY + dt.timedelta(days=3)


@pytest.fixture(autouse=True)
def nobody_asked_yet():
    cache.clear()


@pytest.fixture
def world():
    """A school with two absent without a reason, and another that must not appear."""
    other = make_world(pupils=1)
    mark(other, "N", by=other.by(Role.OFFICE))
    take(other, by=other.by(Role.OFFICE))
    made = make_world(pupils=2)
    mark(made, "N", "N", by=made.by(Role.OFFICE))
    take(made, by=made.by(Role.OFFICE))
    for pupil in made.pupils:
        add_parent(pupil)
    make_list(school=made.school, day=FRIDAY, now=at(9, 31))
    return made.scope()


def report(world, **given):
    return take_report(
        school=world.school,
        enrolment=world.enrolments[0],
        report=Report(
            **{
                "key": uuid.uuid4(),
                "way": Way.PHONE,
                "first_day": FRIDAY,
                "last_day": FRIDAY,
                "said": "a cold",
                "contact": world.pupils[0].contacts.first(),
                **given,
            }
        ),
        by=world.by(Role.OFFICE),
        now=at(8, 40),
    )


def accept(world, row, *, reassuring=True, rationale="", code="I"):
    return accept_report(
        report=row,
        judgement=Judgement(code=code, is_reassuring=reassuring, rationale=rationale),
        by=world.by(Role.OFFICE),
        now=at(9, 40),
    )


def test_a_word_changes_nothing_until_somebody_accepts_it(world):
    report(world)
    assert codes(AM, world.enrolments) == "N N"
    assert not Suggestion.objects.exists()
    assert AbsenceLine.objects.filter(closed_at__isnull=False).count() == 0


def test_accepted_it_is_the_reason_on_the_register_and_closes_the_line(world):
    row = accept(world, report(world))
    accept(world, row)
    assert codes(AM, world.enrolments) == "I N"
    line = AbsenceLine.objects.get(enrolment=world.enrolments[0])
    assert line.ending == Ending.REASON
    [word] = Suggestion.objects.all()
    assert Slot.from_number(word.first_slot) == Slot(FRIDAY, Session.PM)


def test_days_ahead_stand_beside_the_name_and_keep_the_child_off_those_lists(world):
    accept(world, report(world, last_day=MONDAY))
    last = Suggestion.objects.get()
    assert Slot.from_number(last.last_slot) == Slot(MONDAY, Session.PM)


def test_one_that_does_not_reassure_needs_reasons_and_closes_nothing(world):
    row = report(world)
    with pytest.raises(Refused, match="does not reassure"):
        accept(world, row, reassuring=False)
    accept(world, row, reassuring=False, rationale="A child's voice, I think")
    line = AbsenceLine.objects.get(enrolment=world.enrolments[0])
    assert line.closed_at is None


def test_put_aside_it_needs_reasons_and_the_line_stays_open(world):
    row = report(world)
    by = world.by(Role.OFFICE)
    with pytest.raises(Refused):
        decline_report(report=row, rationale=" ", by=by, now=at(9, 40))
    decline_report(report=row, rationale="Not a parent", by=by, now=at(9, 40))
    row = accept(world, row)
    assert row.accepted_at is None
    assert AbsenceLine.objects.filter(closed_at__isnull=True).count() == 2


def test_the_same_word_sent_twice_is_one(world):
    key = uuid.uuid4()
    assert report(world, key=key).pk == report(world, key=key).pk


# The link -----------------------------------------------------------------------


def link_of(world):
    return ReportLink.objects.get(enrolment=world.enrolments[0])


def tell(link, client=None, **sent):
    token = token_for(link.enrolment_id, link.contact_id, link.day)
    client = client or Client()
    return (
        client.post(f"/tell/{token}/", sent) if sent else client.get(f"/tell/{token}/")
    )


def test_looking_at_a_link_changes_nothing_and_shows_a_first_name_only(
    world, monkeypatch
):
    freeze_at(monkeypatch, at(9, 50))
    link, pupil = link_of(world), world.pupils[0]
    for _ in range(3):
        answer = tell(link)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert pupil.first_name in page
    assert pupil.last_name not in page
    assert link.contact.adult.last_name not in page
    assert answer["Referrer-Policy"] == "same-origin"
    world.scope()
    assert link_of(world).answered_at is None
    assert not ParentReport.objects.exists()


def test_an_answer_is_a_claim_and_the_link_is_used_up(world, monkeypatch):
    freeze_at(monkeypatch, at(9, 50))
    link = link_of(world)
    assert tell(link, why="ill", said="sick in the night").status_code == 200
    assert tell(link, why="ill").status_code == 410
    assert tell(link).status_code == 410
    world.scope()
    [row] = ParentReport.objects.all()
    assert (row.code, row.received_by, row.accepted_at) == ("I", None, None)
    assert "sick in the night" in row.said
    assert codes(AM, world.enrolments) == "N N"


def test_a_link_is_gone_with_its_day(world, monkeypatch):
    link = link_of(world)
    freeze_at(monkeypatch, at(0, 1) + dt.timedelta(days=1))
    assert tell(link).status_code == 410
    assert tell(link, why="ill").status_code == 410


def test_a_guess_finds_no_link_and_enters_no_school(world):
    set_scope([])
    assert open_link("a" * 20, at(9, 50)) is None
    assert not ReportLink.objects.exists()


def test_a_contact_who_is_restricted_meanwhile_cannot_answer(world, monkeypatch):
    freeze_at(monkeypatch, at(9, 50))
    link = link_of(world)
    link.contact.restriction = "Court order of 20 November"
    link.contact.save()
    assert tell(link).status_code == 410
    assert tell(link, why="ill").status_code == 410


def test_a_parent_who_believes_the_child_is_in_school_alerts_staff_at_once(
    world, monkeypatch
):
    freeze_at(monkeypatch, at(9, 50))
    lead = world.by(Role.SAFEGUARDING)
    answer = tell(link_of(world), why="here")
    assert "ring" in answer.content.decode().lower()
    world.scope()
    told = Alert.objects.filter(pupil=world.pupils[0], is_urgent=True)
    assert {lead.pk, world.by(Role.OFFICE).pk} <= {row.to_id for row in told}


def test_somebody_who_asks_too_often_is_sent_away(world, monkeypatch):
    freeze_at(monkeypatch, at(9, 50))
    link, client = link_of(world), Client()
    answers = [tell(link, client).status_code for _ in range(25)]
    assert answers[0] == 200
    assert answers[-1] == 429


def test_the_token_is_nowhere_in_the_database_and_in_the_message_that_leaves(world):
    message = Message.objects.get(enrolment=world.enrolments[0])
    link = link_of(world)
    token = token_for(link.enrolment_id, link.contact_id, link.day)
    assert LINK in message.text
    assert token not in message.text
    assert token not in link.token_hash
    assert address_of(link) in outgoing_of(message).text
