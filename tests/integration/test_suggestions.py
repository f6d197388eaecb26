"""What is known before a session: logged in seconds, listed, withdrawn; never a mark."""

import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from core.clock import at_local
from register.models import Mark, Suggestion
from register.rules.entries import Entry
from register.selectors.known import known_on, sessions_ahead
from register.selectors.suggestions import suggestions_at
from register.services.marks import record_marks
from register.services.suggestions import Word, log_suggestion, withdraw_suggestion
from schools.models import Adult, Contact
from schools.rules.sessions import Session, Slot
from schools.services.refusals import Refused
from schools.states import Role
from tests.worlds import World, make_pupil, make_world

pytestmark = pytest.mark.django_db

FRIDAY = dt.date(2026, 11, 20)
AM, PM = Slot(FRIDAY, Session.AM), Slot(FRIDAY, Session.PM)
MONDAY_AM = Slot(dt.date(2026, 11, 23), Session.AM)
SATURDAY_AM = Slot(dt.date(2026, 11, 21), Session.AM)


def at(hour: int, minute: int) -> dt.datetime:
    return at_local(FRIDAY, dt.time(hour, minute))


EARLY = at(8, 12)


@pytest.fixture(autouse=True)
def early(monkeypatch):
    offset = EARLY - clock.real_now()
    monkeypatch.setattr(clock, "demo_offset", lambda: offset)


@pytest.fixture
def world() -> World:
    other = make_world().scope()
    log(other, words="Not of here")
    return make_world().scope()


def log(world, *, now=EARLY, role=Role.OFFICE, words="Mother: a cold", **facts):
    said = {"first": AM, "last": PM, "code": "I", "source": "parent", **facts}
    return log_suggestion(
        school=world.school,
        enrolment=world.enrolments[0],
        word=Word(words=words, **said),
        by=world.by(role),
        now=now,
    )


def mark(world, code, now=EARLY):
    return record_marks(
        school=world.school,
        slot=AM,
        entries=[Entry(enrolment_id=world.enrolments[0].pk, code=code, version=0)],
        by=world.by(Role.TEACHER),
        now=now,
    )


@pytest.fixture
def office(client, world):
    client.force_login(world.by(Role.OFFICE).person)
    return client


def shown(client, world, name="suggestions", **query) -> str:
    answer = client.get(reverse(name, kwargs={"school": world.school.slug}), query)
    assert answer.status_code == 200
    return answer.content.decode()


def parent_of(world) -> Contact:
    adult = Adult.objects.create(
        school=world.school, title="Mrs", first_name="Ines", last_name="Okoro"
    )
    return Contact.objects.create(
        school=world.school,
        pupil=world.pupils[0],
        adult=adult,
        relationship="Mother",
        starts_on=dt.date(2026, 9, 1),
    )


# Keeping ---------------------------------------------------------------------


def test_a_word_is_kept_with_its_source_and_marks_nobody(world):
    row = log(world)
    assert (row.entered_by, row.entered_at, row.words) == (
        world.by(Role.OFFICE),
        EARLY,
        "Mother: a cold",
    )
    (known,) = suggestions_at(PM, [row.enrolment_id]).values()
    assert (known.code, known.words) == ("I", "Mother: a cold")
    assert not Mark.objects.exists()


def test_pressing_twice_is_one_call_and_an_hour_later_another(world):
    first = log(world)
    assert log(world) == first
    assert log(world, now=at(9, 12)) != first


@pytest.mark.parametrize(
    ("facts", "words", "field"),
    [
        ({"first": PM, "last": AM}, "before the first", "last_day"),
        ({"first": SATURDAY_AM, "last": SATURDAY_AM}, "no session", "first_day"),
        ({"code": "B"}, "few words on what it is", "nature"),
        ({"code": "X"}, "not of compulsory school age", "code"),
        ({"code": "Q9"}, "no attendance code", "code"),
        ({"code": "/"}, "use \\\\", "code"),
        ({"role": Role.PASTORAL, "code": "C"}, "Your role does not enter C", "code"),
    ],
)
def test_a_word_that_a_rule_forbids_is_refused_with_its_sentence(
    world, facts, words, field
):
    with pytest.raises(Refused, match=words) as refusal:
        log(world, **facts)
    assert refusal.value.field == field


def test_a_word_may_run_over_a_weekend(world):
    row = log(world, last=MONDAY_AM)
    assert [one.row for one in known_on(world.school, MONDAY_AM.day)] == [row]


def test_a_word_that_is_taken_back_stays_with_who_and_when(world):
    row = withdraw_suggestion(
        suggestion=log(world), by=world.by(Role.HEAD), now=at(8, 30)
    )
    again = withdraw_suggestion(suggestion=row, by=world.by(Role.OFFICE), now=at(8, 31))
    assert (again.withdrawn_by, again.withdrawn_at) == (
        world.by(Role.HEAD),
        at(8, 30),
    )
    assert suggestions_at(AM, [row.enrolment_id]) == {}


@pytest.mark.parametrize(
    ("now", "first", "last"),
    [
        (at(8, 12), AM, PM),
        (at(12, 0), PM, PM),
        (at(16, 0), MONDAY_AM, Slot(MONDAY_AM.day, Session.PM)),
    ],
)
def test_a_call_is_usually_about_the_rest_of_the_school_day(world, now, first, last):
    assert sessions_ahead(world.school, now) == (first, last)


# The list of the day ---------------------------------------------------------


def test_the_list_says_who_said_what_and_how_each_session_is_marked(office, world):
    log(world)
    mark(world, "N", now=at(8, 55))
    page = shown(office, world)
    assert "1 word about sessions of Fri 20 Nov 2026" in page
    assert "Mother: a cold" in page
    assert "not marked yet" in page
    assert "code=I&amp;reason=Mother%3A+a+cold" in page
    assert "Not of here" not in page


def test_an_empty_list_says_so_and_when(office, world):
    assert "Nothing is known ahead today. 08:12." in shown(office, world)


def test_the_page_withdraws_a_word(office, world):
    row = log(world)
    kwargs = {"school": world.school.slug, "suggestion": row.pk}
    page = office.post(
        reverse("suggestion-withdraw", kwargs=kwargs), follow=True
    ).content.decode()
    assert "1 withdrawn" in page
    assert "withdrawn 08:12 by" in page
    missing = {**kwargs, "suggestion": 999_999}
    assert (
        office.post(reverse("suggestion-withdraw", kwargs=missing)).status_code == 404
    )


# Logging a call --------------------------------------------------------------


def test_a_part_of_a_name_finds_pupils_and_one_alone_is_taken(office, world):
    make_pupil(world.school, world.group, first_name="Zuri", last_name="Newcome")
    make_pupil(world.school, world.group, first_name="Zola", last_name="Newbold")
    page = shown(office, world, "log-call", q="new")
    assert "Newcome, Zuri" in page
    assert "Newbold, Zola" in page
    only = office.get(
        reverse("log-call", kwargs={"school": world.school.slug}), {"q": "zuri newc"}
    )
    assert "?pupil=" in only["Location"]
    assert "Nobody here is found" in shown(office, world, "log-call", q="xyzzy")
    part = shown(office, world, "log-call-found", q="new")
    assert "<html" not in part


def call(client, world, **answers):
    typed = {
        "told_by": "else",
        "told_by_words": "Aunt",
        "code": "M",
        "words": "dentist at 10:15",
        "first_day": "2026-11-20",
        "first_session": "am",
        "last_day": "2026-11-20",
        "last_session": "am",
        "source": "parent",
        "nature": "",
        **answers,
    }
    address = reverse("log-call", kwargs={"school": world.school.slug})
    return client.post(f"{address}?pupil={world.pupils[0].pk}", typed)


def test_a_call_of_a_contact_is_logged_with_the_contact_s_name(office, world):
    contact = parent_of(world)
    page = shown(office, world, "log-call", pupil=world.pupils[0].pk)
    assert "Mrs Ines Okoro (mother)" in page
    assert call(office, world, told_by=str(contact.pk)).status_code == 302
    row = Suggestion.objects.get()
    assert row.words == "Mrs Ines Okoro (mother): dentist at 10:15"
    assert (row.code, row.first_slot, row.last_slot) == ("M", AM.number, AM.number)


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"told_by_words": ""}, "Say who told us."),
        ({"words": ""}, "Enter what they said."),
        ({"code": "N"}, "N may not be suggested here"),
        ({"first_day": ""}, "Enter first day."),
        ({"last_day": "2026-11-19"}, "before the first one"),
    ],
)
def test_a_call_that_lacks_something_says_what(office, world, answers, words):
    assert words in call(office, world, **answers).content.decode()
    assert not Suggestion.objects.exists()


@pytest.mark.parametrize("role", [Role.TEACHER, Role.GOVERNOR])
def test_who_logs_no_calls_is_told_so(client, world, role):
    client.force_login(world.by(role).person)
    assert call(client, world).status_code == 403


def test_a_pupil_of_another_school_is_not_there(office, world):
    stranger = make_world().pupils[0]
    world.scope()
    address = reverse("log-call", kwargs={"school": world.school.slug})
    assert office.get(address, {"pupil": stranger.pk}).status_code == 404
