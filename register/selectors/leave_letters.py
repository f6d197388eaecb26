"""Which families are owed the head's decision about leave as a letter."""

import datetime as dt
from collections.abc import Iterator

from core.words import day
from letters.rules.due import Due
from register.models import LeavePupil
from schools.models import Body

GRANTED, REFUSED = "leave_granted", "leave_refused"
# A decision of last year is no news any more.
KEPT_DUE = dt.timedelta(days=60)


def leave_letters(school: Body, today: dt.date) -> Iterator[Due]:
    """Say whose leave was decided: the family is told, with reasons where refused."""
    rows = (
        LeavePupil.objects.filter(
            school=school,
            request__withdrawn_at__isnull=True,
            enrolment__pupil__died_on__isnull=True,
            request__last_day__gte=today - KEPT_DUE,
        )
        .exclude(decision="")
        .select_related("request", "enrolment", "decided_by")
        .order_by("decided_at", "pk")
    )
    return (letter_of(row) for row in rows)


def letter_of(row: LeavePupil) -> Due:
    """Return the letter about one decision; days granted in part are named in it."""
    by = row.decided_by.name if row.decided_by else ""
    return Due(
        kind=REFUSED if row.decision == LeavePupil.Decision.REFUSED else GRANTED,
        pupil=row.enrolment.pupil_id,
        cause=f"leave:{row.pk}",
        reason=f"Leave {row.get_decision_display().lower()} by {by}",
        facts=_facts(row),
    )


def _facts(row: LeavePupil) -> dict[str, object]:
    asked = row.request
    if row.decision == LeavePupil.Decision.REFUSED:
        return {
            "leave_from": asked.first_day.isoformat(),
            "leave_to": asked.last_day.isoformat(),
            "reason": row.reasons,
        }
    first = row.granted_first_day or asked.first_day
    last = row.granted_last_day or asked.last_day
    facts: dict[str, object] = {
        "leave_from": first.isoformat(),
        "leave_to": last.isoformat(),
    }
    if row.decision == LeavePupil.Decision.PART:
        facts["leave_conditions"] = (
            f"You asked for {day(asked.first_day)} to {day(asked.last_day)}; the other "
            f"days are not granted. {row.reasons}"
        )
    return facts
