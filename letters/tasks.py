"""Jobs of letters: make what is asked for, mail what is to go by e-mail."""

import logging
from collections.abc import Iterator, Sequence
from itertools import groupby

from celery import shared_task

from core import clock
from core.jobs import job_run
from core.tenancy import in_schools
from letters.models import Batch, BatchItem
from letters.selectors.batches import due_items, due_sendings, unfinished
from letters.services.desk import Desk
from letters.services.mailing import (
    claim_sending,
    mail_of,
    note_failed,
    note_mailed,
    refusal_to_mail,
)
from letters.services.paper import collecting_afterwards
from letters.services.working import (
    claim_items,
    do_item,
    finish_batch,
    note_unprintable,
)
from schools.models import Body
from schools.states import BodyKind

logger = logging.getLogger(__name__)
# So many letters go to a worker at once: their texts, head and crest are read once.
AT_ONCE = 10


@shared_task
def queue_due_letters() -> int:
    """Hand every letter and e-mail that waits to a worker; return how many."""
    made = 0
    for school in Body.objects.filter(kind=BodyKind.SCHOOL).order_by("pk"):
        made += queue_letters(school.pk)
    return made


@shared_task
def queue_letters(school_id: int) -> int:
    """Hand what waits at one school to workers; return how many."""
    now = clock.now()
    with in_schools([school_id]):
        items, mails = due_items(now), due_sendings(now)
        left = [batch.pk for batch in unfinished(Body.objects.get(pk=school_id))]
    for batch_id, ids in _by_batch(items):
        make_letters.delay(school_id, batch_id, ids)
    for batch_id in left:
        make_letters.delay(school_id, batch_id, [])
    for sending_id in mails:
        mail_letter.delay(school_id, sending_id)
    return len(items) + len(mails)


def _by_batch(
    items: Sequence[tuple[int, int]],
) -> Iterator[tuple[int, list[int]]]:
    for batch_id, rows in groupby(items, key=lambda row: row[0]):
        ids = [item_id for _, item_id in rows]
        for start in range(0, len(ids), AT_ONCE):
            yield batch_id, ids[start : start + AT_ONCE]


@shared_task
def make_letters(school_id: int, batch_id: int, item_ids: list[int]) -> None:
    """Make the letters of some items, those that nobody else makes, and end the batch."""
    with in_schools([school_id]):
        batch = Batch.objects.select_related("school").get(pk=batch_id)
        desk = Desk.at(batch.school, batch.kind, clock.now())
        items = claim_items(item_ids=item_ids, now=clock.now())
    with job_run(
        "letters.tasks.make_letters",
        moment=clock.now(),
        read_clock=clock.real_now,
        school_id=school_id,
    ) as run:
        with collecting_afterwards():
            run.made = sum(_make(school_id, item, desk) for item in items)
        with in_schools([school_id]):
            finish_batch(batch=batch, now=clock.now())


def _make(school_id: int, item: BatchItem, desk: Desk) -> int:
    try:
        with in_schools([school_id]):
            return do_item(item=item, desk=desk, now=clock.now())
    except (
        Exception
    ) as error:  # one bad letter must not keep the others from being made
        logger.exception("item %s of school %s failed", item.pk, school_id)
        _note_failed(school_id, item, error)
        return 0


def _note_failed(school_id: int, item: BatchItem, error: Exception) -> None:
    with in_schools([school_id]):
        note_unprintable(item=item, error=error, now=clock.now())


@shared_task
def mail_letter(school_id: int, sending_id: int) -> None:
    """Mail one letter to one adult, if nobody else does; a failure is kept."""
    now = clock.now()
    with in_schools([school_id]):
        sending = claim_sending(sending_id=sending_id, now=now)
        why = refusal_to_mail(sending, now) if sending else None
        if sending and why:
            note_failed(sending=sending, why=why, now=now)
    if sending is None or why:
        return
    with job_run(
        "letters.tasks.mail_letter",
        moment=now,
        read_clock=clock.real_now,
        school_id=school_id,
    ) as run:
        with in_schools([school_id]):
            message = mail_of(sending)
        try:
            message.send()
        except OSError as error:
            with in_schools([school_id]):
                note_failed(sending=sending, why=str(error), now=clock.now())
            raise
        with in_schools([school_id]):
            note_mailed(sending=sending, now=clock.now())
        run.made = 1
