"""Requests for leave: what waits, what was decided, and where leave was refused."""

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum

from django.db import connection
from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from core.rows import int_array
from register.models import LeavePupil, LeaveRequest
from schools.models import Body, Pupil
from schools.rules.sessions import Slot

# Asked beside every register; `refused_at` says the same with who decided and why.
_REFUSED = """
    select p.enrolment_id from register_leavepupil p
      join register_leaverequest r on r.id = p.request_id
     where p.enrolment_id = any (%s::int[]) and p.decision in ('refused', 'part')
       and r.first_day <= %s and r.last_day >= %s and r.withdrawn_at is null
       and %s not between coalesce(p.granted_first_day, 'infinity')
                      and coalesce(p.granted_last_day, '-infinity')
"""


class Stage(StrEnum):
    """How far a request has come; each is a list of its own."""

    WAITING = "waiting"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


def requests_of(school: Body, stage: Stage) -> list[LeaveRequest]:
    """Return the requests of a stage: those waiting by first day, others latest first."""
    open_ = Exists(LeavePupil.objects.filter(request=OuterRef("pk"), decision=""))
    rows = _whole(school)
    if stage is Stage.WITHDRAWN:
        return list(rows.filter(withdrawn_at__isnull=False))
    rows = rows.filter(withdrawn_at__isnull=True)
    if stage is Stage.WAITING:
        return list(rows.filter(open_).order_by("first_day", "pk"))
    return list(rows.exclude(open_))


def waiting_count(school: Body) -> int:
    """Count the pupils whose leave nobody has decided."""
    return LeavePupil.objects.filter(
        school=school,
        decision="",
        request__withdrawn_at__isnull=True,
        enrolment__pupil__died_on__isnull=True,
    ).count()


def find_leave(school: Body, number: int) -> LeaveRequest | None:
    """Return a request of a school with its pupils."""
    return _whole(school).filter(pk=number).first()


def earlier_of(pupil: Pupil, *, besides: LeaveRequest) -> list[LeavePupil]:
    """Return what was asked for a pupil on other forms, the latest first."""
    return list(
        LeavePupil.objects.filter(enrolment__pupil=pupil)
        .exclude(request=besides)
        .select_related("request", "decided_by")
        .order_by("-request__first_day", "-pk")
    )


def refused_at(slot: Slot, enrolment_ids: Sequence[int]) -> dict[int, LeavePupil]:
    """Return by enrolment the leave that was asked for a session and not granted.

    Nothing is suggested by it: whether an absence then is G, a person says (promise 1).
    """
    rows = (
        LeavePupil.objects.filter(
            enrolment_id__in=enrolment_ids,
            decision__in=[LeavePupil.Decision.REFUSED, LeavePupil.Decision.PART],
            request__first_day__lte=slot.day,
            request__last_day__gte=slot.day,
            request__withdrawn_at__isnull=True,
        )
        .select_related("request", "decided_by")
        .order_by("decided_at", "pk")
    )
    return {row.enrolment_id: row for row in rows if not is_granted(row, slot.day)}


def refused_notes(slot: Slot, enrolment_ids: Sequence[int]) -> dict[int, str]:
    """Say beside which names leave was refused for a session: words, and no suggestion."""
    with connection.cursor() as cursor:
        pupils, day = int_array(enrolment_ids), slot.day
        cursor.execute(_REFUSED, [pupils, day, day, day])
        refused = [number for (number,) in cursor.fetchall()]
    return dict.fromkeys(refused, "Leave refused: G if away on holiday")


def refused_on(school: Body, day: dt.date) -> list[LeavePupil]:
    """Return the pupils of a school whose leave for a day was refused."""
    rows = (
        LeavePupil.objects.filter(
            school=school,
            decision__in=[LeavePupil.Decision.REFUSED, LeavePupil.Decision.PART],
            request__first_day__lte=day,
            request__last_day__gte=day,
            request__withdrawn_at__isnull=True,
        )
        .select_related("request", "enrolment__pupil", "decided_by")
        .order_by("enrolment__pupil__last_name", "enrolment__pupil__first_name")
    )
    return [row for row in rows if not is_granted(row, day)]


def is_granted(row: LeavePupil, day: dt.date) -> bool:
    """Tell whether a decision grants a day."""
    first, last = row.granted_first_day, row.granted_last_day
    return first is not None and last is not None and first <= day <= last


def _whole(school: Body) -> "QuerySet[LeaveRequest]":
    living = LeavePupil.objects.filter(enrolment__pupil__died_on__isnull=True)
    places = living.select_related(
        "enrolment__pupil", "decided_by", "suggestion"
    ).order_by("enrolment__pupil__date_of_birth", "pk")
    return (
        LeaveRequest.objects.filter(school=school)
        .filter(Exists(living.filter(request=OuterRef("pk"))))
        .select_related("asked_by", "second_parent", "recorded_by", "withdrawn_by")
        .prefetch_related(Prefetch("pupils", places))
    )
