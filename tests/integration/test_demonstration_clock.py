"""The demonstration's clock: it ticks, goes forward, and wakes the jobs."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from attendance import tasks
from attendance.demo.renewal import DONE, KEY, LOADING, Renewing
from core import clock
from core.models import DemoClock, JobRun

pytestmark = pytest.mark.django_db

FRIDAY = dt.date(2026, 11, 20)
NINE = clock.at_local(FRIDAY, dt.time(9))


@pytest.fixture
def demonstration(settings, monkeypatch):
    """Be a demonstration whose clock has just started; asked jobs are noted."""
    settings.ROLLBOOK_DEMO = True
    cache.delete(KEY)
    asked: list[str] = []
    monkeypatch.setattr(tasks.tick, "delay", lambda: asked.append("tick"))
    monkeypatch.setattr(tasks.load_fresh, "delay", lambda: asked.append("load"))
    clock.forget_offset()
    moment = dt.datetime(2026, 11, 20, 8, 40, tzinfo=clock.LONDON)
    DemoClock.objects.create(offset=moment - clock.real_now())
    yield asked
    clock.forget_offset()
    cache.delete(KEY)


@pytest.fixture
def page() -> Client:
    return Client()


def fields(moment: dt.datetime) -> dict[str, str]:
    return {"day": f"{moment:%Y-%m-%d}", "time": f"{clock.local(moment):%H:%M}"}


def test_outside_a_demonstration_there_is_no_such_page(page, settings):
    settings.ROLLBOOK_DEMO = False
    for name in ("demo_clock", "demo_renewal"):
        assert page.get(reverse(name)).status_code == 404
    assert page.post(reverse("demo_renew")).status_code == 404


def test_outside_a_demonstration_a_stored_offset_is_nothing(settings):
    settings.ROLLBOOK_DEMO = False
    DemoClock.objects.create(offset=dt.timedelta(days=900))
    clock.forget_offset()
    assert abs(clock.now() - clock.real_now()) < dt.timedelta(seconds=5)
    with pytest.raises(CommandError, match="ROLLBOOK_DEMO"):
        call_command("demo_clock", "2026-11-20T08:52")
    with pytest.raises(RuntimeError):
        clock.move_to(NINE)


def test_it_ticks_on_from_the_moment_it_was_set_to(demonstration, time_machine):
    time_machine.move_to(clock.real_now())
    clock.move_to(NINE)
    clock.forget_offset()
    before = clock.now()
    assert before - NINE < dt.timedelta(seconds=30)
    time_machine.shift(dt.timedelta(minutes=31))
    clock.forget_offset()
    passed = clock.now() - before
    assert dt.timedelta(minutes=31) <= passed < dt.timedelta(minutes=32)


def test_the_page_shows_the_moment_and_those_ahead(demonstration, page):
    text = page.get(reverse("demo_clock")).text
    assert "It is Fri 20 Nov, 08:4" in text
    assert "Go to Fri 20 Nov 09:31" in text
    assert "Go to Mon 23 Nov 08:40" in text


def test_going_to_a_moment_moves_the_application_and_wakes_the_jobs(
    demonstration, page, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        answer = page.post(reverse("demo_clock"), fields(NINE))
    assert answer.status_code == 302
    clock.forget_offset()
    assert clock.local(clock.now()).strftime("%H:%M") == "09:00"
    assert demonstration == ["tick"]


def test_a_moment_that_has_passed_is_refused_with_the_way_out(demonstration, page):
    early = clock.at_local(FRIDAY, dt.time(8, 30))
    answer = page.post(reverse("demo_clock"), fields(early))
    assert answer.status_code == 422
    assert "That moment has passed" in answer.text
    assert "Load a fresh demonstration" in answer.text
    assert clock.local(clock.now()).minute >= 40


def test_what_is_no_moment_is_asked_for_again(demonstration, page):
    answer = page.post(reverse("demo_clock"), {"day": "soon", "time": ""})
    assert answer.status_code == 422
    assert "Enter time" in answer.text


def test_the_command_moves_and_says_the_moment(demonstration, capsys):
    call_command("demo_clock", "2026-11-20T08:52")
    assert "Fri 20 Nov 2026 08:52" in capsys.readouterr().out
    assert demonstration == ["tick"]
    with pytest.raises(CommandError, match="--fresh"):
        call_command("demo_clock", "2026-11-20T08:41")
    with pytest.raises(CommandError, match="2026-11-20T08:52"):
        call_command("demo_clock", "noon")


def test_a_fresh_demonstration_is_asked_for_once_and_waited_for(
    demonstration, page, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        page.post(reverse("demo_renew"))
        page.post(reverse("demo_renew"))
    assert demonstration == ["load"]
    waiting = page.get(reverse("demo_renewal"))
    assert "Look whether it is ready" in waiting.text
    script = {"HX-Request": "true"}
    assert page.get(reverse("demo_renewal"), headers=script).status_code == 204
    Renewing.end(DONE)
    ready = page.get(reverse("demo_renewal"), headers=script)
    assert ready["HX-Redirect"] == reverse("demo_renewal")
    assert page.get(reverse("demo_renewal")).url == reverse("demo_clock")


def test_a_fresh_demonstration_that_failed_says_why(demonstration, page):
    Renewing.end("OSError: the disk is full")
    answer = page.get(reverse("demo_renewal"))
    assert "the disk is full" in answer.text
    assert "Look whether" not in answer.text
    assert Renewing.begin()
    assert Renewing.outcome() == LOADING


# The tick ---------------------------------------------------------------------

ASKED: list[str] = []


def finds_two() -> int:
    ASKED.append("two")
    return 2


def fails() -> int:
    raise OSError("no room left")


def test_a_job_that_fails_is_kept_and_the_others_are_asked(settings):
    ASKED.clear()
    here = __name__
    settings.ROLLBOOK_JOBS = [f"{here}.fails", f"{here}.finds_two"]
    tasks.tick()
    failed, done = JobRun.objects.order_by("pk")
    assert failed.error == "OSError: no room left"
    assert (done.made, done.error) == (2, "")
    assert all(run.finished_at for run in (failed, done))
    assert ASKED == ["two"]


def test_every_job_that_the_tick_asks_exists_and_may_be_asked_twice(settings):
    tasks.tick()
    tasks.tick()
    runs = JobRun.objects.all()
    assert {run.name for run in runs} == set(settings.ROLLBOOK_JOBS)
    assert not any(run.error for run in runs)
    assert len(runs) == len(settings.ROLLBOOK_JOBS)
