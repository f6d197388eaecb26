"""Requests for leave as lists print them."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from core.periods import Period
from core.words import count, day
from register.models import LeavePupil, LeaveRequest
from register.rules.leave import Notice, notice_of
from register.selectors.leave import refused_on
from schools.models import Body
from schools.rules.calendar import SchoolCalendar
from schools.selectors.calendar import calendar_of
from schools.selectors.policy import policy_on

_TAGS = {
    "": ("Waiting", "yellow"),
    LeavePupil.Decision.GRANTED: ("Granted", "green"),
    LeavePupil.Decision.PART: ("Part granted", "teal"),
    LeavePupil.Decision.REFUSED: ("Refused", "red"),
}


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """One pupil of a request, and how far the decision is."""

    name: str
    href: str
    tag: str
    colour: str
    decided: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveLine:
    """One request in a list."""

    href: str
    places: tuple[PlaceLine, ...]
    days: str
    school_days: str
    asked_by: str
    asked_on: str
    notice: str
    is_late: bool
    reason: str


def leave_lines(school: Body, requests: list[LeaveRequest]) -> tuple[LeaveLine, ...]:
    """Draw requests for a list."""
    calendar = calendar_of(school)
    return tuple(_line(school, calendar, row) for row in requests)


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A pupil whose leave for a day was asked for and not granted."""

    name: str
    pupil: str
    href: str
    days: str


def refused_lines(school: Body, day_: dt.date) -> tuple[RefusedLine, ...]:
    """Draw whose leave for a day was refused; it is told and never suggested."""
    slug = {"school": school.slug}
    return tuple(
        RefusedLine(
            row.enrolment.pupil.sort_name,
            reverse("pupil", kwargs={**slug, "pupil": row.enrolment.pupil_id}),
            reverse("leave-request", kwargs={**slug, "leave": row.request_id}),
            span_said(row.request.first_day, row.request.last_day),
        )
        for row in refused_on(school, day_)
    )


def span_said(first: dt.date, last: dt.date) -> str:
    """Say days: Mon 7 Dec; Mon 7 Dec to Fri 11 Dec."""
    return day(first) if first == last else f"{day(first)} to {day(last)}"


def school_days_said(calendar: SchoolCalendar, first: dt.date, last: dt.date) -> str:
    """Say how many school days lie in a span: 4 school days."""
    if last < first:
        return "The last day is before the first."
    days = calendar.school_days(Period.through(first, last))
    return count(len(days), "school day") if days else "no school day"


def notice_for(school: Body, request: LeaveRequest) -> Notice:
    """Return the notice of a request beside what the school wished on that day."""
    wanted = policy_on(school, request.asked_on).leave_notice_days
    return notice_of(request.asked_on, request.first_day, wanted=wanted)


def place_line(school: Body, row: LeavePupil) -> PlaceLine:
    """Draw one pupil of a request."""
    is_gone = row.request.withdrawn_at is not None and not row.decision
    tag, colour = ("Withdrawn", "grey") if is_gone else _TAGS[row.decision]
    here = {"school": school.slug, "pupil": row.enrolment.pupil_id}
    return PlaceLine(
        row.enrolment.pupil.name, reverse("pupil", kwargs=here), tag, colour, _said(row)
    )


def _said(row: LeavePupil) -> str:
    first, last = row.granted_first_day, row.granted_last_day
    if row.decision == LeavePupil.Decision.PART and first and last:
        return f"{row.code}, {span_said(first, last)}"
    return row.code


def _line(school: Body, calendar: SchoolCalendar, row: LeaveRequest) -> LeaveLine:
    notice = notice_for(school, row)
    return LeaveLine(
        href=reverse("leave-request", kwargs={"school": school.slug, "leave": row.pk}),
        places=tuple(place_line(school, place) for place in row.pupils.all()),
        days=span_said(row.first_day, row.last_day),
        school_days=school_days_said(calendar, row.first_day, row.last_day),
        asked_by=row.asked_by.name,
        asked_on=day(row.asked_on),
        notice=notice.words,
        is_late=notice.is_late,
        reason=row.reason,
    )
