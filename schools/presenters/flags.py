"""Flags as the page that changes them lists them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from core.words import long_day
from schools.codes.flags import BY_KEY
from schools.models import Body, Flag, Pupil


@dataclass(frozen=True, slots=True)
class FlagLine:
    """One flag with its dates, its people, and who sees it."""

    label: str
    seen_by: str
    note: str
    worker: str
    owner: str
    dates: str
    review: str
    is_overdue: bool
    href: str
    end_href: str


def lines(
    flags: Iterable[Flag], pupil: Pupil, school: Body, today: dt.date
) -> list[FlagLine]:
    """Print flags in the order given."""
    made = []
    for row in flags:
        kind = BY_KEY[row.kind]
        at = {"school": school.slug, "pupil": pupil.pk, "flag": row.pk}
        made.append(
            FlagLine(
                label=kind.label,
                seen_by=kind.seen_by.value,
                note=row.note,
                worker=" ".join(filter(None, (row.worker_name, row.worker_contact))),
                owner=row.owner.name if row.owner else "",
                dates=_dates(row),
                review=long_day(row.review_on) if row.review_on else "",
                is_overdue=bool(row.review_on and row.review_on < today),
                href=reverse("flag-edit", kwargs=at),
                end_href=reverse("flag-end", kwargs=at),
            )
        )
    return made


def _dates(flag: Flag) -> str:
    last = flag.period.last_day
    since = long_day(flag.starts_on)
    return f"{since} to {long_day(last)}" if last else f"since {since}"
