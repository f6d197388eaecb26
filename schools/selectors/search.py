"""Finds pupils by any part of a name, by UPN or by class."""

import datetime as dt

from django.db import connection

from schools.models import Body, Pupil
from schools.selectors.pupils import pupils_on

MOST = 200


def found_ids(text: str, on: dt.date, *, at_most: int = MOST) -> list[int]:
    """Return the pupils found in the schools in scope, the best first.

    Asks the database function of the same purpose: a search under row-level security
    could not use its index (STYLE.md, section 5).
    """
    if not text.strip():
        return []
    with connection.cursor() as cursor:
        cursor.execute("select schools_search(%s, %s, %s)", [text, on, at_most])
        return [number for (number,) in cursor.fetchall()]


def find_pupils(
    school: Body, text: str, on: dt.date, *, at_most: int = MOST
) -> list[Pupil]:
    """Return the pupils of a school that a search finds; those on the roll first."""
    ids = found_ids(text, on, at_most=at_most)
    rows = {row.pk: row for row in pupils_on(school, on).filter(pk__in=ids)}
    ordered = [rows[number] for number in ids if number in rows]
    return sorted(ordered, key=lambda row: not row.is_on_roll)
