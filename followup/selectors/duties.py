"""Who is named for safeguarding beside the lead, and their deputies."""

from collections.abc import Iterable

from django.db.models import Q

from followup.models import SafeguardingDuty
from schools.models import Body


def is_named(school: Body, membership_ids: Iterable[int]) -> bool:
    """Tell whether somebody holds a duty here, or deputises; one that has an end, has ended."""
    mine = list(membership_ids)
    return SafeguardingDuty.objects.filter(
        Q(member__in=mine) | Q(deputy__in=mine), school=school, ends_on__isnull=True
    ).exists()


def duties_of(school: Body) -> list[SafeguardingDuty]:
    """Return who is named now."""
    return list(
        SafeguardingDuty.objects.filter(
            school=school, ends_on__isnull=True
        ).select_related("member", "deputy", "named_by")
    )
