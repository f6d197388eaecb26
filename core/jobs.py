"""Keeps what a job did: when it ran, for which moment, what it made, and why it failed."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from core.models import JobRun

ReadClock = Callable[[], dt.datetime]


@contextmanager
def job_run(
    name: str,
    *,
    moment: dt.datetime,
    read_clock: ReadClock,
    school_id: int | None = None,
) -> Iterator[JobRun]:
    """Keep a run of a job from its start; the block sets `made` and may raise.

    A run without an end was killed. Of runs that found nothing to do only the last is
    kept, because a job that is asked every minute would otherwise fill the table.
    """
    run = JobRun.objects.create(
        name=name, school_id=school_id, moment=moment, started_at=read_clock()
    )
    try:
        yield run
    except Exception as error:
        run.error = f"{type(error).__name__}: {error}"
        raise
    finally:
        run.finished_at = read_clock()
        run.save(update_fields=["made", "error", "finished_at"])
        if not run.made and not run.error:
            _forget_idle_runs_before(run)


def _forget_idle_runs_before(run: JobRun) -> None:
    JobRun.objects.filter(
        name=run.name,
        school_id=run.school_id,
        made=0,
        error="",
        finished_at__isnull=False,
        id__lt=run.pk,
    ).delete()
