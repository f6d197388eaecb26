"""Messages go once: held, let go, claimed, sent, looked up; and never twice."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from followup.models import AbsenceLine, Message
from followup.selectors.messages import of_unknown_fate, to_send
from followup.services import providers
from followup.services.listing import make_list
from followup.services.providers import Fate, NotSent, Outbox
from followup.services.sending import (
    cancel_message,
    claim_message,
    decide_fate,
    note_sent,
    release_messages,
    resolve_fate,
    send_claimed,
)
from followup.states import Delivery
from schools.models import Contact
from schools.states import Role
from tests.factories.followup import add_parent, choose
from tests.mornings import AM, FRIDAY, at, mark, take
from tests.worlds import make_world

pytestmark = pytest.mark.django_db
NOW = at(9, 40)


@pytest.fixture
def world(settings, tmp_path):
    """A school with one absent child of two parents; another beside it."""
    settings.DATA_DIR = tmp_path
    other = make_world(pupils=1)
    made = make_world(pupils=1)
    for one in (other, made):
        one.scope()
        mark(one, "N", by=one.by(Role.OFFICE))
        take(one, by=one.by(Role.OFFICE))
        add_parent(one.pupils[0])
        make_list(school=one.school, day=FRIDAY, now=at(9, 31))
    return made


def the_message():
    return Message.objects.get()


def release(world, by=True, now=NOW):
    return release_messages(
        school=world.school,
        ids=Message.objects.values_list("pk", flat=True),
        by=world.by(Role.OFFICE) if by else None,
        now=now,
    )


def sent_files(tmp_path):
    return list((tmp_path / "messages").glob("*.txt"))


def test_a_message_is_held_until_somebody_lets_it_go_and_then_sent_once(
    world, tmp_path
):
    assert to_send(NOW) == []
    assert release(world) == 1
    assert release(world) == 0
    [pk] = to_send(NOW)
    claimed = claim_message(message_id=pk, now=NOW)
    assert claimed
    assert claim_message(message_id=pk, now=NOW) is None
    note_sent(message_id=pk, fate=send_claimed(claimed), now=NOW)
    assert to_send(NOW) == []
    row = the_message()
    assert (row.delivery, row.sent_at) == (Delivery.ACCEPTED, NOW)
    [file] = sent_files(tmp_path)
    assert "/tell/" in file.read_text()
    assert world.pupils[0].last_name not in file.read_text()


def test_postgresql_refuses_a_second_message_to_an_adult_for_a_session(world):
    row = the_message()
    row.pk, row.link = None, None
    row.reference = "7b0d4d2e-5c1d-4a53-9d2a-0c6a2b1f4e56"
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_a_child_who_arrives_meanwhile_is_not_written_about(world):
    release(world)
    mark(world, "U", now=at(9, 38), by=world.by(Role.OFFICER), version=1, reason="Came")
    make_list(school=world.school, day=FRIDAY, now=at(9, 39))
    assert claim_message(message_id=the_message().pk, now=NOW) is None
    assert "accounted for" in the_message().cancelled_why


def test_a_contact_restricted_after_the_message_was_made_is_never_written_to(world):
    release(world)
    Contact.objects.update(channels=[])
    assert claim_message(message_id=the_message().pk, now=NOW) is None
    assert the_message().sent_at is None


def test_a_message_of_yesterday_does_not_go_today(world):
    assert release(world, now=NOW + dt.timedelta(days=3)) == 0
    assert the_message().cancelled_why == "Its day is over."


def test_a_register_that_was_taken_back_holds_its_messages(world):
    world.group.registers.update(
        withdrawn_at=at(9, 35),
        withdrawn_by=world.by(Role.OFFICE),
        withdrawn_reason="Wrong class",
    )
    assert release(world) == 0
    assert the_message().cancelled_at is None


def test_the_school_s_setting_lets_messages_go_and_says_so(world):
    choose(world, world.by(Role.HEAD), messages_go_out="with_list")
    assert release(world, by=False) == 1
    row = the_message()
    assert row.is_released_by_setting
    assert row.released_by is None


def test_a_message_taken_back_does_not_go(world):
    cancel_message(message=the_message(), why="Taken back by Office", now=NOW)
    assert release(world) == 0


def die_between_claim_and_note(world, *, sent):
    release(world)
    message = claim_message(message_id=the_message().pk, now=NOW)
    assert message
    if sent:
        send_claimed(message)
    later = NOW + dt.timedelta(minutes=11)
    assert of_unknown_fate(NOW + dt.timedelta(minutes=9)) == []
    assert of_unknown_fate(later) == [message.pk]
    assert claim_message(message_id=message.pk, now=later) is None
    return message, later


def test_one_that_was_sent_before_its_worker_died_is_found_by_its_reference(
    world, tmp_path
):
    message, later = die_between_claim_and_note(world, sent=True)
    assert resolve_fate(message_id=message.pk, now=later) is Delivery.ACCEPTED
    assert to_send(later) == []
    assert len(sent_files(tmp_path)) == 1


def test_one_that_never_left_goes_after_all(world, tmp_path):
    message, later = die_between_claim_and_note(world, sent=False)
    assert resolve_fate(message_id=message.pk, now=later) is None
    assert to_send(later) == [message.pk]
    assert sent_files(tmp_path) == []


class Silent(Outbox):
    """A provider that cannot say what became of a message."""

    name = "outbox"

    def look_up(self, reference):
        return Fate(was_sent=None)


def test_one_of_which_nobody_can_tell_waits_for_a_person(world, monkeypatch):
    monkeypatch.setitem(providers._PROVIDERS, "outbox", f"{__name__}.Silent")
    message, later = die_between_claim_and_note(world, sent=True)
    assert resolve_fate(message_id=message.pk, now=later) is Delivery.UNKNOWN
    assert to_send(later) == of_unknown_fate(later) == []
    decide_fate(message=message, was_sent=False, now=later)
    assert to_send(later) == [message.pk]


class Refusing(Outbox):
    """A provider that takes no message."""

    def send(self, outgoing):
        raise NotSent("No such number")


def test_one_that_the_provider_refused_is_shown_as_not_delivered(world, monkeypatch):
    monkeypatch.setitem(providers._PROVIDERS, "outbox", f"{__name__}.Refusing")
    release(world)
    message = claim_message(message_id=the_message().pk, now=NOW)
    assert message
    note_sent(message_id=message.pk, fate=send_claimed(message), now=NOW)
    row = the_message()
    assert row.delivery == Delivery.FAILED
    assert row.sent_at is None
    assert row.delivery_words == "No such number"
    assert AbsenceLine.objects.get().closed_at is None
    assert row.slot == AM.number
