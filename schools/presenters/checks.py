"""Pupils by when their contacts were last gone through, as the list prints them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from core.words import long_day
from schools.models import Body
from schools.rules.reviews import months_before


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A pupil, and why the line is there."""

    name: str
    href: str
    group: str
    reachable: int
    has_few: bool
    checked: str
    is_stale: bool
    check_href: str


def check_lines(
    rows: Iterable[Any], *, school: Body, today: dt.date, months: int, minimum: int
) -> list[CheckLine]:
    """Print pupils as `pupils_with_checks` reads them."""
    since = months_before(today, months)
    return [_line(row, school, since, minimum) for row in rows]


def _line(row: Any, school: Body, since: dt.date, minimum: int) -> CheckLine:
    at = {"school": school.slug, "pupil": row.pk}
    asked = f"{long_day(row.checked_on)}, {row.checked_with}" if row.checked_on else ""
    return CheckLine(
        name=row.sort_name,
        href=reverse("contacts", kwargs=at),
        group=row.group_name or "",
        reachable=row.reachable,
        has_few=row.reachable < minimum,
        checked=asked or "never",
        is_stale=row.checked_on is None or row.checked_on < since,
        check_href=reverse("contacts-check", kwargs=at),
    )
