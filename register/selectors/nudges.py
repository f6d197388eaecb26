"""Nudges that are still to be sent, and whom they are for."""

import datetime as dt

from django.db.models import Q

from register.models import Nudge
from schools.models import GroupTeacher, Membership
from schools.rules.sessions import Slot

# A worker that has not sent what it claimed by then has died.
CLAIM_LASTS = dt.timedelta(hours=1)


def unclaimed(now: dt.datetime) -> Q:
    """Say which nudges nobody is sending: never claimed, or claimed and not sent."""
    is_free = Q(claimed_at__isnull=True) | Q(claimed_at__lte=now - CLAIM_LASTS)
    return Q(sent_at__isnull=True) & is_free


def due_nudges(now: dt.datetime) -> list[int]:
    """Return the nudges of the schools in scope that are to be sent, oldest first."""
    due = Nudge.objects.filter(unclaimed(now), nudged_at__lte=now)
    return list(due.order_by("nudged_at", "id").values_list("pk", flat=True))


def teachers_asked(nudge: Nudge) -> list[Membership]:
    """Return those who take the register that the nudge asks for."""
    day = Slot.from_number(nudge.slot).day
    rows = (
        GroupTeacher.objects.on(day)
        .filter(group_id=nudge.group_id, membership__person__is_active=True)
        .select_related("membership__person")
        .order_by("membership_id")
    )
    return [row.membership for row in rows]
