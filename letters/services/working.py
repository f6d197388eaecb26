"""Does what a batch intends: claim an item, make its letters and their files, say so.

Safe to run twice, late or killed: a claim runs out, letters that are made are found
again, and a file has the same name whoever renders it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from contextlib import suppress

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F

from letters.codes.fields import BY_NAME
from letters.models import Batch, BatchItem, Letter, LetterFile
from letters.rules.language import MissingFact
from letters.selectors.batches import MOST_ATTEMPTS, all_done, files_to_print, unclaimed
from letters.selectors.templates import NoText
from letters.services.desk import Desk
from letters.services.making import BadFacts, Made, make_letters
from letters.services.paper import Pdf, merged
from letters.services.sheet import sheet_of


def claim_items(*, item_ids: Sequence[int], now: dt.datetime) -> list[BatchItem]:
    """Take items to work on them, those that nobody else has."""
    free = BatchItem.objects.filter(unclaimed(now), pk__in=item_ids)
    # In order of id, so that two workers who are given the same items never wait for
    # each other in a circle; what the other has taken meanwhile is left to them.
    mine = list(
        free.order_by("pk")
        .select_for_update(skip_locked=True)
        .values_list("pk", flat=True)
    )
    BatchItem.objects.filter(pk__in=mine).update(
        claimed_at=now, attempts=F("attempts") + 1
    )
    return list(
        BatchItem.objects.filter(pk__in=mine)
        .select_related("batch__asked_by", "pupil", "corrects__pupil")
        .order_by("order", "pk")
    )


def claim_item(*, item_id: int, now: dt.datetime) -> BatchItem | None:
    """Take one item, or return None if somebody else has."""
    return next(iter(claim_items(item_ids=[item_id], now=now)), None)


def do_item(*, item: BatchItem, desk: Desk, now: dt.datetime) -> int:
    """Make an item's letters with their files; return how many there are.

    What cannot be made is said of the item, and keeps no other from being made.
    """
    if item.attempts > MOST_ATTEMPTS:
        _finish(item, now, failure="Three workers failed at this letter. Tell support.")
        return 0
    try:
        with transaction.atomic():
            made = make_letters(item=item, desk=desk, now=now)
            for letter in made.letters if made.is_new else without_file(made.letters):
                render_letter(letter=letter, desk=desk, now=now)
    except (BadFacts, NoText) as refused:
        _finish(item, now, failure=f"{item.pupil.name}: {refused}")
        return 0
    except MissingFact as missing:
        _finish(item, now, failure=f"{item.pupil.name}: {_said(missing)}")
        return 0
    _finish(item, now, made=made)
    return len(made.letters)


def _said(missing: MissingFact) -> str:
    label = BY_NAME[missing.name].label if missing.name in BY_NAME else missing.name
    return f"{label} is missing (“{missing.name}”, line {missing.line} of the text)."


def note_unprintable(*, item: BatchItem, error: Exception, now: dt.datetime) -> None:
    """Keep that an item failed in a way that nobody foresaw."""
    why = f"{type(error).__name__}: {error}"[:200]
    failure = f"{item.pupil.name}: the letter could not be made ({why})."
    _finish(item, now, failure=failure)


def _finish(
    item: BatchItem, now: dt.datetime, *, failure: str = "", made: Made | None = None
) -> None:
    left_out = [[row.name, row.reason] for row in made.circle.left_out] if made else []
    BatchItem.objects.filter(pk=item.pk, done_at__isnull=True).update(
        done_at=now,
        failure=failure,
        made=len(made.letters) if made else 0,
        left_out=left_out,
    )


def render_letter(*, letter: Letter, desk: Desk, now: dt.datetime) -> None:
    """Keep the file of a letter that has none."""
    pdf = desk.press.pdf_of(sheet_of(letter, desk.school))
    file = LetterFile(
        letter=letter,
        school=desk.school,
        pages=pdf.pages,
        digest=pdf.digest,
        made_at=now,
    )
    _store(file, letter, pdf)
    file.save(force_insert=True)


def without_file(letters: Sequence[Letter]) -> list[Letter]:
    """Return the letters that are not rendered yet."""
    rendered = set(
        LetterFile.objects.filter(letter__in=letters).values_list("pk", flat=True)
    )
    return [letter for letter in letters if letter.pk not in rendered]


def _store(file: LetterFile, letter: Letter, pdf: Pdf) -> None:
    """Write the file under a name that follows from the letter, so never a second time."""
    known = f"{letter.pupil_id} {letter.kind} {letter.cause} {letter.edition} {letter.addressee}"
    name = hashlib.sha256(known.encode()).hexdigest()[:32]
    field = LetterFile._meta.get_field("pdf")
    path = field.generate_filename(file, f"{letter.made_at:%Y-%m}/{name}.pdf")
    with suppress(FileNotFoundError):
        field.storage.delete(path)
    file.pdf.name = field.storage.save(path, ContentFile(pdf.content))


def finish_batch(*, batch: Batch, now: dt.datetime) -> bool:
    """Merge the letters of a batch whose items are all done, once; tell whether it was."""
    locked = Batch.objects.select_for_update().get(pk=batch.pk)
    if locked.finished_at or not all_done(locked):
        return False
    files = list(files_to_print(locked))
    if files:
        content = ContentFile(merged(read_files(files)))
        locked.print_file.save(f"{locked.pk}.pdf", content, save=False)
    locked.finished_at = now
    locked.save(update_fields=["print_file", "finished_at"])
    return True


def read_files(files: list[LetterFile]) -> list[bytes]:
    """Return the contents of files in their order."""
    contents = []
    for row in files:
        with row.pdf.open() as file:
            contents.append(file.read())
    return contents
