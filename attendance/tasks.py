"""The tick that asks every job what is due, and what a demonstration wakes."""

import logging

from celery import shared_task
from django.conf import settings
from django.utils.module_loading import import_string

from core import clock
from core.jobs import job_run

logger = logging.getLogger(__name__)


@shared_task
def tick() -> None:
    """Ask each job of `ROLLBOOK_JOBS` to queue what is due at this moment.

    Asked twice or late, a job queues nothing twice: what is done is a row. A job that
    fails is kept with its error, and does not keep the others from being asked.
    """
    clock.forget_offset()
    for name in settings.ROLLBOOK_JOBS:
        ask(name)


def ask(name: str) -> None:
    """Run one finder for this moment and keep what came of it."""
    try:
        with job_run(name, moment=clock.now(), read_clock=clock.real_now) as run:
            run.made = import_string(name)()
    except Exception:
        logger.exception("the job %s failed", name)


@shared_task
def load_fresh() -> None:
    """Load the demonstration anew; the page that asked watches the cache."""
    from attendance.demo.renewal import renew

    renew(real_now=clock.real_now())


@shared_task
def let_colleagues_take() -> None:
    """Let the demonstration's other teachers take what has opened by now."""
    from attendance.demo.colleagues import colleagues_take

    clock.forget_offset()
    moment, name = clock.now(), "attendance.tasks.let_colleagues_take"
    with job_run(name, moment=moment, read_clock=clock.real_now) as run:
        run.made = colleagues_take(moment)
