"""What is known of a day's sessions, and how each of them is marked by now."""

import datetime as dt
from dataclasses import dataclass

from core.clock import local
from register.models import Mark, Suggestion
from register.selectors.windows import NoSessionTimes, window_of
from schools.models import Body, Enrolment, Placement
from schools.rules.sessions import Session, Slot
from schools.rules.weeks import meets
from schools.selectors.calendar import calendar_of


@dataclass(frozen=True, slots=True)
class Known:
    """A suggestion with the pupil's class and the marks of the day that it is about."""

    row: Suggestion
    group_name: str
    marks: tuple[tuple[Slot, Mark | None], ...]


def known_on(school: Body, day: dt.date) -> list[Known]:
    """Return every suggestion about a day's sessions, those withdrawn among them."""
    slots = [Slot(day, session) for session in Session]
    held = [slot for slot in slots if calendar_of(school).is_registered(slot)]
    found = (
        Suggestion.objects.filter(
            school=school,
            first_slot__lte=slots[-1].number,
            last_slot__gte=slots[0].number,
            enrolment__in=Enrolment.objects.living(),
        )
        .select_related("enrolment__pupil", "entered_by", "withdrawn_by")
        .order_by("-entered_at", "-pk")
    )
    # An agreed week names sessions: on its other days nothing is known by it.
    rows = [row for row in found if any(meets(row.sessions, slot) for slot in slots)]
    pupils = {row.enrolment_id for row in rows}
    marks = {
        (mark.slot, mark.enrolment_id): mark
        for mark in Mark.objects.filter(
            slot__in=[slot.number for slot in held], enrolment_id__in=pupils
        ).select_related("by")
    }
    groups = {
        row.enrolment_id: row.group.name if row.group else ""
        for row in Placement.objects.on(day)
        .filter(enrolment__in=pupils)
        .select_related("group")
    }
    return [
        Known(
            row,
            groups.get(row.enrolment_id, ""),
            tuple(
                (slot, marks.get((slot.number, row.enrolment_id)))
                for slot in held
                if row.first_slot <= slot.number <= row.last_slot
                and meets(row.sessions, slot)
            ),
        )
        for row in rows
    ]


def suggestion_of(school: Body, number: int) -> Suggestion | None:
    """Return a suggestion of a school, if there is such a one."""
    return (
        Suggestion.objects.filter(school=school, pk=number)
        .select_related("enrolment__pupil", "entered_by", "withdrawn_by")
        .first()
    )


def sessions_ahead(school: Body, now: dt.datetime) -> tuple[Slot, Slot]:
    """Return the sessions that a call is usually about: the rest of this school day.

    After the last one has ended, the next school day's.
    """
    here = local(now)
    for number in calendar_of(school).registered_numbers:
        slot = Slot.from_number(number)
        if slot.day < here.date() or _is_over(school, slot, here):
            continue
        return slot, Slot(slot.day, Session.PM)
    today = here.date()
    return Slot(today, Session.AM), Slot(today, Session.PM)


def _is_over(school: Body, slot: Slot, here: dt.datetime) -> bool:
    try:
        ends = window_of(school, None, slot).ends
    except NoSessionTimes:
        return False
    return (here.date(), here.time()) >= (slot.day, ends)
