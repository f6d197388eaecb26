"""Workers killed in the middle, the broker emptied, the beat twice at once.

Every line is made once, no message is sent twice, and none is forgotten.
"""

import datetime as dt
import threading
from contextlib import closing

import psycopg
import pytest
from django.db import connections

from attendance.celery import app
from core.models import JobRun
from core.tenancy import in_schools
from followup.models import AbsenceLine, DueStep, Message
from followup.selectors.messages import CLAIM_LASTS
from followup.services.listing import make_list
from followup.services.sending import release_messages
from followup.tasks import look_up_message, make_daily_list, queue_messages
from schools.states import Role
from tests.factories.followup import add_parent
from tests.mornings import FRIDAY, at, mark, take
from tests.workers import broker, environment, kill, wait_until, worker
from tests.worlds import World, make_world

ABSENT = 30
DAY = FRIDAY.isoformat()


@pytest.fixture
def worlds(committed) -> list[World]:
    """Two schools, each with a class of thirty whom nobody can account for."""
    made = []
    for _ in range(2):
        with in_schools([]):
            world = make_world(pupils=ABSENT)
            mark(world, *["N"] * ABSENT, by=world.by(Role.OFFICE))
            take(world, by=world.by(Role.OFFICE))
            for pupil in world.pupils:
                add_parent(pupil)
        made.append(world)
    return made


@pytest.fixture(autouse=True)
def own_broker(services, monkeypatch):
    monkeypatch.setenv("CELERY_BROKER_URL", broker(services))
    app.control.purge()


def counted(world: World) -> tuple[int, int, int]:
    with in_schools([world.school.pk]):
        return (
            AbsenceLine.objects.count(),
            DueStep.objects.count(),
            Message.objects.count(),
        )


def test_a_worker_killed_in_the_middle_of_a_list_makes_every_line_once(
    worlds, services, committed, tmp_path
):
    env = environment(services, committed, tmp_path)
    owner = services.database_owner.replace("/rollbook?", f"/{committed}?")
    with closing(psycopg.connect(owner)) as holder, worker(env) as first:
        # Lines come before steps: a making that waits here stands in its middle.
        holder.execute("lock table followup_duestep in access exclusive mode")
        for world in worlds:
            make_daily_list.delay(world.school.pk, DAY)
        wait_until(lambda: waiting(owner) >= 1, "a list in the middle of its making")
        kill(first)
    wait_until(lambda: waiting(owner) == 0, "the dead worker's transactions are gone")
    assert [counted(world) for world in worlds] == [(0, 0, 0)] * 2
    app.control.purge()  # the broker forgot everything
    with worker(env):
        for world in worlds:
            for _ in range(3):
                make_daily_list.delay(world.school.pk, DAY)
        # Of runs that found nothing to do one is kept for each school.
        wait_until(lambda: finished() >= 4, "every job has run")
    assert [counted(world)[0] for world in worlds] == [ABSENT] * 2
    assert [counted(world)[2] for world in worlds] == [ABSENT] * 2
    assert not JobRun.objects.exclude(error="").exists()


def waiting(owner: str) -> int:
    with psycopg.connect(owner, autocommit=True) as looking:
        row = looking.execute("select count(*) from pg_locks where not granted")
        [(number,)] = row.fetchall()
        return int(number)


def finished() -> int:
    return JobRun.objects.filter(
        name="followup.tasks.make_daily_list", finished_at__isnull=False
    ).count()


def test_two_beats_at_once_make_one_list(worlds):
    world = worlds[0]
    barrier, failed = threading.Barrier(4), []

    def make() -> None:
        try:
            barrier.wait()
            with in_schools([world.school.pk]):
                make_list(school=world.school, day=FRIDAY, now=at(9, 31))
        except Exception as error:  # noqa: BLE001 - shown by the test
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    lines, steps, sent = counted(world)
    assert (lines, sent) == (ABSENT, ABSENT)
    make_list_again = counted(world)
    assert make_list_again == (lines, steps, sent)


def test_a_worker_killed_in_the_middle_of_a_batch_sends_no_message_twice(
    worlds, services, committed, tmp_path, monkeypatch, settings
):
    settings.DATA_DIR = tmp_path
    world = worlds[1]
    now = at(9, 40)
    ids = let_go(world, now)
    outbox = tmp_path / "messages"
    env = environment(services, committed, tmp_path) | {
        "ROLLBOOK_DEMO": "1",
        "DJANGO_DEBUG": "1",
    }
    set_demo_clock(services, committed, now)
    with worker(env) as first:
        for pk in ids:
            app.send_task("followup.tasks.send_message", (world.school.pk, pk))
        wait_until(lambda: outbox.is_dir() and len(files(outbox)) >= 3, "some left")
        kill(first)
    app.control.purge()
    assert 0 < len(files(outbox)) < ABSENT, "the worker was to be killed in the middle"
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "update followup_message set claimed_at = claimed_at - %s::interval"
            " where sent_at is null and claimed_at is not null",
            [f"{2 * CLAIM_LASTS.total_seconds()} seconds"],
        )
    later = now + dt.timedelta(minutes=1) - dt.datetime.now(dt.UTC)
    monkeypatch.setattr("core.clock.demo_offset", lambda: later)
    monkeypatch.setattr(look_up_message, "delay", look_up_message)
    with worker(env):
        for _ in range(2):
            queue_messages()
        wait_until(lambda: not unsent(world), "every message is sent")
    names = [path.stem for path in files(outbox)]
    assert len(names) == len(set(names)) == ABSENT


def let_go(world: World, now: dt.datetime) -> list[int]:
    with in_schools([world.school.pk]):
        make_list(school=world.school, day=FRIDAY, now=at(9, 31))
        ids = list(Message.objects.values_list("pk", flat=True))
        by = world.by(Role.OFFICE)
        release_messages(school=world.school, ids=ids, by=by, now=now)
    return ids


def files(outbox):
    return list(outbox.glob("[!.]*.txt"))


def unsent(world: World) -> int:
    with in_schools([world.school.pk]):
        return Message.objects.filter(sent_at__isnull=True).count()


def set_demo_clock(services, committed: str, now: dt.datetime) -> None:
    owner = services.database_owner.replace("/rollbook?", f"/{committed}?")
    offset = now - dt.datetime.now(dt.UTC)
    with psycopg.connect(owner) as database:
        database.execute("delete from core_democlock")
        database.execute(
            'insert into core_democlock ("only", "offset") values (true, %s)', [offset]
        )
