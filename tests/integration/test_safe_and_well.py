"""Children who must be found safe and well: through the pages, and by whom."""

import datetime as dt
import io
import uuid

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from core.chronology import story_of
from core.tenancy import set_scope
from followup.models import (
    AbsenceSpell,
    Enquiry,
    SafeguardingDuty,
    SafeguardingEntry,
    Visit,
    VisitDecision,
    VulnerableListing,
)
from followup.services.listing import make_list
from schools.models import AccessLog, Alert, StaffRelative
from schools.states import Role
from tests.factories.followup import add_parent, flag
from tests.mornings import FRIDAY, at, mark, take
from tests.worlds import hire, make_trust, make_world

pytestmark = pytest.mark.django_db
NOON, TWO, THREE = at(12, 0), at(14, 0), at(15, 0)


@pytest.fixture
def worlds():
    """Two schools with one child missing since this morning; roles are all filled."""
    made = []
    for _ in range(2):
        world = make_world(pupils=2)
        for role in (
            Role.OFFICER,
            Role.SAFEGUARDING,
            Role.PASTORAL,
            Role.HEAD,
            Role.TEACHER,
        ):
            world.by(role)
        mark(world, "N", "/", by=world.by(Role.OFFICE))
        take(world, by=world.by(Role.OFFICE))
        make_list(school=world.school, day=FRIDAY, now=at(9, 31))
        made.append(world)
    trust = make_trust(made[0].school)
    set_scope([made[0].school.pk], body_ids=[trust.pk])
    made[0].staff[Role.TRUST_LEAD] = hire(trust, Role.TRUST_LEAD)
    return made


def page(name, world, **where):
    return reverse(name, kwargs={"school": world.school.slug, **where})


def spell_of(world):
    world.scope()
    return AbsenceSpell.objects.get(enrolment=world.enrolments[0])


def get(client, world, role, name, *, now=NOON, **where):
    client.logout()
    client.force_login(world.by(role).person)
    with time_machine.travel(now, tick=False):
        return client.get(page(name, world, **where))


def post(client, world, role, name, answers, *, now=NOON, **where):
    client.logout()
    client.force_login(world.by(role).person)
    with time_machine.travel(now, tick=False):
        answer = client.post(page(name, world, **where), answers)
    world.scope()
    return answer


def started_on(world, day):
    spell = spell_of(world)
    AbsenceSpell.objects.filter(pk=spell.pk).update(starts_on=day)
    return spell


def decide(client, world, spell, decision, **given):
    answers = {"key": uuid.uuid4(), "decision": decision, "rationale": "Known well."}
    return post(
        client,
        world,
        Role.PASTORAL,
        "absence-case-decide",
        answers | given,
        spell=spell.pk,
    )


def assess(client, world, spell, **given):
    answers = {
        "key": uuid.uuid4(),
        "day_0": "20",
        "day": FRIDAY.isoformat(),
        "goes_at": "13:30",
        "back_at": "14:30",
        "first_staff": world.by(Role.PASTORAL).pk,
        "second_staff": world.by(Role.OFFICER).pk,
        "hazards": "A dog.",
        "measures": "Stay at the gate.",
        "may_go": "yes",
    }
    return post(
        client,
        world,
        Role.PASTORAL,
        "absence-case-assess",
        answers | given,
        spell=spell.pk,
    )


def visit(client, world, spell, **given):
    answers = {
        "key": uuid.uuid4(),
        "day": FRIDAY.isoformat(),
        "at": "13:45",
        "first_staff": world.by(Role.PASTORAL).pk,
        "second_staff": world.by(Role.OFFICER).pk,
        "found": "no_answer",
        "words": "Curtains drawn, nobody answered.",
    }
    return post(
        client,
        world,
        Role.PASTORAL,
        "absence-case-visit",
        answers | given,
        now=TWO,
        spell=spell.pk,
    )


def test_the_list_shows_who_is_missing_and_what_is_asked_for(client, worlds):
    world, other = worlds
    html = get(client, world, Role.OFFICER, "absence-cases").content.decode()
    assert world.pupils[0].sort_name in html
    assert world.pupils[1].sort_name not in html
    assert other.pupils[0].sort_name not in html
    assert "not decided" in html


def test_each_days_decision_is_kept_with_its_reasons_once(client, worlds):
    world, _ = worlds
    spell = spell_of(world)
    key = uuid.uuid4()
    decide(client, world, spell, "no_visit", key=key)
    decide(client, world, spell, "no_visit", key=key)
    row = VisitDecision.objects.get(spell=spell)
    assert (row.day_number, row.rationale) == (1, "Known well.")
    assert row.decided_by == world.by(Role.PASTORAL)
    answer = decide(client, world, spell, "visit", rationale="")
    assert answer.status_code == 422


def test_on_day_three_staying_away_is_refused(client, worlds):
    world, _ = worlds
    spell = started_on(world, dt.date(2026, 11, 18))
    answer = decide(client, world, spell, "no_visit")
    assert "by day 3 the visit must be made" in answer.content.decode()
    assert not VisitDecision.objects.exists()
    assert decide(client, world, spell, "police").status_code == 302


def test_no_visit_without_an_assessment_and_two_staff(client, worlds):
    world, _ = worlds
    spell = spell_of(world)
    answer = visit(client, world, spell)
    assert "Assess the risks first" in answer.content.decode()
    alone = assess(client, world, spell, second_staff=world.by(Role.PASTORAL).pk)
    assert "never one alone" in alone.content.decode()
    assert assess(client, world, spell).status_code == 302
    assert visit(client, world, spell).status_code == 302
    assert Visit.objects.get().second_staff == world.by(Role.OFFICER)
    again = visit(client, world, spell)
    assert "assessment of its own" in again.content.decode()


def test_a_letter_that_was_left_keeps_its_copy(client, worlds):
    world, other = worlds
    spell = spell_of(world)
    assess(client, world, spell)
    without = visit(client, world, spell, is_letter_left="on")
    assert "Add the copy" in without.content.decode()
    made = io.BytesIO()
    Image.new("L", (2, 2)).save(made, "PNG")
    pixel = made.getvalue()
    copy = SimpleUploadedFile("letter.png", pixel, content_type="image/png")
    kept = visit(client, world, spell, is_letter_left="on", letter=copy)
    assert kept.status_code == 302, kept.content.decode()
    row = Visit.objects.get()
    where = {"spell": spell.pk, "visit": row.pk}
    found = get(client, world, Role.OFFICER, "absence-case-letter", **where)
    assert b"".join(found.streaming_content) == pixel
    client.force_login(other.by(Role.OFFICER).person)
    assert client.get(page("absence-case-letter", world, **where)).status_code == 404


def test_the_lead_and_named_deputies_are_told_once(client, worlds):
    world, _ = worlds
    spell = spell_of(world)
    SafeguardingDuty.objects.create(
        school=world.school,
        member=world.by(Role.HEAD),
        deputy=world.by(Role.TEACHER),
        starts_on=FRIDAY,
        named_at=at(8, 0),
        named_by=world.by(Role.HEAD),
    )
    for _ in range(2):
        post(client, world, Role.OFFICER, "absence-case-tell", {}, spell=spell.pk)
    told = set(Alert.objects.filter(is_urgent=True).values_list("to", flat=True))
    assert told == {
        world.by(role).pk for role in (Role.SAFEGUARDING, Role.HEAD, Role.TEACHER)
    }
    assert Alert.objects.filter(is_urgent=True).count() == 3


def test_a_worker_is_told_and_the_police_asked_and_they_answer(client, worlds):
    world, _ = worlds
    flag(world.pupils[0], "social_worker")
    spell = spell_of(world)
    html = get(client, world, Role.OFFICER, "absence-case", spell=spell.pk)
    assert "Social worker told of the absence" in html.content.decode()
    answers = {
        "key": uuid.uuid4(),
        "whom": "police",
        "how": "101",
        "reference": "LOG 99",
        "said": "Please check.",
        "answer": "",
    }
    post(client, world, Role.OFFICER, "absence-case-ask", answers, spell=spell.pk)
    row = Enquiry.objects.get()
    assert (row.reference, row.answered_at) == ("LOG 99", None)
    outcome = {"conclusion": "seen_safe", "words": "Well."}
    refused = post(
        client, world, Role.OFFICER, "absence-case-outcome", outcome, spell=spell.pk
    )
    assert "Nobody has seen the child" in refused.content.decode()
    where = {"spell": spell.pk, "enquiry": row.pk}
    said = {"answer": "Seen at home, well."}
    post(client, world, Role.OFFICER, "absence-case-answer", said, **where)
    post(client, world, Role.OFFICER, "absence-case-outcome", outcome, spell=spell.pk)
    spell.refresh_from_db()
    assert spell.conclusion == "seen_safe"


def test_strangers_find_nothing_and_relatives_do_nothing(client, worlds):
    world, other = worlds
    spell = spell_of(world)
    StaffRelative.objects.create(
        school=world.school,
        person=world.by(Role.PASTORAL).person,
        pupil=world.pupils[0],
        relation="Aunt",
    )
    where = {"spell": spell.pk}
    own = get(client, world, Role.PASTORAL, "absence-case", **where)
    assert own.status_code == 403
    client.force_login(other.by(Role.HEAD).person)
    assert client.get(page("absence-case", world, **where)).status_code == 404
    client.force_login(world.by(Role.TRUST_LEAD).person)
    assert client.get(page("absence-case", world, **where)).status_code == 403
    other_spell = {"spell": spell_of(other).pk}
    strange = get(client, world, Role.HEAD, "absence-case", **other_spell)
    assert strange.status_code == 404


def test_the_vulnerable_list_keeps_reason_owner_and_review(client, worlds):
    world, _ = worlds
    flag(world.pupils[1], "medical_need")
    html = get(client, world, Role.OFFICER, "absence-vulnerable").content.decode()
    assert "Long-term medical need" in html
    add = page("absence-vulnerable-add", world) + f"?pupil={world.pupils[1].pk}"
    answers = {
        "reason": "Lives alone with a carer.",
        "owner": world.by(Role.PASTORAL).pk,
        "review_on": "2026-12-04",
    }
    client.force_login(world.by(Role.OFFICER).person)
    with time_machine.travel(NOON, tick=False):
        assert client.post(add, answers).status_code == 302
        assert client.post(add, answers).status_code == 422
    world.scope()
    row = VulnerableListing.objects.get()
    assert (row.owner, row.review_on) == (
        world.by(Role.PASTORAL),
        dt.date(2026, 12, 4),
    )
    removed = {"why": "The carer is well again."}
    post(
        client,
        world,
        Role.OFFICER,
        "absence-vulnerable-remove",
        removed,
        listing=row.pk,
    )
    row.refresh_from_db()
    assert (row.ends_on, row.removed_why) == (
        dt.date(2026, 11, 21),
        "The carer is well again.",
    )


# Safeguarding entries ----------------------------------------------------------


def write(client, world, role, **given):
    answers = {
        "key": uuid.uuid4(),
        "categories": ["absence", "neglect"],
        "day": FRIDAY.isoformat(),
        "at": "09:15",
        "words": "Came without a coat.",
    }
    client.force_login(world.by(role).person)
    add = page("safeguarding-add", world) + f"?pupil={world.pupils[0].pk}"
    with time_machine.travel(NOON, tick=False):
        answer = client.post(add, answers | given)
    world.scope()
    return answer


@pytest.mark.parametrize(
    "role", [Role.OFFICER, Role.PASTORAL, Role.OFFICE, Role.TEACHER]
)
def test_entries_are_for_the_lead_and_the_head_only(client, worlds, role):
    world, _ = worlds
    assert write(client, world, role).status_code == 403
    write(client, world, Role.SAFEGUARDING)
    entry = SafeguardingEntry.objects.get()
    assert get(client, world, role, "safeguarding").status_code == 403
    answer = get(client, world, role, "safeguarding-entry", entry=entry.pk)
    assert answer.status_code == 403


def test_the_trust_sees_no_entry_and_a_stranger_no_page(client, worlds):
    world, other = worlds
    write(client, world, Role.HEAD)
    entry = SafeguardingEntry.objects.get()
    client.force_login(world.by(Role.TRUST_LEAD).person)
    for name, where in (
        ("safeguarding", {}),
        ("safeguarding-entry", {"entry": entry.pk}),
    ):
        assert client.get(page(name, world, **where)).status_code == 403
    client.force_login(other.by(Role.SAFEGUARDING).person)
    assert client.get(page("safeguarding", world)).status_code == 404
    own = get(client, other, Role.SAFEGUARDING, "safeguarding-entry", entry=entry.pk)
    assert own.status_code == 404
    other.scope()
    assert not SafeguardingEntry.objects.exists()


def test_a_named_deputy_reads_entries_until_the_duty_ends(client, worlds):
    world, _ = worlds
    write(client, world, Role.SAFEGUARDING)
    teacher = world.by(Role.TEACHER)
    named = {"member": world.by(Role.PASTORAL).pk, "deputy": teacher.pk}
    post(client, world, Role.SAFEGUARDING, "safeguarding-duty", named)
    assert get(client, world, Role.TEACHER, "safeguarding").status_code == 200
    world.scope()
    duty = SafeguardingDuty.objects.get()
    post(client, world, Role.HEAD, "safeguarding-duty-end", {}, duty=duty.pk)
    assert get(client, world, Role.TEACHER, "safeguarding").status_code == 403


def test_an_opening_is_kept_and_an_action_is_assigned_and_done(client, worlds):
    world, _ = worlds
    write(client, world, Role.SAFEGUARDING)
    entry = SafeguardingEntry.objects.get()
    answers = {
        "key": uuid.uuid4(),
        "words": "Ring the social worker",
        "to": world.by(Role.PASTORAL).pk,
        "due_on": "2026-11-23",
    }
    post(client, world, Role.HEAD, "safeguarding-assign", answers, entry=entry.pk)
    assert Alert.objects.filter(to=world.by(Role.PASTORAL)).exists()
    html = get(client, world, Role.HEAD, "safeguarding-entry", entry=entry.pk)
    assert "Ring the social worker" in html.content.decode()
    world.scope()
    opened = AccessLog.objects.get(page="safeguarding entries")
    assert opened.opened_by == world.by(Role.HEAD)
    action = entry.actions.get()
    done = {"outcome": "She visits today."}
    post(
        client,
        world,
        Role.SAFEGUARDING,
        "safeguarding-action-done",
        done,
        action=action.pk,
    )
    action.refresh_from_db()
    assert action.done_by == world.by(Role.SAFEGUARDING)


def test_the_chronology_tells_the_case_and_hides_entries(client, worlds):
    world, _ = worlds
    spell = spell_of(world)
    decide(client, world, spell, "visit")
    write(client, world, Role.SAFEGUARDING)
    pupil = world.pupils[0].pk
    everything = [row.words for row in story_of(pupil, may=lambda _: True)]
    assert "Day 1: Visit today" in everything
    assert "Safeguarding entry" in everything
    plain = story_of(pupil, may=lambda act: "safeguarding" not in act)
    assert "Safeguarding entry" not in [row.words for row in plain]


def test_what_needs_no_pupil_yet_asks_for_one(client, worlds):
    world, _ = worlds
    add_parent(world.pupils[0])
    html = get(client, world, Role.HEAD, "safeguarding-add").content.decode()
    assert "which pupil?" in html
