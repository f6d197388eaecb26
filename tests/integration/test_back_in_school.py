"""Back in school: evidence, talks, lateness, and what the authority must be told."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.urls import reverse

from core.clock import at_local
from core.periods import Period
from followup.models import (
    AuthorityReturn,
    BreakfastPlace,
    EvidenceRequest,
    GateTalk,
    LatenessReview,
    ReturnTalk,
)
from followup.services.returns import review_marks
from register.models import Mark
from register.rules.entries import Entry
from register.services.marks import record_marks
from schools.rules.sessions import Session, Slot
from schools.selectors.calendar import calendar_of
from schools.states import Role
from tests.factories.followup import add_parent
from tests.worlds import make_world

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 11, 2)


def spell_out(world, words, *, number=0, start=MONDAY):
    """Enter marks day by day, "II //", and return the last day of them."""
    world.scope()
    days = calendar_of(world.school).school_days(Period(start, dt.date(2026, 12, 19)))
    for day, word in zip(days, words.split(), strict=False):
        for session in Session:
            code = "\\" if word[session] == "/" and session else word[session]
            enter(world, Slot(day, session), code, number=number)
        last = day
    return last


def enter(world, slot, code, *, number=0):
    hour = 9 if slot.session == Session.AM else 14
    outcome = record_marks(
        school=world.school,
        slot=slot,
        entries=[
            Entry(
                enrolment_id=world.enrolments[number].pk,
                code=code,
                version=0,
                minutes_late=10 if code == "L" else None,
            )
        ],
        by=world.by(Role.OFFICE),
        now=at_local(slot.day, dt.time(hour, 40)),
    )
    assert outcome.is_clean, outcome


@pytest.fixture
def worlds():
    made = []
    for _ in range(2):
        world = make_world(pupils=2)
        for role in (Role.OFFICER, Role.PASTORAL, Role.HEAD):
            world.by(role)
        made.append(world)
    made[0].scope()
    return made


def review(world, day):
    world.scope()
    return review_marks(school=world.school, day=day, now=at_local(day, dt.time(16, 0)))


def page(name, world, **where):
    return reverse(name, kwargs={"school": world.school.slug, **where})


def request(client, world, role, name, day, answers=None, query="", **where):
    client.logout()
    client.force_login(world.by(role).person)
    with time_machine.travel(at_local(day, dt.time(16, 30)), tick=False):
        address = page(name, world, **where) + query
        answer = (
            client.get(address) if answers is None else client.post(address, answers)
        )
    world.scope()
    return answer


def test_ten_days_in_a_row_fall_due_once_however_often_they_are_found(worlds):
    world, other = worlds
    day = spell_out(world, "OO " * 10)
    assert review(world, day) >= 1
    assert review(world, day) == 0
    row = AuthorityReturn.objects.get(kind="continuous")
    assert (row.days, row.first_day, len(row.slots)) == (10, MONDAY, 20)
    other.scope()
    assert not AuthorityReturn.objects.exists()


def test_a_return_is_listed_with_its_days_and_left_out_with_a_reason(client, worlds):
    world, other = worlds
    day = spell_out(world, "OO " * 10)
    review(world, day)
    html = request(client, world, Role.OFFICER, "absence-authority", day)
    assert "10 school days in a row" in html.content.decode()
    row = AuthorityReturn.objects.get(kind="continuous")
    out = {"why": "Told by telephone already."}
    request(client, world, Role.OFFICER, "absence-authority-out", day, out, row=row.pk)
    row.refresh_from_db()
    assert row.left_out_by == world.by(Role.OFFICER)
    client.force_login(other.by(Role.OFFICER).person)
    assert client.get(page("absence-authority", world)).status_code == 404


def test_a_third_absence_asks_for_an_interview_that_is_held_once(client, worlds):
    world, _ = worlds
    day = spell_out(world, "I/ I/ I/ //")
    review(world, day)
    talk = ReturnTalk.objects.get()
    assert (talk.kind, len(talk.absences)) == ("interview", 3)
    held = {"present": "Mother", "reasons": "Asthma"}
    request(client, world, Role.HEAD, "absence-talk", day, held, talk=talk.pk)
    talk.refresh_from_db()
    assert (talk.held_by, talk.reasons) == (world.by(Role.HEAD), "Asthma")
    again = request(client, world, Role.HEAD, "absence-talk", day, talk=talk.pk)
    assert again.status_code == 404
    assert review(world, day) == 0


def test_five_late_marks_are_a_pattern_and_a_breakfast_place_is_offered(client, worlds):
    world, _ = worlds
    day = spell_out(world, "L/ L/ L/ L/ L/")
    review(world, day)
    row = LatenessReview.objects.get()
    assert len(row.slots) == 5
    place = {"weekdays": ["0", "1"], "starts_on": "2026-11-09", "why": "Late bus"}
    where = {"enrolment": row.enrolment_id}
    request(client, world, Role.PASTORAL, "absence-breakfast", day, place, **where)
    found = BreakfastPlace.objects.get()
    assert found.weekdays == [0, 1]
    twice = request(
        client, world, Role.PASTORAL, "absence-breakfast", day, place, **where
    )
    assert "a place already" in twice.content.decode()
    said = {"words": "Breakfast place"}
    request(client, world, Role.PASTORAL, "absence-lateness", day, said, review=row.pk)
    row.refresh_from_db()
    assert row.dealt_with_by == world.by(Role.PASTORAL)


def test_a_talk_at_the_gate_is_kept_for_who_was_late_today(client, worlds):
    world, _ = worlds
    day = spell_out(world, "L/")
    said = {"key": uuid.uuid4(), "with_whom": "Father", "reason": "Overslept"}
    where = {"enrolment": world.enrolments[0].pk}
    request(client, world, Role.PASTORAL, "absence-gate", day, said, **where)
    assert GateTalk.objects.get().reason == "Overslept"
    punctual = {"enrolment": world.enrolments[1].pk}
    answer = request(
        client, world, Role.PASTORAL, "absence-gate", day, said, **punctual
    )
    assert answer.status_code == 404
    html = request(client, world, Role.PASTORAL, "absence-back", day)
    assert "Overslept" in html.content.decode()


def test_an_illness_becomes_unauthorised_only_after_a_parent_was_told(client, worlds):
    world, _ = worlds
    mother = add_parent(world.pupils[0])
    day = spell_out(world, "II II II II II II //")
    html = request(client, world, Role.OFFICER, "absence-back", day)
    assert "6 school days of illness; more than 5." in html.content.decode()
    ask = {
        "key": uuid.uuid4(),
        "rule": "long",
        "words": "Longer than 5 days.",
        "first_day": MONDAY.isoformat(),
        "last_day": "2026-11-09",
        "due_on": "2026-11-16",
    }
    whom = f"?pupil={world.pupils[0].pk}"
    for _ in range(2):
        request(client, world, Role.OFFICER, "absence-evidence-ask", day, ask, whom)
    row = EvidenceRequest.objects.get()
    where = {"request_id": row.pk}
    seen = {"key": uuid.uuid4(), "form": "nhs_111", "words": "A call"}
    request(client, world, Role.OFFICER, "absence-evidence-seen", day, seen, **where)
    verdict = {"key": uuid.uuid4(), "decision": "no", "reasons": "Not of these days."}
    refused = request(
        client, world, Role.PASTORAL, "absence-evidence-decide", day, verdict, **where
    )
    assert refused.status_code == 403
    request(client, world, Role.HEAD, "absence-evidence-decide", day, verdict, **where)
    request(client, world, Role.OFFICER, "absence-evidence-record", day, {}, **where)
    assert not Mark.objects.filter(code="O").exists()
    html = request(client, world, Role.OFFICER, "absence-evidence", day, **where)
    assert "Tell a parent first" in html.content.decode()
    told = {"contact": mother.pk, "how": "phone", "words": "Explained."}
    request(client, world, Role.OFFICER, "absence-evidence-tell", day, told, **where)
    request(client, world, Role.OFFICER, "absence-evidence-record", day, {}, **where)
    marks = Mark.objects.filter(code="O", by=world.by(Role.OFFICER))
    assert marks.count() == 12


def test_evidence_of_another_school_is_not_found(client, worlds):
    world, other = worlds
    row = EvidenceRequest.objects.create(
        key=uuid.uuid4(),
        school=world.school,
        enrolment=world.enrolments[0],
        first_day=MONDAY,
        rule="doubt",
        words="Doubt",
        due_on=MONDAY,
        asked_at=at_local(MONDAY, dt.time(9)),
        asked_by=world.by(Role.OFFICER),
    )
    other.scope()
    answer = request(
        client, other, Role.OFFICER, "absence-evidence", MONDAY, request_id=row.pk
    )
    assert answer.status_code == 404
