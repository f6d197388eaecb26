"""Jobs of the absence day, in pairs: find what is due, do one.

Each can be run twice, late, or for a past day. What is done is a row, so a broker that
forgets everything loses nothing.
"""

import datetime as dt

from celery import shared_task
from django.conf import settings

from core import clock
from core.jobs import job_run
from core.tenancy import in_schools
from followup.models import Sweep
from followup.selectors.jobs import due_lists, fingerprint_of, schools
from followup.selectors.messages import (
    held,
    known_replies,
    of_open_delivery,
    of_unknown_fate,
    to_send,
)
from followup.selectors.sweeps import due_sweeps
from followup.services.listing import make_list
from followup.services.notify import Notify
from followup.services.replies import keep_reply
from followup.services.returns import review_marks
from followup.services.sending import (
    claim_message,
    follow_delivery,
    note_sent,
    release_messages,
    resolve_fate,
    send_claimed,
)
from followup.services.sweeps import propose_sweep
from schools.models import Body
from schools.selectors.policy import policy_on


@shared_task
def queue_due_lists() -> int:
    """Hand every list that is due to a worker; return how many."""
    now = clock.now()
    due = due_lists(now)
    day = clock.local(now).date().isoformat()
    for one in due:
        make_daily_list.delay(one.school_id, day)
    return len(due)


@shared_task
def make_daily_list(school_id: int, day: str) -> None:
    """Make or remake one school's list of a day, whenever that day was."""
    now, on = clock.now(), dt.date.fromisoformat(day)
    with (
        job_run(
            "followup.tasks.make_daily_list",
            moment=min(now, clock.at_local(on, dt.time(23, 59))),
            read_clock=clock.real_now,
            school_id=school_id,
        ) as run,
        in_schools([school_id]),
    ):
        school = Body.objects.get(pk=school_id)
        seen = fingerprint_of(school, on)
        made = make_list(school=school, day=on, now=now, fingerprint=seen)
        run.made = made.total


@shared_task
def queue_messages() -> int:
    """Let go what the school's setting lets go, and hand what was let go to workers."""
    now, today, made = clock.now(), clock.today(), 0
    for school in schools():
        with in_schools([school.pk]):
            if policy_on(school, today).messages_go_out == "with_list":
                ids = held(school, today).values_list("pk", flat=True)
                release_messages(school=school, ids=list(ids), by=None, now=now)
            due, lost = to_send(now), of_unknown_fate(now)
            taken = of_open_delivery(now)
        for message_id in due:
            send_message.delay(school.pk, message_id)
        for message_id in lost:
            look_up_message.delay(school.pk, message_id)
        for message_id in taken:
            follow_message.delay(school.pk, message_id)
        made += len(due) + len(lost)
    return made


@shared_task
def send_message(school_id: int, message_id: int) -> None:
    """Send one message, if nobody else does: claimed, sent and noted apart."""
    now = clock.now()
    with in_schools([school_id]):
        message = claim_message(message_id=message_id, now=now)
    if message is None:
        return
    with job_run(
        "followup.tasks.send_message",
        moment=now,
        read_clock=clock.real_now,
        school_id=school_id,
    ) as run:
        fate = send_claimed(message)
        with in_schools([school_id]):
            note_sent(message_id=message_id, fate=fate, now=clock.now())
        run.made = 1


@shared_task
def look_up_message(school_id: int, message_id: int) -> None:
    """Find out what became of a message whose worker died."""
    with in_schools([school_id]):
        resolve_fate(message_id=message_id, now=clock.now())


@shared_task
def queue_due_sweeps() -> int:
    """Hand every batch of N codes that is due to a worker; return how many."""
    due = due_sweeps(clock.now())
    for one in due:
        make_sweep.delay(one.school_id, one.kind.value, one.due_on.isoformat())
        if one.kind == Sweep.Kind.LEGAL:
            make_reviews.delay(one.school_id, one.due_on.isoformat())
    return len(due)


@shared_task
def make_sweep(school_id: int, kind: str, day: str) -> None:
    """Propose one school's batch of a day, whenever that day was."""
    now, on = clock.now(), dt.date.fromisoformat(day)
    with (
        job_run(
            "followup.tasks.make_sweep",
            moment=min(now, clock.at_local(on, dt.time(23, 59))),
            read_clock=clock.real_now,
            school_id=school_id,
        ) as run,
        in_schools([school_id]),
    ):
        school = Body.objects.get(pk=school_id)
        run.made = propose_sweep(
            school=school, kind=Sweep.Kind(kind), due_on=on, now=now
        )


@shared_task
def follow_message(school_id: int, message_id: int) -> None:
    """Ask how far a message has come."""
    with in_schools([school_id]):
        follow_delivery(message_id=message_id)


@shared_task
def queue_replies() -> int:
    """Let a worker read what came back, where there is a number to come back to."""
    if settings.NOTIFY_API_KEY:
        read_replies.delay()
    return 0


@shared_task
def read_replies() -> int:
    """Read what came back to the installation's number; each answer finds its school."""
    now, made = clock.now(), 0
    received = list(Notify().received())
    for school in schools() if received else []:
        with in_schools([school.pk]):
            known = known_replies([one.id for one in received])
            for one in received:
                if one.id not in known:
                    made += keep_reply(one, now=now) is not None
    return made


@shared_task
def make_reviews(school_id: int, day: str) -> None:
    """Find what the marks of one school ask for at the end of a day, whenever it was."""
    now, on = clock.now(), dt.date.fromisoformat(day)
    with (
        job_run(
            "followup.tasks.make_reviews",
            moment=min(now, clock.at_local(on, dt.time(23, 59))),
            read_clock=clock.real_now,
            school_id=school_id,
        ) as run,
        in_schools([school_id]),
    ):
        school = Body.objects.get(pk=school_id)
        run.made = review_marks(school=school, day=on, now=now)
