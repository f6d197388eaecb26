"""Letters in lists: one line each, ready to print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from letters.codes.kinds import BY_KEY
from letters.models import Batch, Letter
from letters.rules.due import Due
from letters.states import WORDS, Status
from schools.models import Body, Pupil


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One letter of a list."""

    number: int
    href: str
    title: str
    pupil: str
    pupil_href: str
    class_name: str
    addressee: str
    way: str
    made_at: dt.datetime
    by: str
    status: str
    colour: str
    may_post: bool
    may_mail: bool


def letter_lines(letters: Iterable[Any], school: Body) -> list[LetterLine]:
    """Print letters that have a `status`."""
    return [_line(row, school) for row in letters]


def _line(letter: Any, school: Body) -> LetterLine:
    status = Status(letter.status)
    words, colour = WORDS[status]
    at = {"school": school.slug}
    waits = status in {Status.WAITING, Status.FAILED}
    return LetterLine(
        number=letter.pk,
        href=reverse("letter", kwargs={**at, "letter": letter.pk}),
        title=BY_KEY[letter.kind].title,
        pupil=letter.pupil.sort_name,
        pupil_href=reverse("pupil", kwargs={**at, "pupil": letter.pupil_id}),
        class_name=letter.class_name,
        addressee=letter.addressee,
        way=Letter.Channel(letter.channel).label,
        made_at=letter.made_at,
        by=letter.made_by.name if letter.made_by else "",
        status=words,
        colour=colour,
        may_post=waits and letter.channel != Letter.Channel.EMAIL,
        may_mail=waits and letter.channel != Letter.Channel.HAND,
    )


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One batch of the list of batches."""

    href: str
    title: str
    asked_at: dt.datetime
    by: str
    position: str
    items: int
    done: int
    failed: int
    letters: int


def batch_lines(batches: Iterable[Any], school: Body) -> list[BatchLine]:
    """Print batches with their counts."""
    return [
        BatchLine(
            href=batch_href(row, school),
            title=BY_KEY[row.kind].title,
            asked_at=row.asked_at,
            by=row.asked_by.name,
            position=row.asked_by.position,
            items=row.items_asked,
            done=row.items_done,
            failed=row.items_failed,
            letters=row.letters_made or 0,
        )
        for row in batches
    ]


def batch_href(batch: Batch, school: Body) -> str:
    """Return the address of a batch."""
    return reverse("letter-batch", kwargs={"school": school.slug, "batch": batch.pk})


@dataclass(frozen=True, slots=True)
class DueLine:
    """Somebody who is due for a letter."""

    key: str
    pupil: str
    pupil_href: str
    class_name: str
    reason: str
    may_tick: bool
    compose_href: str


@dataclass(frozen=True, slots=True)
class DueGroup:
    """Those who are due for one kind of letter."""

    kind: str
    title: str
    lines: tuple[DueLine, ...]
    is_ticked: bool


def due_groups(
    due: Iterable[Due], pupils: dict[int, Any], school: Body, *, ticked: str
) -> list[DueGroup]:
    """Print who is due, a group for each letter, by class and name; one all ticked."""
    by_kind: dict[str, list[DueLine]] = {}
    known = [row for row in due if row.pupil in pupils]
    known.sort(key=lambda row: _order(pupils[row.pupil]))
    for row in known:
        by_kind.setdefault(row.kind, []).append(_due(row, pupils[row.pupil], school))
    return [
        DueGroup(
            kind.key, kind.title, tuple(by_kind[kind.key]), is_ticked=kind.key == ticked
        )
        for kind in BY_KEY.values()
        if kind.key in by_kind
    ]


def _order(pupil: Any) -> tuple[int, str, str]:
    return (pupil.year_group or 0, pupil.group_name or "", pupil.sort_name)


def _due(row: Due, pupil: Pupil, school: Body) -> DueLine:
    at = {"school": school.slug, "pupil": pupil.pk}
    compose = reverse("letter-compose", kwargs={**at, "kind": row.kind})
    return DueLine(
        key=row.key,
        pupil=pupil.sort_name,
        pupil_href=reverse("pupil", kwargs=at),
        class_name=getattr(pupil, "group_name", "") or "",
        reason=row.reason,
        may_tick=not row.asks,
        compose_href=f"{compose}?cause={row.cause}",
    )
