"""Whose marks and whose classes: staff as registers ask for them."""

import datetime as dt
from collections.abc import Iterable, Sequence

from schools.models import GroupTeacher, Membership, RegistrationGroup


def names_with_positions(membership_ids: Iterable[int]) -> dict[int, str]:
    """Return names as a ledger prints them, with positions."""
    rows = Membership.objects.filter(pk__in=membership_ids)
    return {row.pk: f"{row.name}, {row.position}" for row in rows}


def own_groups(
    memberships: Sequence[Membership], *, on: dt.date
) -> list[RegistrationGroup]:
    """Return the groups whose register a person takes on a day, by name."""
    mine = [row.pk for row in memberships]
    rows = GroupTeacher.objects.on(on).filter(membership_id__in=mine)
    groups = {row.group_id: row.group for row in rows.select_related("group")}
    return sorted(groups.values(), key=lambda group: group.name)
