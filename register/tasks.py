"""Jobs of the register: nudges where one is missing, and what is past its time."""

from celery import shared_task

from core import clock
from core.jobs import job_run
from core.tenancy import in_schools
from register.rules.retention import due_before
from register.selectors.nudges import due_nudges
from register.selectors.retention import (
    approved_disposals,
    disposal_of,
    was_looked_at,
)
from register.services.nudging import claim_nudge, mail_of, note_sent
from register.services.retention import carry_out, entries_in, show_disposal
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


@shared_task
def queue_disposals() -> int:
    """Look once a month at what is past its time, and hand on what was approved.

    Retention keeps real time, in a demonstration too.
    """
    now, made = clock.real_now(), 0
    before = due_before(clock.local(now).date())
    for school in Body.objects.filter(kind=BodyKind.SCHOOL).order_by("pk"):
        with in_schools([school.pk]):
            if not was_looked_at(school, before):
                made += bool(
                    entries_in(show_disposal(school=school, before=before, now=now))
                )
            approved = approved_disposals(school)
        for number in approved:
            dispose.delay(school.pk, number)
        made += len(approved)
    return made


@shared_task
def dispose(school_id: int, disposal_id: int) -> None:
    """Remove what was approved; a failure is kept for the administrator."""
    with (
        job_run(
            "register.tasks.dispose",
            moment=clock.real_now(),
            read_clock=clock.real_now,
            school_id=school_id,
        ) as run,
        in_schools([school_id]),
    ):
        disposal = disposal_of(Body(pk=school_id), disposal_id)
        run.made = carry_out(disposal=disposal)["marks"] if disposal else 0
