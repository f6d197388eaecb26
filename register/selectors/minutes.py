"""Minutes that pupils were late, from the standing marks."""

from collections.abc import Iterable, Sequence

from django.db.models import Sum

from register.models import Mark
from schools.rules.sessions import Slot


def late_minutes(enrolment_ids: Sequence[int], slots: Iterable[Slot]) -> int:
    """Add up the minutes late in the sessions that are known to be late.

    The sessions are given because the key of marks begins with the session: without
    them a year of the whole school would be read.
    """
    total = Mark.objects.filter(
        slot__in=[slot.number for slot in slots], enrolment_id__in=list(enrolment_ids)
    ).aggregate(all=Sum("minutes_late"))
    return int(total["all"] or 0)
