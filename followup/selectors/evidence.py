"""Illnesses about which a school may ask, and what it asked, saw and decided."""

import datetime as dt
from collections.abc import Iterable

from followup.models import EvidenceRequest
from followup.rules.evidence import Doubt, doubts
from followup.selectors.marks import year_of_marks
from followup.selectors.n_codes import living
from followup.selectors.unexplained import marks_of
from schools.models import Body, Contact, Enrolment, Flag, Pupil
from schools.rules.sessions import Session, Slot
from schools.selectors.calendar import calendar_of
from schools.selectors.policy import policy_on

_MEDICAL = ("medical_need", "mental_health")
_RECENT = dt.timedelta(days=21)


def may_be_asked(school: Body, today: dt.date) -> list[tuple[Enrolment, Doubt]]:
    """Return recent illnesses that the school's rules name and nobody asked about."""
    marks, policy = year_of_marks(school, today), policy_on(school, today)
    half_term = calendar_of(school).half_term_of(today)
    roll = living(set(marks))
    medical = set(
        Flag.objects.on(today)
        .filter(kind__in=_MEDICAL, pupil__in=[row.pupil_id for row in roll.values()])
        .values_list("pupil_id", flat=True)
    )
    asked = set(
        EvidenceRequest.objects.filter(school=school).values_list(
            "enrolment_id", "first_day", "rule"
        )
    )
    found = []
    for pk, enrolment in roll.items():
        for doubt in doubts(
            marks[pk],
            half_term=half_term.period if half_term else None,
            after_days=policy.medical_evidence_after_days,
            spells=policy.evidence_spells,
            has_medical_need=enrolment.pupil_id in medical,
        ):
            key = (pk, doubt.first_day, doubt.rule)
            if key not in asked and doubt.last_day > today - _RECENT:
                found.append((enrolment, doubt))
    return sorted(found, key=lambda row: (row[1].first_day, row[0].pk))


def requests_of(school: Body, at_most: int = 60) -> list[EvidenceRequest]:
    """Return what was asked for, what is due first on top."""
    return list(
        EvidenceRequest.objects.filter(
            school=school,
            withdrawn_at__isnull=True,
            enrolment__pupil__died_on__isnull=True,
        )
        .select_related("enrolment__pupil")
        .prefetch_related("items", "decisions__notices")
        .order_by("-due_on", "pk")[:at_most]
    )


def find_request(school: Body, request_id: int) -> EvidenceRequest | None:
    """Return one request of a school."""
    return (
        EvidenceRequest.objects.filter(
            school=school, pk=request_id, enrolment__pupil__died_on__isnull=True
        )
        .select_related("enrolment__pupil", "asked_by")
        .prefetch_related(
            "items__seen_by",
            "decisions__decided_by",
            "decisions__notices__contact__adult",
            "decisions__notices__told_by",
        )
        .first()
    )


def parents_of(pupil: Pupil, day: dt.date) -> list[Contact]:
    """Return the contacts with parental responsibility."""
    return list(
        Contact.objects.on(day)
        .filter(pupil=pupil, has_parental_responsibility=True)
        .select_related("adult")
        .order_by("priority", "pk")
    )


def slots_of_request(request: EvidenceRequest, code: str) -> Iterable[Slot]:
    """Return the sessions of a request that are marked with a code."""
    last = request.last_day or request.first_day
    days = (last - request.first_day).days
    slots = [
        Slot(request.first_day + dt.timedelta(days=n), session)
        for n in range(days + 1)
        for session in Session
    ]
    marks = marks_of([request.enrolment_id], [slot.number for slot in slots])
    return [
        slot
        for slot in slots
        if (row := marks.get((request.enrolment_id, slot.number))) and row.code == code
    ]
