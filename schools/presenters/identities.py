"""Likely pairs of records, and pairs that were brought together."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from core.words import long_day
from schools.models import Body, IdentityMerge
from schools.selectors.identities import SameChild, pupils_by_identity


@dataclass(frozen=True, slots=True)
class SameLine:
    """A pupil here who may be known elsewhere by another number."""

    pupil_id: int
    identity_id: int
    name: str
    href: str
    born: str
    school_name: str
    likeness: str


@dataclass(frozen=True, slots=True)
class MergeLine:
    """What was brought together, by whom and why."""

    name: str
    reason: str
    at: dt.datetime
    by: tuple[str, str]
    undone_at: dt.datetime | None
    undone_by: str
    undo_href: str


def same_lines(rows: Iterable[SameChild], school: Body) -> list[SameLine]:
    """Print likely pairs."""
    return [
        SameLine(
            pupil_id=row.pupil.pk,
            identity_id=row.identity_id,
            name=row.pupil.name,
            href=reverse(
                "pupil", kwargs={"school": school.slug, "pupil": row.pupil.pk}
            ),
            born=long_day(row.pupil.date_of_birth),
            school_name=row.school_name,
            likeness="same names and date of birth"
            if row.same_first_name
            else "same last name and date of birth, first names begin alike",
        )
        for row in rows
    ]


def merge_lines(rows: list[IdentityMerge], school: Body) -> list[MergeLine]:
    """Print merges with the way to undo each."""
    names = pupils_by_identity([row.kept_id for row in rows])
    return [
        MergeLine(
            name=names[row.kept_id].name if row.kept_id in names else "",
            reason=row.reason,
            at=row.merged_at,
            by=(row.merged_by.name, row.merged_by.position),
            undone_at=row.undone_at,
            undone_by=row.undone_by.name if row.undone_by else "",
            undo_href=""
            if row.undone_at
            else reverse(
                "identity-undo", kwargs={"school": school.slug, "merge": row.pk}
            ),
        )
        for row in rows
    ]
