"""Talks, patterns of lateness, breakfast places and returns of a school."""

import datetime as dt

from followup.models import (
    AuthorityReturn,
    BreakfastPlace,
    GateTalk,
    LatenessReview,
    ReturnTalk,
)
from followup.selectors.marks import marks_on_day
from register.codes import codes_on
from schools.models import Body, Enrolment
from schools.rules.sessions import Session, Slot

_LIVING = {"enrolment__pupil__died_on__isnull": True}


def talks_waiting(school: Body) -> list[ReturnTalk]:
    """Return the talks that are due, the oldest first."""
    return list(
        ReturnTalk.objects.filter(
            school=school, held_at__isnull=True, left_out_at__isnull=True, **_LIVING
        ).select_related("enrolment__pupil")
    )


def patterns_waiting(school: Body) -> list[LatenessReview]:
    """Return the patterns of lateness that nobody has dealt with."""
    return list(
        LatenessReview.objects.filter(
            school=school, dealt_with_at__isnull=True, **_LIVING
        )
        .select_related("enrolment__pupil")
        .order_by("-half_term_starts_on", "pk")
    )


def late_on(
    school: Body, day: dt.date
) -> list[tuple[Enrolment, Slot, GateTalk | None]]:
    """Return who came late on a day, with what was said at the gate."""
    late = {code for code, row in codes_on(day).items() if row.is_late}
    marks = marks_on_day(school, day)
    slots = {
        pk: Slot(day, Session(session))
        for (pk, session), code in sorted(marks.items(), reverse=True)
        if code in late
    }
    talks = {
        row.enrolment_id: row
        for row in GateTalk.objects.filter(
            school=school, slot__in=[slot.number for slot in slots.values()]
        ).select_related("talked_by")
    }
    rows = Enrolment.objects.filter(
        pk__in=slots, pupil__died_on__isnull=True
    ).select_related("pupil")
    return [
        (row, slots[row.pk], talks.get(row.pk))
        for row in rows.order_by("pupil__last_name", "pupil__first_name", "pk")
    ]


def places_on(school: Body, day: dt.date) -> list[BreakfastPlace]:
    """Return the breakfast places that hold on a day or later."""
    return list(
        BreakfastPlace.objects.filter(school=school, **_LIVING)
        .exclude(ends_on__lte=day)
        .select_related("enrolment__pupil", "offered_by")
        .order_by("enrolment__pupil__last_name", "pk")
    )


def returns_waiting(school: Body) -> list[AuthorityReturn]:
    """Return the returns that nobody sent or left out, the oldest first."""
    return list(
        AuthorityReturn.objects.filter(
            school=school, sent_at__isnull=True, left_out_at__isnull=True, **_LIVING
        ).select_related("enrolment__pupil")
    )
