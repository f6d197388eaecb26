"""Figures of an authority's schools, through the one function made for it."""

import datetime as dt
from typing import NamedTuple

from django.db import connection

from core.periods import Period
from schools.models import Body

_ASK = "select * from reports_authority_figures(%s, %s, %s, %s)"


class SchoolFigures(NamedTuple):
    """Sums of one school; no pupil is in them."""

    school_id: int
    name: str
    urn: int | None
    phase: str
    pupils: int
    possible: int
    attended: int
    authorised: int
    unauthorised: int
    late: int
    persistent: int
    severe: int


def figures_of_authority(
    authority: Body, period: Period, *, on: dt.date
) -> list[SchoolFigures]:
    """Return the sums of each school of an authority, by name.

    The database refuses anyone who is not an officer of this authority.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ASK, [authority.pk, period.starts_on, period.last_day, on])
        return [
            SchoolFigures(*row[:4], *map(int, row[4:])) for row in cursor.fetchall()
        ]
