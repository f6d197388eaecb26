"""What is done to find a child safe and well; all of it only grows."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from core.clock import local
from followup.models import (
    AbsenceSpell,
    Enquiry,
    RiskAssessment,
    SafeguardingDuty,
    Visit,
    VisitDecision,
)
from followup.rules.safe_and_well import (
    Planned,
    refusal_of_outcome,
    refusal_of_visit,
    refusal_to_stay,
)
from followup.selectors.safe_and_well import Found
from schools.models import Alert, Body, Membership, Pupil
from schools.services.alerts import News, alert
from schools.services.refusals import Refused
from schools.states import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class AtTheDoor:
    """What two members of staff report of a visit."""

    key: uuid.UUID
    visited_at: dt.datetime
    first: Membership
    second: Membership
    found: str
    words: str
    spoke_to: str = ""
    is_letter_left: bool = False
    letter: ContentFile[bytes] | None = None


def decide_visit(
    *,
    found: Found,
    day: dt.date,
    decision: str,
    rationale: str,
    key: uuid.UUID,
    by: Membership,
    now: dt.datetime,
) -> VisitDecision:
    """Keep whether the home is visited today, with the reasons."""
    if decision == VisitDecision.Decision.NO_VISIT:
        _refuse(refusal_to_stay(found.case), "decision")
    row, _ = VisitDecision.objects.get_or_create(
        key=key,
        defaults={
            "school_id": found.spell.school_id,
            "spell": found.spell,
            "day": day,
            "day_number": found.case.day_number,
            "decision": decision,
            "rationale": rationale,
            "decided_at": now,
            "decided_by": by,
        },
    )
    return row


def assess_risk(
    *, spell: AbsenceSpell, said: dict[str, Any], by: Membership, now: dt.datetime
) -> RiskAssessment:
    """Keep what two members of staff thought of before they go."""
    row, _ = RiskAssessment.objects.get_or_create(
        key=said["key"],
        defaults={
            **{name: value for name, value in said.items() if name != "key"},
            "school_id": spell.school_id,
            "spell": spell,
            "pupil": spell.enrolment.pupil,
            "assessed_at": now,
            "assessed_by": by,
        },
    )
    return row


@transaction.atomic
def record_visit(*, found: Found, door: AtTheDoor, now: dt.datetime) -> Visit:
    """Keep what was found at the door; never without an assessment of the risks."""
    known = Visit.objects.filter(key=door.key).first()
    if known is not None:
        return known
    plan = found.plan
    _refuse(
        refusal_of_visit(
            Planned(may_go=plan.may_go, assessed_at=plan.assessed_at, is_used=False)
            if plan
            else None,
            staff=(door.first.person_id, door.second.person_id),
            visited_at=door.visited_at,
            now=now,
            letter=(door.is_letter_left, door.letter is not None),
        )
    )
    if plan is None:  # the rule has refused that already
        raise AssertionError
    return Visit.objects.create(
        key=door.key,
        school_id=found.spell.school_id,
        pupil=found.spell.enrolment.pupil,
        spell=found.spell,
        assessment=plan,
        found=door.found,
        spoke_to=door.spoke_to,
        words=door.words,
        is_letter_left=door.is_letter_left,
        letter=door.letter or "",
        visited_at=door.visited_at,
        visited_by=door.first,
        second_staff=door.second,
    )


def ask_somebody(
    *, spell: AbsenceSpell, said: dict[str, Any], by: Membership, now: dt.datetime
) -> Enquiry:
    """Keep whom the school asked or told, and the answer where there is one already."""
    answered = bool(said["answer"].strip())
    row, _ = Enquiry.objects.get_or_create(
        key=said["key"],
        defaults={
            **{name: value for name, value in said.items() if name != "key"},
            "school_id": spell.school_id,
            "spell": spell,
            "pupil": spell.enrolment.pupil,
            "asked_at": now,
            "asked_by": by,
            "answered_at": now if answered else None,
            "answered_by": by if answered else None,
        },
    )
    return row


def keep_answer(
    *, enquiry: Enquiry, answer: str, by: Membership, now: dt.datetime
) -> None:
    """Keep what somebody answered; the first answer stands."""
    Enquiry.objects.filter(pk=enquiry.pk, answered_at__isnull=True).update(
        answer=answer, answered_at=now, answered_by=by
    )


def conclude(
    *, found: Found, conclusion: str, words: str, by: Membership, now: dt.datetime
) -> None:
    """End a case with what it was; nobody is safe and well whom nobody saw."""
    _refuse(
        refusal_of_outcome(
            is_seen_safe=conclusion == AbsenceSpell.Conclusion.SEEN_SAFE,
            has_been_seen=found.has_been_seen,
        ),
        "conclusion",
    )
    AbsenceSpell.objects.filter(pk=found.spell.pk, concluded_at__isnull=True).update(
        conclusion=conclusion,
        conclusion_words=words,
        concluded_at=now,
        concluded_by=by,
    )


def tell_leads(
    *, school: Body, pupil: Pupil, news: News, by: Membership | None, now: dt.datetime
) -> int:
    """Alert the safeguarding lead, whoever is named beside them, and their deputies."""
    today = local(now).date()
    told = alert(news, school=school, roles=[Role.SAFEGUARDING], now=now, sender=by)
    named = {
        person
        for row in SafeguardingDuty.objects.on(today)
        .filter(school=school)
        .values_list("member", "deputy")
        for person in row
        if person
    }
    known = Alert.objects.filter(
        school=school, pupil=pupil, words=news.words, made_at__date=today
    ).values_list("to_id", flat=True)
    people = (
        Membership.objects.on(today)
        .filter(pk__in=named)
        .exclude(pk__in=known)
        .exclude(person__relatives__pupil=pupil)
    )
    more = Alert.objects.bulk_create(
        Alert(
            school=school,
            to=person,
            pupil=pupil,
            words=news.words,
            link=news.link,
            is_urgent=news.is_urgent,
            made_at=now,
            sender=by,
        )
        for person in people
    )
    return len(told) + len(more)


def _refuse(sentence: str | None, field: str | None = None) -> None:
    if sentence:
        raise Refused(sentence, field=field)
