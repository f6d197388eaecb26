"""What is past its time at a school, what a case still holds, and what went before."""

import datetime as dt
from typing import Any

from django.db import connection

from register.models import Disposal, Hold
from schools.models import Body

_MAY_GO = """
    select register_year_of(register_day(slot)), count(*), count(distinct enrolment_id)
      from register_disposable(%s, %s) group by 1 order by 1
"""
_HELD = """
    select count(*), count(distinct m.enrolment_id) from register_mark m
     where m.school_id = %(school)s
       and m.slot < ((%(before)s - date '0001-01-01') + 1) * 2
       and m.at < %(before)s::timestamp at time zone 'Europe/London'
       and exists (select from register_hold h where h.enrolment_id = m.enrolment_id
                    and h.released_at is null)
"""


def what_may_go(school: Body, before: dt.date) -> dict[str, Any]:
    """Count the entries made before a day by school year, and what a case holds."""
    with connection.cursor() as cursor:
        cursor.execute(_MAY_GO, [school.pk, before])
        years = [list(row) for row in cursor.fetchall()]
        cursor.execute(_HELD, {"school": school.pk, "before": before})
        marks, pupils = cursor.fetchone()
    return {"years": years, "held": {"marks": marks, "pupils": pupils}}


def disposals_of(school: Body) -> list[Disposal]:
    """Return every look and removal, the latest first."""
    return list(
        Disposal.objects.filter(school=school)
        .select_related("approved_by")
        .order_by("-shown_at", "-pk")
    )


def disposal_of(school: Body, number: int) -> Disposal | None:
    """Return one of a school's."""
    return Disposal.objects.filter(school=school, pk=number).first()


def was_looked_at(school: Body, before: dt.date) -> bool:
    """Tell whether what may go before a day has been shown already."""
    return Disposal.objects.filter(school=school, before__gte=before).exists()


def approved_disposals(school: Body) -> list[int]:
    """Return what was approved and not yet removed."""
    rows = Disposal.objects.filter(
        school=school, approved_at__isnull=False, done_at__isnull=True
    )
    return list(rows.order_by("pk").values_list("pk", flat=True))


def open_holds(school: Body) -> list[Hold]:
    """Return the cases that keep a pupil's entries, by name."""
    return list(
        Hold.objects.filter(school=school, released_at__isnull=True)
        .select_related("enrolment__pupil", "placed_by")
        .order_by("enrolment__pupil__last_name", "enrolment__pupil__first_name", "pk")
    )


def waits_for_approval(school: Body) -> bool:
    """Tell whether the latest look shows entries that nobody has let go yet."""
    latest = Disposal.objects.filter(school=school).order_by("-shown_at", "-pk").first()
    return bool(latest and latest.counts["years"] and latest.approved_at is None)
