"""Jobs of schools: files are read and applied outside the request that brought them."""

import logging

from celery import shared_task
from django.db import transaction

from core import clock
from core.jobs import job_run
from core.tenancy import set_scope
from schools.models import Body
from schools.selectors.imports import files_to_work_on
from schools.services.importing import note_failure, work_on
from schools.states import BodyKind

logger = logging.getLogger(__name__)
FAILED = (
    "Reading the file failed in a way that nobody foresaw. Nothing was changed; the"
    " administrator sees the error among the jobs."
)


@shared_task
def queue_imports() -> int:
    """Hand every file that waits to a worker: those whose message was lost, too."""
    with transaction.atomic():
        bodies = list(Body.objects.values_list("pk", flat=True))
        set_scope([], body_ids=bodies)
        files = files_to_work_on()
    for body_id, file_id in files:
        read_file.delay(body_id, file_id)
    return len(files)


@shared_task
def read_file(body_id: int, file_id: int) -> None:
    """Preview or apply one file, unless somebody else does; a failure is shown."""
    now = clock.now()
    body = Body.objects.get(pk=body_id)
    schools = [body_id] if body.kind == BodyKind.SCHOOL else []
    try:
        with (
            job_run(
                "schools.tasks.read_file",
                moment=now,
                read_clock=clock.real_now,
                school_id=body_id,
            ) as run,
            transaction.atomic(),
        ):
            set_scope(schools, body_ids=[body_id])
            run.made = 1 if work_on(file_id, now) else 0
    except Exception:
        logger.exception("file %s of body %s failed", file_id, body_id)
        with transaction.atomic():
            set_scope(schools, body_ids=[body_id])
            note_failure(file_id, FAILED)
