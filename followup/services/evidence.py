"""Medical evidence: asked for, seen, decided; a parent is told before a refusal counts."""

import datetime as dt
import uuid
from typing import Any

from django.db import transaction

from core.clock import local
from followup.models import (
    EvidenceDecision,
    EvidenceItem,
    EvidenceRequest,
    UnauthorisedNotice,
)
from followup.rules.evidence import ILLNESS, refusal_to_unauthorise
from followup.selectors.evidence import parents_of, slots_of_request
from register.rules.entries import Entry
from register.services.marks import record_marks
from register.services.writing import standing
from schools.models import Body, Enrolment, Membership
from schools.rules.sessions import Slot
from schools.services.refusals import Refused


def ask_for_evidence(
    *, enrolment: Enrolment, said: dict[str, Any], by: Membership, now: dt.datetime
) -> EvidenceRequest:
    """Ask for evidence about one illness by one rule, once."""
    row, _ = EvidenceRequest.objects.get_or_create(
        enrolment=enrolment,
        first_day=said["first_day"],
        rule=said["rule"],
        defaults={
            **said,
            "school_id": enrolment.school_id,
            "asked_at": now,
            "asked_by": by,
        },
    )
    return row


def see_evidence(
    *, request: EvidenceRequest, said: dict[str, Any], by: Membership, now: dt.datetime
) -> EvidenceItem:
    """Keep what was shown or sent."""
    row, _ = EvidenceItem.objects.get_or_create(
        key=said["key"],
        defaults={
            **{name: value for name, value in said.items() if name != "key"},
            "school_id": request.school_id,
            "request": request,
            "seen_at": now,
            "seen_by": by,
        },
    )
    return row


def decide_evidence(
    *,
    request: EvidenceRequest,
    is_authorised: bool,
    reasons: str,
    key: uuid.UUID,
    by: Membership,
    now: dt.datetime,
) -> EvidenceDecision:
    """Keep whether the absence is authorised as illness; the latest stands."""
    row, _ = EvidenceDecision.objects.get_or_create(
        key=key,
        defaults={
            "school_id": request.school_id,
            "request": request,
            "is_authorised": is_authorised,
            "reasons": reasons,
            "decided_at": now,
            "decided_by": by,
        },
    )
    return row


def tell_parent(
    *,
    decision: EvidenceDecision,
    contact_id: int,
    how: str,
    words: str,
    by: Membership,
    now: dt.datetime,
) -> UnauthorisedNotice:
    """Keep that a parent was told that the absence will be unauthorised."""
    row, _ = UnauthorisedNotice.objects.get_or_create(
        decision=decision,
        contact_id=contact_id,
        defaults={
            "school_id": decision.school_id,
            "how": how,
            "words": words,
            "told_at": now,
            "told_by": by,
        },
    )
    return row


@transaction.atomic
def record_unauthorised(
    *, school: Body, request: EvidenceRequest, by: Membership, now: dt.datetime
) -> int:
    """Enter O for the illness, once a parent was told; return how many sessions."""
    decision = request.decisions.last()
    told = decision.notices.values_list("contact_id", flat=True) if decision else []
    parents = parents_of(request.enrolment.pupil, local(now).date())
    refusal = refusal_to_unauthorise(
        is_authorised=decision.is_authorised if decision else None,
        told=told,
        parents=[row.pk for row in parents],
    )
    if refusal or decision is None:
        raise Refused(refusal or "")
    reason = f"Evidence asked for and not enough: {decision.reasons}"[:400]
    entered = 0
    for slot in slots_of_request(request, ILLNESS):
        entered += _enter(school, slot, request.enrolment_id, reason, by, now)
    return entered


def _enter(
    school: Body,
    slot: Slot,
    enrolment_id: int,
    reason: str,
    by: Membership,
    now: dt.datetime,
) -> int:
    stands = standing(slot, [enrolment_id])[enrolment_id]
    entry = Entry(
        enrolment_id=enrolment_id, code="O", version=stands.version, reason=reason
    )
    outcome = record_marks(school=school, slot=slot, entries=[entry], by=by, now=now)
    for refused in outcome.refused:
        raise Refused(refused.sentence)
    return len(outcome.saved)
