"""Reads of the installation's own rows."""

from django.db.models import Max

from core.models import JobRun


def last_runs() -> list[JobRun]:
    """Return the last run of each job, the failed ones first."""
    latest = JobRun.objects.values("name", "school_id").annotate(run=Max("id"))
    runs = JobRun.objects.filter(pk__in=latest.values("run"))
    return sorted(runs, key=lambda run: (not run.error, run.name, run.school_id or 0))
