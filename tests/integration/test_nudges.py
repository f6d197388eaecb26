"""Nudges are sent once, by real workers, some of which are killed in the middle."""

import datetime as dt
from pathlib import Path

import pytest
from django.core import mail
from django.db import connections

from attendance.celery import app
from core.jobs import job_run
from core.models import JobRun
from core.outbox import OutboxBackend
from core.tenancy import in_schools
from register.models import Nudge
from register.selectors.nudges import CLAIM_LASTS, due_nudges
from register.services.nudging import NobodyToAsk, claim_nudge, mail_of, note_sent
from register.tasks import queue_due_nudges, send_nudge
from schools.rules.sessions import Session, Slot
from schools.states import Role
from tests.workers import broker, environment, kill, wait_until, worker
from tests.worlds import World, hire, make_world

FRIDAY = Slot(dt.date(2026, 11, 20), Session.AM)
NOW = dt.datetime(2026, 11, 20, 9, 31, tzinfo=dt.UTC)
MANY = 60


@pytest.fixture(scope="module")
def worlds(committed) -> list[World]:
    """Two schools, each with a teacher of its group."""
    made = []
    for _ in range(2):
        with in_schools([]):
            world = make_world(pupils=1)
            hire(world.school, Role.TEACHER, group=world.group)
            world.by(Role.OFFICE)
        made.append(world)
    return made


@pytest.fixture(autouse=True)
def nothing_waits(worlds):
    with connections["owner"].cursor() as cursor:
        cursor.execute("truncate register_nudge, core_jobrun restart identity")


def ask(world: World, count: int = 1) -> list[Nudge]:
    with in_schools([world.school.pk]):
        return Nudge.objects.bulk_create(
            Nudge(
                school=world.school,
                group=world.group,
                slot=FRIDAY.number,
                nudged_at=NOW,
                nudged_by=world.by(Role.OFFICE),
            )
            for _ in range(count)
        )


def unsent(*worlds: World) -> int:
    with in_schools([world.school.pk for world in worlds]):
        return Nudge.objects.filter(sent_at__isnull=True).count()


def test_a_nudge_is_mailed_to_the_teacher_of_the_group(worlds):
    world, other = worlds
    [nudge] = ask(world)
    send_nudge(world.school.pk, nudge.pk)
    [message] = mail.outbox
    assert "4B" in message.subject
    assert "Fri 20 Nov AM" in message.subject
    assert "It closed at 09:20" in message.body
    with in_schools([world.school.pk]):
        assert message.to == [
            row.membership.person.email for row in world.group.teachers.all()
        ]
    assert not unsent(world)
    assert not unsent(other)


def test_the_same_task_twice_sends_one_mail(worlds):
    [nudge] = ask(worlds[0])
    send_nudge(worlds[0].school.pk, nudge.pk)
    send_nudge(worlds[0].school.pk, nudge.pk)
    assert len(mail.outbox) == 1


def test_a_task_of_another_school_finds_nothing(worlds):
    [nudge] = ask(worlds[0])
    send_nudge(worlds[1].school.pk, nudge.pk)
    assert mail.outbox == []
    assert unsent(worlds[0]) == 1


def test_what_a_dead_worker_claimed_is_free_again_after_an_hour(worlds):
    [nudge] = ask(worlds[0])
    with in_schools([worlds[0].school.pk]):
        assert claim_nudge(nudge_id=nudge.pk, now=NOW)
        assert claim_nudge(nudge_id=nudge.pk, now=NOW) is None
        almost = NOW + CLAIM_LASTS - dt.timedelta(seconds=1)
        assert due_nudges(almost) == []
        assert due_nudges(NOW + CLAIM_LASTS) == [nudge.pk]
        assert claim_nudge(nudge_id=nudge.pk, now=NOW + CLAIM_LASTS)


def test_a_nudge_of_the_future_waits_for_its_moment(worlds):
    ask(worlds[0])
    with in_schools([worlds[0].school.pk]):
        assert due_nudges(NOW - dt.timedelta(minutes=1)) == []


def test_mail_that_was_sent_and_not_noted_is_one_file_in_the_outbox(
    worlds, settings, tmp_path
):
    settings.EMAIL_FILE_PATH = tmp_path
    [nudge] = ask(worlds[0])
    with in_schools([worlds[0].school.pk]):
        claim_nudge(nudge_id=nudge.pk, now=NOW)
        OutboxBackend().send_messages([mail_of(nudge)])
        claim_nudge(nudge_id=nudge.pk, now=NOW + CLAIM_LASTS)
        OutboxBackend().send_messages([mail_of(nudge)])
        note_sent(nudge_id=nudge.pk, now=NOW + CLAIM_LASTS)
    assert len(list(tmp_path.iterdir())) == 1
    assert unsent(worlds[0]) == 0


def test_a_group_without_a_teacher_is_a_failure_that_is_kept(worlds):
    with in_schools([]):
        world = make_world(pupils=1)
        world.by(Role.OFFICE)
    [nudge] = ask(world)
    with pytest.raises(NobodyToAsk, match="no teacher"):
        send_nudge(world.school.pk, nudge.pk)
    [run] = JobRun.objects.filter(school_id=world.school.pk)
    assert "no teacher" in run.error
    assert run.finished_at


def test_runs_that_found_nothing_leave_one_row(worlds):
    for _ in range(3):
        with job_run("quiet", moment=NOW, read_clock=lambda: NOW):
            pass
    with job_run("quiet", moment=NOW, read_clock=lambda: NOW) as run:
        run.made = 2
    assert [run.made for run in JobRun.objects.order_by("pk")] == [0, 2]


def test_a_killed_worker_forgets_no_nudge_and_sends_none_twice(
    worlds, services, committed, tmp_path, monkeypatch
):
    monkeypatch.setenv("CELERY_BROKER_URL", broker(services))
    app.control.purge()
    outbox = Path(tmp_path, "outbox")
    env = environment(services, committed, tmp_path)
    for world in worlds:
        ask(world, MANY)
    with worker(env) as first:
        assert queue_due_nudges() == 2 * MANY
        wait_until(lambda: outbox.is_dir() and any(outbox.iterdir()), "a first mail")
        kill(first)
    sent_before = len(list(outbox.glob("*.eml")))
    assert 0 < sent_before < 2 * MANY, "the worker was to be killed in the middle"
    assert unsent(*worlds) > 0
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "update register_nudge set claimed_at = claimed_at - '2h'::interval where sent_at is null"
        )
    with worker(env):
        queue_due_nudges()
        wait_until(lambda: not unsent(*worlds), "every nudge is sent")
    ids = [path.stem for path in outbox.glob("*.eml")]
    assert len(ids) == len(set(ids)) == 2 * MANY
    with connections["owner"].cursor() as cursor:
        cursor.execute("select count(*) from core_jobrun where error <> ''")
        assert cursor.fetchone() == (0,)
