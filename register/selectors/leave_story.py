"""What requests for leave tell of a pupil: asked, decided, withdrawn."""

import datetime as dt
from collections.abc import Iterator

from core.chronology import Entry, Link
from core.words import day
from register.models import LeavePupil
from schools.models import Membership
from schools.states import Act

APP = "register"


def leave_story(pupil_id: int) -> Iterator[Entry]:
    """Tell each request for leave, its decision, and that it was withdrawn."""
    rows = LeavePupil.objects.filter(enrolment__pupil=pupil_id).select_related(
        "request__recorded_by", "request__withdrawn_by", "decided_by"
    )
    for row in rows:
        yield _asked(row)
        if row.decided_at and row.decided_by:
            yield _decided(row, row.decided_at, row.decided_by)
        if row.request.withdrawn_at and row.request.withdrawn_by:
            by = row.request.withdrawn_by
            yield Entry(
                at=row.request.withdrawn_at,
                app=APP,
                kind="note",
                words=f"Leave asked for {_days(row)} withdrawn",
                by=(by.name, by.position),
                link=_link(row),
            )


def _asked(row: LeavePupil) -> Entry:
    by = row.request.recorded_by
    return Entry(
        at=row.request.recorded_at,
        app=APP,
        kind="message",
        words=f"Leave asked for: {_days(row)}",
        detail=row.request.reason,
        by=(by.name, by.position),
        link=_link(row),
    )


def _decided(row: LeavePupil, at: dt.datetime, by: Membership) -> Entry:
    words = f"Leave {row.get_decision_display().lower()}: {_days(row)}"
    if (
        row.decision == LeavePupil.Decision.PART
        and row.granted_first_day
        and row.granted_last_day
    ):
        words += f", granted {_span(row.granted_first_day, row.granted_last_day)}"
    code = f" ({row.code})" if row.code else ""
    return Entry(
        at=at,
        app=APP,
        kind="decision",
        words=words + code,
        detail=row.reasons,
        by=(by.name, by.position),
        link=_link(row),
    )


def _days(row: LeavePupil) -> str:
    return _span(row.request.first_day, row.request.last_day)


def _span(first: dt.date, last: dt.date) -> str:
    return day(first) if first == last else f"{day(first)} to {day(last)}"


def _link(row: LeavePupil) -> Link:
    return Link(
        name="leave-request",
        arguments={"leave": row.request_id},
        needs=Act.AMEND_MARKS,
    )
