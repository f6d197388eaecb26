"""Joiners and leavers as their page prints them, each with what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from core.words import day
from schools.models import Body, Placement, Pupil
from schools.rules.age import year_group_words
from schools.selectors.joiners import Joiner, Leaver


@dataclass(frozen=True, slots=True)
class RollLine:
    """A pupil who begins or ends, and what still has to be done."""

    day: str
    name: str
    href: str
    place: str
    missing: tuple[tuple[str, str], ...]
    said: str = ""


def joiner_lines(
    rows: Iterable[Joiner], *, school: Body, minimum: int, opens: bool
) -> list[RollLine]:
    """Print who begins; `opens` where the reader may open the record."""
    return [
        RollLine(
            day=day(row.enrolment.starts_on),
            name=row.enrolment.pupil.sort_name,
            href=_href("pupil", school, row.enrolment.pupil) if opens else "",
            place=_place(row.placement),
            missing=_missing(row, school, minimum, opens=opens),
        )
        for row in rows
    ]


def leaver_lines(
    rows: Iterable[Leaver], *, school: Body, opens: bool
) -> list[RollLine]:
    """Print whose last day it is, with what was said of it."""
    return [
        RollLine(
            day=day(row.enrolment.period.last_day or row.enrolment.starts_on),
            name=row.enrolment.pupil.sort_name,
            href=_href("pupil-roll", school, row.enrolment.pupil) if opens else "",
            place=_place(row.placement),
            missing=(),
            said=row.said.partition(": ")[2],
        )
        for row in rows
    ]


def _missing(
    row: Joiner, school: Body, minimum: int, *, opens: bool
) -> tuple[tuple[str, str], ...]:
    pupil = row.enrolment.pupil
    no_group = row.placement is None or row.placement.group is None
    parts = (
        (
            row.reachable < minimum,
            f"contacts ({row.reachable} of {minimum})",
            "contacts",
        ),
        (no_group, "class", "pupil-roll"),
        (not row.upn, "UPN", "pupil-edit"),
        (row.is_temporary, "final UPN", "pupil-edit"),
    )
    return tuple(
        (words, _href(page, school, pupil) if opens else "")
        for is_missing, words, page in parts
        if is_missing
    )


def _place(placement: Placement | None) -> str:
    if placement is None:
        return "no class"
    group = placement.group.name if placement.group else "no class"
    return f"{year_group_words(placement.year_group)}, {group}"


def _href(page: str, school: Body, pupil: Pupil) -> str:
    return reverse(page, kwargs={"school": school.slug, "pupil": pupil.pk})
