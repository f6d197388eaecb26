"""Jobs of the register: nudges to teachers whose register is missing."""

from celery import shared_task

from core import clock
from core.jobs import job_run
from core.tenancy import in_schools
from register.selectors.nudges import due_nudges
from register.services.nudging import claim_nudge, mail_of, note_sent
from schools.models import Body
from schools.states import BodyKind


@shared_task
def queue_due_nudges() -> int:
    """Hand every nudge that waits to a worker; return how many."""
    now, made = clock.now(), 0
    for school in Body.objects.filter(kind=BodyKind.SCHOOL).order_by("pk"):
        with in_schools([school.pk]):
            due = due_nudges(now)
        for nudge_id in due:
            send_nudge.delay(school.pk, nudge_id)
        made += len(due)
    return made


@shared_task
def send_nudge(school_id: int, nudge_id: int) -> None:
    """Send one nudge, if nobody else does; a failure is kept for the administrator."""
    now = clock.now()
    with in_schools([school_id]):
        nudge = claim_nudge(nudge_id=nudge_id, now=now)
    if nudge is None:
        return
    with job_run(
        "register.tasks.send_nudge",
        moment=now,
        read_clock=clock.real_now,
        school_id=school_id,
    ) as run:
        with in_schools([school_id]):
            mail = mail_of(nudge)
        mail.send()
        with in_schools([school_id]):
            note_sent(nudge_id=nudge_id, now=clock.now())
        run.made = 1
