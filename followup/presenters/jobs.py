"""Runs of jobs, in the words of those who answer for them."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.models import JobRun
from core.words import count, moment

JOBS = {
    "followup.tasks.make_daily_list": ("First-day list", "change"),
    "followup.tasks.queue_due_lists": ("Lists due, all schools", "list"),
    "followup.tasks.queue_messages": ("Messages due, all schools", "message"),
    "followup.tasks.send_message": ("Message", "message"),
    "followup.tasks.queue_due_sweeps": ("Sweeps due, all schools", "sweep"),
    "followup.tasks.make_sweep": ("Sweep of N codes", "N code"),
    "followup.tasks.make_reviews": ("Returns and lateness", "line"),
}
"""What each job is called, and what it makes."""


@dataclass(frozen=True, slots=True)
class JobRow:
    """One run of a job."""

    name: str
    moment: str
    started: str
    took: str
    made: str
    error: str
    standing: tuple[str, str]


def job_rows(runs: Sequence[JobRun]) -> list[JobRow]:
    """Draw the last runs, the latest first."""
    return [_row(run) for run in runs]


def _row(run: JobRun) -> JobRow:
    name, noun = JOBS[run.name]
    took = ""
    if run.finished_at is not None:
        seconds = (run.finished_at - run.started_at).total_seconds()
        took = f"{seconds:.1f} s"
    return JobRow(
        name=name,
        moment=moment(run.moment),
        started=moment(run.started_at),
        took=took,
        made=count(run.made, noun),
        error=run.error,
        standing=_standing(run),
    )


def _standing(run: JobRun) -> tuple[str, str]:
    if run.error:
        return ("failed", "red")
    if run.finished_at is None:
        return ("not finished", "orange")
    return ("done", "green")
