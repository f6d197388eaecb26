"""Batches: what is still to do, how far they are, what they leave for the printer."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum

from letters.models import Batch, BatchItem, Letter, LetterFile, Sending
from schools.models import Body

# A worker that has not made what it claimed by then has died: a letter takes a second.
CLAIM_LASTS = dt.timedelta(minutes=5)
MOST_ATTEMPTS = 3


def unclaimed(now: dt.datetime) -> Q:
    """Say which intents nobody works on: never claimed, or claimed and not done."""
    is_free = Q(claimed_at__isnull=True) | Q(claimed_at__lte=now - CLAIM_LASTS)
    return Q(done_at__isnull=True) & is_free


def due_items(now: dt.datetime) -> list[tuple[int, int]]:
    """Return batch and item of what is to be made in the schools in scope, in order."""
    rows = BatchItem.objects.filter(unclaimed(now)).order_by("batch_id", "order", "id")
    return list(rows.values_list("batch_id", "id"))


def due_sendings(now: dt.datetime) -> list[int]:
    """Return the e-mails that are to be sent."""
    rows = Sending.objects.filter(unclaimed(now))
    return list(rows.order_by("id").values_list("pk", flat=True))


def unfinished(school: Body) -> QuerySet[Batch]:
    """Return batches that are done in every item, and not finished."""
    open_items = BatchItem.objects.filter(done_at__isnull=True).values("batch")
    return Batch.objects.filter(school=school, finished_at__isnull=True).exclude(
        pk__in=open_items
    )


def all_done(batch: Batch) -> bool:
    """Tell whether nothing of a batch is left to do."""
    return not BatchItem.objects.filter(batch=batch, done_at__isnull=True).exists()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch is."""

    items: int
    done: int
    failed: int
    letters: int

    @property
    def is_done(self) -> bool:
        """Tell whether every item is done, well or not."""
        return self.done == self.items


def progress_of(batch: Batch) -> Progress:
    """Count a batch."""
    counted = BatchItem.objects.filter(batch=batch).aggregate(
        items=Count("pk"),
        done=Count("pk", filter=Q(done_at__isnull=False)),
        failed=Count("pk", filter=~Q(failure="")),
        letters=Sum("made"),
    )
    return Progress(**{name: number or 0 for name, number in counted.items()})


def batch_of(school: Body, number: int) -> Batch | None:
    """Return a batch of a school."""
    rows = Batch.objects.filter(school=school, pk=number)
    return rows.select_related("asked_by").first()


def batches_of(school: Body) -> QuerySet[Batch]:
    """Return the batches of a school with their counts, the latest first."""
    return (
        Batch.objects.filter(school=school)
        .select_related("asked_by")
        .annotate(
            items_asked=Count("items"),
            items_done=Count("items", filter=Q(items__done_at__isnull=False)),
            items_failed=Count("items", filter=~Q(items__failure="")),
            letters_made=Sum("items__made"),
        )
    )


def items_of(batch: Batch) -> list[BatchItem]:
    """Return the items of a batch in the order of classes."""
    return list(BatchItem.objects.filter(batch=batch).select_related("pupil"))


def letters_of(batch: Batch) -> QuerySet[Letter]:
    """Return the letters of a batch in the order of classes."""
    return (
        Letter.objects.filter(item__batch=batch)
        .select_related("pupil", "file")
        .order_by("item__order", "item_id", "id")
    )


def files_to_print(batch: Batch) -> list[LetterFile]:
    """Return what is for paper, in the order of classes: no letter that goes by e-mail."""
    return list(
        LetterFile.objects.filter(letter__item__batch=batch)
        .exclude(letter__channel=Letter.Channel.EMAIL)
        .order_by("letter__item__order", "letter__item_id", "letter_id")
    )
