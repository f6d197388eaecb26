"""Shows what is past its time, lets it be approved, and removes what was approved.

Only `register_dispose` removes entries: a function of the database under a role of its
own, which checks the age and the approval again (DESIGN.md, promise 2).
"""

import datetime as dt
import json
from typing import Any

from django.db import connection, transaction
from django.urls import reverse

from core.words import count, long_day
from register.models import Disposal
from register.selectors.retention import what_may_go
from schools.models import Body, Membership
from schools.services.alerts import News, alert
from schools.services.refusals import Refused
from schools.states import Role


@transaction.atomic
def show_disposal(*, school: Body, before: dt.date, now: dt.datetime) -> Disposal:
    """Keep what may go before a day, and tell those who approve if it is anything."""
    counts = what_may_go(school, before)
    disposal = Disposal.objects.create(
        school=school, before=before, counts=counts, shown_at=now
    )
    if marks := entries_in(disposal):
        words = (
            f"{count(marks, 'entry', 'entries')} made before {long_day(before)} may be"
            " removed. Nothing goes until it is approved."
        )
        link = reverse("retention", kwargs={"school": school.slug})
        roles = (Role.HEAD, Role.ADMINISTRATOR)
        alert(News(words=words, link=link), school=school, roles=roles, now=now)
    return disposal


def entries_in(disposal: Disposal) -> int:
    """Count the entries that a disposal would remove."""
    return sum(marks for _, marks, _ in disposal.counts["years"])


@transaction.atomic
def approve_disposal(
    *, disposal: Disposal, by: Membership, now: dt.datetime
) -> Disposal:
    """Let what was shown be removed; a later look stands before an earlier one."""
    rows = Disposal.objects.select_for_update(no_key=True)
    row = rows.get(pk=disposal.pk)
    if row.approved_at is not None:
        return row
    if not entries_in(row):
        raise Refused("There is nothing to remove.")
    later = rows.filter(school_id=row.school_id, pk__gt=row.pk)
    if later.filter(counts__years__0__isnull=False).exists():
        raise Refused("A later look stands on the page: approve that one.")
    row.approved_at, row.approved_by = now, by
    row.save(update_fields=["approved_at", "approved_by"])
    return row


@transaction.atomic
def carry_out(*, disposal: Disposal) -> dict[str, Any]:
    """Remove what was approved; carried out twice, it removes nothing more."""
    row = Disposal.objects.select_for_update(no_key=True).get(pk=disposal.pk)
    if row.done_at is not None:
        return dict(row.counts["removed"])
    with connection.cursor() as cursor:
        cursor.execute(
            "select register_dispose(%s, %s)::text", [row.school_id, row.before]
        )
        (gone,) = cursor.fetchone()
    return dict(json.loads(gone))
