"""What is told of a pupil whom somebody looked for: visits, enquiries, N codes, talks."""

import datetime as dt
from collections.abc import Iterator

from core.chronology import Entry
from core.words import count, moment
from followup.models import (
    AuthorityReturn,
    BreakfastPlace,
    Enquiry,
    EvidenceDecision,
    EvidenceItem,
    EvidenceRequest,
    GateTalk,
    LatenessReview,
    ReturnTalk,
    RiskAssessment,
    SafeguardingEntry,
    SweepLine,
    UnauthorisedNotice,
    Visit,
    VisitDecision,
    VulnerableListing,
)
from schools.models import Membership
from schools.rules.sessions import Slot, say_day
from schools.states import Act

APP = "followup"
NEEDS = Act.FOLLOW_UP_ABSENCE.value


def safety_story(pupil_id: int) -> Iterator[Entry]:
    """Tell what was decided and done to find a child, and who was asked."""
    for row in VisitDecision.objects.filter(
        spell__enrolment__pupil=pupil_id
    ).select_related("decided_by"):
        words = f"Day {row.day_number}: {row.get_decision_display()}"
        yield _entry(row.decided_at, "decision", words, row.rationale, row.decided_by)
    for risk in RiskAssessment.objects.filter(pupil=pupil_id).select_related(
        "assessed_by"
    ):
        words = f"Risks of a visit assessed for {moment(risk.planned_for)}"
        detail = f"{risk.hazards} {risk.measures}"
        yield _entry(risk.assessed_at, "note", words, detail, risk.assessed_by)
    for visit in Visit.objects.filter(pupil=pupil_id).select_related(
        "visited_by", "second_staff"
    ):
        words = f"Home visit: {visit.get_found_display()}"
        left = " A letter was left." if visit.is_letter_left else ""
        detail = f"{visit.words}{left} With {visit.second_staff.name}."
        yield _entry(visit.visited_at, "visit", words, detail, visit.visited_by)
    for asked in Enquiry.objects.filter(pupil=pupil_id).select_related("asked_by"):
        words = f"Asked or told: {asked.get_whom_display()} {asked.who}".strip()
        reference = f" Reference {asked.reference}." if asked.reference else ""
        answer = f" Answer: {asked.answer}" if asked.answer else ""
        detail = f"{asked.how}: {asked.said}{reference}{answer}"
        yield _entry(asked.asked_at, "call", words, detail, asked.asked_by)
    for listed in VulnerableListing.objects.filter(pupil=pupil_id).select_related(
        "listed_by", "removed_by"
    ):
        words = "Put on the vulnerable list"
        yield _entry(
            listed.listed_at, "decision", words, listed.reason, listed.listed_by
        )
        if listed.removed_at is not None:
            words = "Taken off the vulnerable list"
            yield _entry(
                listed.removed_at,
                "decision",
                words,
                listed.removed_why,
                listed.removed_by,
            )


def sweep_story(pupil_id: int) -> Iterator[Entry]:
    """Tell which N codes became O in whose name, and which were left out and why."""
    rows = SweepLine.objects.filter(enrolment__pupil=pupil_id)
    for row in rows.select_related("sweep", "entered_by", "left_out_by"):
        session = Slot.from_number(row.slot).words
        kind = row.sweep.get_kind_display()
        if row.entered_at is not None:
            words = f"{session}: N became O"
            yield _entry(row.entered_at, "decision", words, kind, row.entered_by)
        elif row.left_out_at is not None:
            words = f"{session}: N left out of the sweep"
            yield _entry(
                row.left_out_at, "note", words, row.left_out_why, row.left_out_by
            )


def return_story(pupil_id: int) -> Iterator[Entry]:
    """Tell what a return asked for: talks, evidence, lateness, what was due to be told."""
    yield from _evidence(pupil_id)
    yield from _talks(pupil_id)
    yield from _lateness(pupil_id)
    here = {"enrolment__pupil": pupil_id}
    for place in BreakfastPlace.objects.filter(**here).select_related("offered_by"):
        words = f"Place at the breakfast club from {say_day(place.starts_on)}"
        yield _entry(place.offered_at, "decision", words, place.why, place.offered_by)
    for due in AuthorityReturn.objects.filter(**here).select_related("left_out_by"):
        words = f"Return to the authority fell due: {due.get_kind_display()}"
        yield _entry(due.found_at, "note", words, due.rule, None)
        if due.left_out_at is not None:
            words = "Return to the authority left out"
            yield _entry(
                due.left_out_at, "decision", words, due.left_out_why, due.left_out_by
            )


def safeguarding_story(pupil_id: int) -> Iterator[Entry]:
    """Tell safeguarding entries to those who may read them."""
    rows = SafeguardingEntry.objects.filter(pupil=pupil_id)
    for row in rows.select_related("entered_by"):
        yield Entry(
            at=row.happened_at,
            app=APP,
            kind="note",
            words="Safeguarding entry",
            detail=row.words,
            by=(row.entered_by.name, row.entered_by.position),
            needs=Act.SAFEGUARD.value,
        )


def _talks(pupil_id: int) -> Iterator[Entry]:
    here = {"enrolment__pupil": pupil_id}
    for talk in ReturnTalk.objects.filter(**here).select_related(
        "held_by", "left_out_by"
    ):
        words = talk.get_kind_display()
        if talk.held_at is not None:
            detail = f"{talk.present}. {talk.reasons} {talk.support}".strip()
            yield _entry(talk.held_at, "meeting", words, detail, talk.held_by)
        elif talk.left_out_at is not None:
            words = f"{words} not held"
            yield _entry(
                talk.left_out_at, "decision", words, talk.left_out_why, talk.left_out_by
            )


def _lateness(pupil_id: int) -> Iterator[Entry]:
    here = {"enrolment__pupil": pupil_id}
    for gate in GateTalk.objects.filter(**here).select_related("talked_by"):
        words = f"At the gate with {gate.with_whom}"
        detail = f"{gate.reason} {gate.support}".strip()
        yield _entry(gate.talked_at, "meeting", words, detail, gate.talked_by)
    for late in LatenessReview.objects.filter(**here).select_related("dealt_with_by"):
        words = f"Persistent lateness: {count(len(late.slots), 'late mark')}"
        yield _entry(late.made_at, "note", words, late.rule, None)
        if late.dealt_with_at is not None:
            words = "Persistent lateness dealt with"
            yield _entry(
                late.dealt_with_at, "decision", words, late.words, late.dealt_with_by
            )


def _evidence(pupil_id: int) -> Iterator[Entry]:
    for asked in EvidenceRequest.objects.filter(
        enrolment__pupil=pupil_id
    ).select_related("asked_by"):
        words = f"Medical evidence asked for: illness from {say_day(asked.first_day)}"
        yield _entry(asked.asked_at, "note", words, asked.words, asked.asked_by)
    here = {"request__enrolment__pupil": pupil_id}
    for item in EvidenceItem.objects.filter(**here).select_related("seen_by"):
        words = f"Medical evidence seen: {item.get_form_display()}"
        yield _entry(item.seen_at, "note", words, item.words, item.seen_by)
    for row in EvidenceDecision.objects.filter(**here).select_related("decided_by"):
        verdict = "authorised" if row.is_authorised else "not authorised"
        words = f"Illness {verdict}"
        yield _entry(row.decided_at, "decision", words, row.reasons, row.decided_by)
    for told in UnauthorisedNotice.objects.filter(
        decision__request__enrolment__pupil=pupil_id
    ).select_related("contact__adult", "told_by"):
        words = f"{told.contact.adult.name} told that the absence is unauthorised"
        detail = f"{told.get_how_display()}. {told.words}".strip()
        yield _entry(told.told_at, "message", words, detail, told.told_by)


def _entry(
    at: dt.datetime, kind: str, words: str, detail: str, by: Membership | None
) -> Entry:
    return Entry(
        at=at,
        app=APP,
        kind=kind,
        words=words,
        detail=detail,
        by=(by.name, by.position) if by else None,
        needs=NEEDS,
    )
