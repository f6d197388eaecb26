"""Amendments as a list: what stood, what it became, why, when and by whom."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.urls import reverse

from core.clock import local
from register.presenters.entries import Chip, chip_of, when_said
from register.rules.ledger import LedgerLine, by_place
from schools.models import Body, Enrolment


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """One change of one mark."""

    name: str
    href: str
    words: str
    history: str
    before: Chip
    after: Chip
    reason: str
    at: dt.datetime
    when: str
    by_name: str
    by_position: str
    first_by: str


def present_amendments(
    school: Body,
    lines: Sequence[LedgerLine],
    pupils: Mapping[int, Enrolment],
    *,
    made_on: dt.date | None = None,
    with_corrections: bool = True,
) -> tuple[Amendment, ...]:
    """Draw each change, the latest first; of marks changed twice, both changes.

    `made_on` keeps the changes of one day; corrections are those made while a register
    was still being taken.
    """
    kept = [
        _amendment(school, before, after, pupils.get(after.enrolment_id))
        for before, after in _changes(lines)
        if (made_on is None or local(after.at).date() == made_on)
        and (with_corrections or not after.is_correction)
    ]
    return tuple(sorted(kept, key=lambda row: row.at, reverse=True))


def _changes(lines: Sequence[LedgerLine]) -> Iterator[tuple[LedgerLine, LedgerLine]]:
    for made in by_place(lines).values():
        yield from pairwise(made)


def _amendment(
    school: Body, before: LedgerLine, after: LedgerLine, row: Enrolment | None
) -> Amendment:
    slot = after.slot
    return Amendment(
        name=row.pupil.sort_name if row else "",
        href=reverse("pupil", kwargs={"school": school.slug, "pupil": row.pupil_id})
        if row
        else "",
        words=slot.words,
        history=reverse(
            "mark-history",
            kwargs={
                "school": school.slug,
                "enrolment": after.enrolment_id,
                "day": slot.day.isoformat(),
                "session": slot.session.name.lower(),
            },
        ),
        before=chip_of(before.code, slot.day),
        after=chip_of(after.code, slot.day),
        reason=after.reason,
        at=after.at,
        when=when_said(after.at, slot.day),
        by_name=after.by_name or "A former member of staff",
        by_position=after.by_position,
        first_by=before.by_name,
    )
