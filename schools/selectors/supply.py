"""Passes of supply teachers, before sign-in by their code and after it by their school."""

import datetime as dt
from dataclasses import dataclass

from django.db import connection

from schools.models import Body, SupplyPass
from schools.rules.supply import digest_of

_FIND = "select * from schools_supply_pass(%s, %s)"


@dataclass(frozen=True, slots=True)
class FoundPass:
    """Whose a code is, and at which school."""

    number: int
    school_id: int
    slug: str
    person_id: int


def pass_by_code(typed: str, on: dt.date) -> FoundPass | None:
    """Return the pass of a code on its day, None for any other code or day."""
    with connection.cursor() as cursor:
        cursor.execute(_FIND, [digest_of(typed), on])
        row = cursor.fetchone()
    return FoundPass(*row) if row else None


def passes_from(school: Body, day: dt.date) -> list[SupplyPass]:
    """Return the passes of a day and after it, the next one first."""
    return list(
        SupplyPass.objects.filter(school=school, day__gte=day)
        .select_related("group", "membership", "made_by", "withdrawn_by")
        .order_by("day", "group__name", "pk")
    )


def pass_of(school: Body, number: int) -> SupplyPass | None:
    """Return a pass of a school, if there is such a one."""
    return (
        SupplyPass.objects.filter(school=school, pk=number)
        .select_related("group", "membership__person")
        .first()
    )
