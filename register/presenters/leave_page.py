"""A request for leave with what the head needs, as printable values."""

from dataclasses import dataclass

from django.urls import reverse

from core.words import count, day, long_day, moment
from register.codes.leave_grounds import GROUNDS
from register.models import LeavePupil, LeaveRequest
from register.presenters.leave import (
    PlaceLine,
    notice_for,
    place_line,
    school_days_said,
    span_said,
)
from register.rules.counting import Counts
from register.selectors.leave_facts import LeaveFacts
from schools.models import Body
from schools.selectors.calendar import calendar_of

Rows = tuple[tuple[str, str], ...]
_TITLES = {row.key: f"{row.title} ({row.code})" for row in GROUNDS}


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilPart:
    """One pupil of a request: what stands for and against, and what was decided."""

    line: PlaceLine
    facts: Rows
    clashes: tuple[str, ...]
    earlier: tuple[tuple[str, str, str], ...]
    decision: Rows
    decide: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeavePage:
    """One request, ready to be drawn or printed."""

    title: str
    asked: Rows
    late: str
    withdrawn: str
    parts: tuple[PupilPart, ...]


def leave_page(
    school: Body, request: LeaveRequest, facts: list[LeaveFacts]
) -> LeavePage:
    """Draw a request with the facts of each of its pupils."""
    notice = notice_for(school, request)
    names = ", ".join(row.place.enrolment.pupil.name for row in facts)
    gone = request.withdrawn_at and request.withdrawn_by
    return LeavePage(
        title=f"Leave asked for: {names}",
        asked=_asked(school, request, facts),
        late=(
            f"{notice.words[:1].upper()}{notice.words[1:]}. Late notice is no reason to"
            " refuse by itself; leave is only ever granted beforehand."
            if notice.is_late
            else ""
        ),
        withdrawn=f"Withdrawn {moment(request.withdrawn_at)} by {request.withdrawn_by}"
        if request.withdrawn_at and gone
        else "",
        parts=tuple(_part(school, request, row) for row in facts),
    )


def _asked(school: Body, request: LeaveRequest, facts: list[LeaveFacts]) -> Rows:
    days = school_days_said(calendar_of(school), request.first_day, request.last_day)
    known = "Yes" if request.knows_of_notices else "Not yet"
    rows = (
        ("Days", f"{span_said(request.first_day, request.last_day)} ({days})"),
        ("Reason", request.reason),
        ("Asked by", _asker(request, facts)),
        ("Second parent", request.second_parent.name if request.second_parent else ""),
        (
            "Asked on",
            f"{long_day(request.asked_on)}: {notice_for(school, request).words}",
        ),
        ("Abroad", "Yes" if request.is_abroad else ""),
        ("Address while away", request.address_away),
        (
            "Contact while away",
            " ".join(
                filter(None, (request.contact_away_name, request.contact_away_phone))
            ),
        ),
        ("Travel papers seen", request.travel_evidence or _papers(request)),
        ("Read what unauthorised leave leads to", known),
        (
            "Recorded",
            f"{moment(request.recorded_at)} by {request.recorded_by}",
        ),
    )
    return tuple((words, value) for words, value in rows if value)


def _papers(request: LeaveRequest) -> str:
    return "None yet: the school asks for them" if request.is_abroad else ""


def _asker(request: LeaveRequest, facts: list[LeaveFacts]) -> str:
    contact = facts[0].asker if facts else None
    if contact is None:
        return f"{request.asked_by.name}, no contact of the pupil today"
    parts = [request.asked_by.name, contact.relationship.lower()]
    if not contact.lives_with_pupil:
        parts.append(
            "does not live with the pupil: leave is for a parent who does to ask"
        )
    if contact.restriction:
        parts.append(f"restriction: {contact.restriction}")
    return ", ".join(parts)


def _part(school: Body, request: LeaveRequest, facts: LeaveFacts) -> PupilPart:
    place = facts.place
    is_open = not place.decision and request.withdrawn_at is None
    where = {"school": school.slug, "leave": request.pk, "place": place.pk}
    return PupilPart(
        line=place_line(school, place),
        facts=(
            ("Class", facts.group_name),
            ("Born", long_day(place.enrolment.pupil.date_of_birth)),
            ("This year so far", _attendance(facts.year)),
            ("Last year", _attendance(facts.last_year)),
        ),
        clashes=facts.clashes,
        earlier=tuple(_earlier(school, row) for row in facts.earlier),
        decision=_decision(place),
        decide=reverse("leave-decide", kwargs=where) if is_open else "",
    )


def _attendance(counts: Counts) -> str:
    rate = counts.attendance()
    if rate is None:
        return "no marks"
    missed = count(counts.absent, "session missed", "sessions missed")
    holidays = counts.by_code.get("G", 0)
    leave = counts.by_code.get("C", 0)
    parts = [
        f"{rate}%, {missed} of {counts.possible}",
        f"{counts.unauthorised} unauthorised" if counts.unauthorised else "",
        f"{holidays} of them G" if holidays else "",
        f"{leave} C" if leave else "",
    ]
    return ", ".join(filter(None, parts))


def _earlier(school: Body, row: LeavePupil) -> tuple[str, str, str]:
    line = place_line(school, row)
    here = {"school": school.slug, "leave": row.request_id}
    words = span_said(row.request.first_day, row.request.last_day)
    return (
        words,
        f"{line.tag}: {row.reasons}" if row.reasons else line.tag,
        reverse("leave-request", kwargs=here),
    )


def _decision(row: LeavePupil) -> Rows:
    if not row.decision or row.decided_at is None:
        return ()
    first, last = row.granted_first_day, row.granted_last_day
    rows = (
        ("Decision", row.get_decision_display()),
        ("Granted", span_said(first, last) if first and last else ""),
        ("Ground", _TITLES.get(row.ground, "")),
        ("Shown", row.shown),
        ("Reasons", row.reasons),
        ("Decided", f"{moment(row.decided_at)} by {row.decided_by}"),
        (
            "If the pupil is away",
            "" if row.decision == LeavePupil.Decision.GRANTED else _away(row),
        ),
    )
    return tuple((words, value) for words, value in rows if value)


def _away(row: LeavePupil) -> str:
    days = (
        f"on the other days up to {day(row.request.last_day)} "
        if row.decision == LeavePupil.Decision.PART
        else ""
    )
    return f"{days}G for a holiday without leave, or the code of the real reason"
