"""Whose marks and whose classes: staff as registers ask for them."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import connection

from schools.models import GroupTeacher, Membership, RegistrationGroup

_TAKER = """
    select membership_id from schools_groupteacher
     where group_id = %s and membership_id = any (%s)
       and starts_on <= %s and (ends_on is null or ends_on > %s)
     limit 1
"""


def names_with_positions(membership_ids: Iterable[int]) -> dict[int, str]:
    """Return names as a ledger prints them, with positions."""
    rows = Membership.objects.filter(pk__in=membership_ids)
    return {row.pk: f"{row.name}, {row.position}" for row in rows}


def taker_of(
    group: RegistrationGroup, memberships: Sequence[Membership], *, on: dt.date
) -> Membership | None:
    """Return under which of a person's memberships they take a group's register."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKER, [group.pk, [row.pk for row in memberships], on, on])
        found = cursor.fetchone()
    return next((row for row in memberships if found and row.pk == found[0]), None)


def own_groups(
    memberships: Sequence[Membership], *, on: dt.date
) -> list[RegistrationGroup]:
    """Return the groups whose register a person takes on a day, by name."""
    mine = [row.pk for row in memberships]
    rows = GroupTeacher.objects.on(on).filter(membership_id__in=mine)
    groups = {row.group_id: row.group for row in rows.select_related("group")}
    return sorted(groups.values(), key=lambda group: group.name)
