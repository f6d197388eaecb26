"""Steps due, the ladder, jobs, and the chronology of an absence day, through the pages."""

import datetime as dt
import uuid

import pytest
from django.test import Client

from attendance.celery import app
from core.chronology import story_of
from core.tenancy import set_scope
from followup.models import AbsenceLine, DueStep
from followup.selectors.messages import held
from followup.services.calling import Call, log_attempt
from followup.services.listing import make_list
from followup.services.sending import release_messages
from followup.services.stepping import end_step
from followup.states import Outcome, StepEnd
from followup.tasks import make_daily_list
from schools.models import Body
from schools.services.refusals import Refused
from schools.states import Act, Role
from tests.factories.followup import add_parent, choose
from tests.mornings import FRIDAY, at, mark, take
from tests.real_days import freeze_at, page, send, sign_in
from tests.workers import broker
from tests.worlds import make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch):
    """A school that goes by the academy's ladder, with one child to find; and another."""
    other = make_world(pupils=1)
    mark(other, "N", by=other.by(Role.OFFICE))
    take(other, by=other.by(Role.OFFICE))
    make_list(school=other.school, day=FRIDAY, now=at(9, 31))
    made = make_world(pupils=2)
    choose(made, made.by(Role.HEAD), absence_ladder="safe_and_well_by_day_three")
    mark(made, "N", "/", by=made.by(Role.OFFICE))
    take(made, by=made.by(Role.OFFICE))
    add_parent(made.pupils[0])
    make_list(school=made.school, day=FRIDAY, now=at(9, 31))
    freeze_at(monkeypatch, at(9, 40))
    return made.scope()


def step_of(world, kind):
    return DueStep.objects.get(school=world.school, step__kind=kind)


def test_each_role_finds_its_own_steps_with_the_rule_that_put_them_there(world):
    lead = sign_in(Client(), world, Role.SAFEGUARDING)
    text = page(lead, world, "absence-steps")
    assert "Decide on a visit" in text
    assert "Governors, 1 July" in text
    assert "App. 6" in text
    assert "Call every contact" not in text
    assert "Call every contact" in page(
        lead, world, "absence-steps", query={"whose": "all"}
    )
    assert "Decide on a visit" in page(lead, world, "school-home")


def test_a_step_is_ended_once_with_what_came_of_it(world):
    lead = sign_in(Client(), world, Role.SAFEGUARDING)
    step = step_of(world, "decide_visit")
    send(
        lead,
        world,
        "absence-step",
        {"end": "done", "words": "No visit: aunt saw her"},
        step=step.pk,
    )
    world.scope()
    step.refresh_from_db()
    assert (step.end, step.words) == ("done", "No visit: aunt saw her")
    end_step(
        step=step,
        end=StepEnd.NOT_NEEDED,
        words="Changed my mind",
        by=world.by(Role.OFFICE),
        now=at(10, 0),
    )
    step.refresh_from_db()
    assert step.end == "done", "what was said first stands"


def test_a_step_that_is_left_out_needs_its_reasons(world):
    step = step_of(world, "alert_lead")
    with pytest.raises(Refused, match="why"):
        end_step(
            step=step,
            end=StepEnd.NOT_NEEDED,
            words=" ",
            by=world.by(Role.OFFICER),
            now=at(10, 0),
        )


def test_messages_that_were_let_go_end_the_step_that_asked_for_them(world):
    ids = held(world.school, FRIDAY).values_list("pk", flat=True)
    by = world.by(Role.OFFICE)
    release_messages(school=world.school, ids=list(ids), by=by, now=at(9, 40))
    assert step_of(world, "message").end == StepEnd.DONE


def test_the_ladder_is_shown_with_its_source_and_who_chose_it(world):
    text = page(sign_in(Client(), world, Role.OFFICE), world, "absence-ladder")
    assert "safe and well by day 3" in text
    assert "chosen by Governors, 1 July" in text


def test_steps_and_lines_of_another_school_are_nobody_s_here(world):
    office = sign_in(Client(), world, Role.OFFICE)
    theirs = _of_another_school(world)
    page(office, world, "absence-call", status=404, line=theirs["line"])
    page(office, world, "absence-step", status=404, step=theirs["step"])


def _of_another_school(world):
    other = Body.objects.filter(kind="school").exclude(pk=world.school.pk)
    set_scope(other.values_list("pk", flat=True))
    found = {
        "line": AbsenceLine.objects.exclude(school=world.school).values_list(
            "pk", flat=True
        )[0],
        "step": DueStep.objects.exclude(school=world.school).values_list(
            "pk", flat=True
        )[0],
    }
    world.scope()
    return found


def test_the_job_page_shows_runs_and_lets_one_be_run_again(
    world, services, monkeypatch
):
    monkeypatch.setenv("CELERY_BROKER_URL", broker(services))
    app.control.purge()
    make_daily_list(world.school.pk, FRIDAY.isoformat())
    officer = sign_in(Client(), world, Role.OFFICER)
    text = page(officer, world, "absence-jobs")
    assert "First-day list" in text
    yesterday = (FRIDAY - dt.timedelta(days=1)).isoformat()
    text = send(officer, world, "absence-jobs-run", {"day": yesterday})
    assert "The list of Thu 19 Nov is being made again." in text
    far = (FRIDAY - dt.timedelta(days=300)).isoformat()
    assert "Choose a day" in send(officer, world, "absence-jobs-run", {"day": far})
    office = sign_in(Client(), world, Role.OFFICE)
    page(office, world, "absence-jobs", status=403)
    assert app.control.purge() == 1


def test_the_chronology_tells_each_attempt_with_its_number_and_outcome(world):
    line = AbsenceLine.objects.get(school=world.school)
    mother = world.pupils[0].contacts.get()
    number = mother.adult.numbers.get().number
    log_attempt(
        school=world.school,
        lines=[line],
        call=Call(
            key=uuid.uuid4(),
            outcome=Outcome.VOICEMAIL,
            contact=mother,
            number=number,
            said="Asked her to ring back",
        ),
        by=world.by(Role.OFFICE),
        now=at(9, 35),
    )
    office = {Act.FOLLOW_UP_ABSENCE.value}
    told = [
        entry
        for entry in story_of(world.pupils[0].pk, may=office.__contains__)
        if entry.app == "followup"
    ]
    [call] = [entry for entry in told if entry.kind == "call"]
    assert mother.adult.name in call.words
    assert "left a voicemail" in call.words
    assert number in call.detail
    assert "ring back" in call.detail
    assert call.by == (world.by(Role.OFFICE).name, world.by(Role.OFFICE).position)
    teacher = story_of(world.pupils[0].pk, may=lambda _: False)
    assert not [entry for entry in teacher if entry.app == "followup"]


def test_a_school_writes_its_own_wording_and_the_next_message_reads_so(world):
    head = sign_in(Client(), world, Role.HEAD)
    assert "Ships with Rollbook" in page(head, world, "absence-wordings")
    where = {"kind": "absent", "channel": "text"}
    text = send(head, world, "absence-wording", {"text": "{who} is away"}, **where)
    assert "is not a mark" in text
    own = "{school} asks: where is {first_name}? {link}"
    text = send(head, world, "absence-wording", {"text": own}, **where)
    assert "asks: where is Ada?" in text
    world.scope()
    child = world.enrolments[1]
    add_parent(world.pupils[1])
    mark(
        world,
        "N",
        "N",
        now=at(9, 41),
        by=world.by(Role.OFFICER),
        version=1,
        reason="Not there",
    )
    make_list(school=world.school, day=FRIDAY, now=at(9, 42))
    assert "asks: where is Ada?" in child.messages.get().text
    office = sign_in(Client(), world, Role.OFFICE)
    page(office, world, "absence-wording", status=403, **where)
