"""Says who is calling about a line, so that two people do not ring one parent at once."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q

from followup.models import AbsenceLine
from schools.models import Membership


def claim_lines(
    *, line_ids: Iterable[int], by: Membership, now: dt.datetime, minutes: int
) -> int:
    """Take the lines that nobody else has, for some minutes; return how many.

    Brothers and sisters are taken together: one call answers for all of them.
    """
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=now)
    return AbsenceLine.objects.filter(
        free | Q(claimed_by__person=by.person_id),
        pk__in=list(line_ids),
        closed_at__isnull=True,
    ).update(
        claimed_at=now,
        claimed_by=by,
        claimed_until=now + dt.timedelta(minutes=minutes),
    )


def release_lines(*, line_ids: Iterable[int], by: Membership) -> int:
    """Give lines back before their time."""
    return AbsenceLine.objects.filter(
        pk__in=list(line_ids), claimed_by__person=by.person_id
    ).update(claimed_at=None, claimed_by=None, claimed_until=None)
