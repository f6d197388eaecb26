"""Turns a reason that somebody gave into the register's code, with that reason.

Sessions of today that stand at N, or at nothing after the close, are entered through
the one service that writes marks. Sessions ahead are a suggestion beside the name.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from core.clock import local
from followup.selectors.unexplained import slots_of
from register.models import Suggestion
from register.rules.entries import Entry
from register.rules.ledger import LONGEST_REASON
from register.rules.windows import has_closed
from register.selectors.registers import group_of
from register.selectors.roster import marks_at
from register.selectors.windows import NoSessionTimes, window_of
from register.services.marks import record_marks
from register.services.suggestions import Word, log_suggestion
from schools.models import Body, Enrolment, Membership
from schools.rules.sessions import Session, Slot
from schools.selectors.policy import policy_on
from schools.services.refusals import Refused
from schools.states import Role

UNEXPLAINED = "N"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What was said, by whom, which code it means, and for which days."""

    code: str
    words: str
    first_day: dt.date
    last_day: dt.date
    nature: str = ""


def enter_reason(
    *,
    school: Body,
    enrolment: Enrolment,
    reason: Reason,
    by: Membership,
    now: dt.datetime,
) -> list[Slot]:
    """Put a reason on the register; return the sessions whose mark it became.

    Raises `Refused` with the rule's sentence where the code may not stand there. Who
    may not amend leaves a suggestion, which the office turns into the mark.
    """
    today = local(now).date()
    may_amend = Role(by.role) in policy_on(school, today).amending_roles
    entered = []
    for slot in _sessions(school, reason, today):
        if may_amend and _waits_for_a_reason(school, enrolment, slot, now):
            _enter(school, enrolment, slot, reason, by, now)
            entered.append(slot)
    _suggest(school, enrolment, reason, entered, by, now, may_amend=may_amend)
    return entered


def _sessions(school: Body, reason: Reason, today: dt.date) -> list[Slot]:
    """Return the sessions up to today that a reason is about."""
    days = min(reason.last_day, today) - reason.first_day
    return [
        slot
        for n in range(days.days + 1)
        for slot in slots_of(school, reason.first_day + dt.timedelta(days=n))
    ]


def _waits_for_a_reason(
    school: Body, enrolment: Enrolment, slot: Slot, now: dt.datetime
) -> bool:
    """Tell whether a session stands at N, or at nothing although its register closed."""
    mark = marks_at(slot, [enrolment]).get(enrolment.pk)
    if mark is not None and mark.code is not None:
        return mark.code == UNEXPLAINED
    group = group_of(enrolment, slot.day)
    try:
        window = window_of(school, group.pk if group else None, slot)
    except NoSessionTimes:
        return False
    return has_closed(window, slot, local(now))


def _enter(
    school: Body,
    enrolment: Enrolment,
    slot: Slot,
    reason: Reason,
    by: Membership,
    now: dt.datetime,
) -> None:
    mark = marks_at(slot, [enrolment]).get(enrolment.pk)
    outcome = record_marks(
        school=school,
        slot=slot,
        entries=[
            Entry(
                enrolment_id=enrolment.pk,
                code=reason.code,
                version=mark.version if mark else 0,
                nature=reason.nature,
                reason=reason.words[:LONGEST_REASON],
            )
        ],
        by=by,
        now=now,
    )
    if outcome.refused:
        raise Refused(outcome.refused[0].sentence, field="code")
    if outcome.conflicts:
        raise Refused(
            f"Somebody marked {slot.words} in the same moment: look at the register.",
            field="code",
        )


def _suggest(
    school: Body,
    enrolment: Enrolment,
    reason: Reason,
    entered: Sequence[Slot],
    by: Membership,
    now: dt.datetime,
    *,
    may_amend: bool,
) -> Suggestion | None:
    """Leave a suggestion for the sessions ahead, or for all where `by` may not amend."""
    first = Slot(reason.first_day, Session.AM)
    if entered and may_amend:
        first = entered[-1].next
    last = Slot(reason.last_day, Session.PM)
    ahead = [slot for slot in _span(school, first, last) if slot not in entered]
    if not ahead:
        return None
    return log_suggestion(
        school=school,
        enrolment=enrolment,
        word=Word(
            first=ahead[0],
            last=ahead[-1],
            code=reason.code,
            source=Suggestion.Source.PARENT,
            words=reason.words,
            nature=reason.nature,
        ),
        by=by,
        now=now,
    )


def _span(school: Body, first: Slot, last: Slot) -> list[Slot]:
    days = (last.day - first.day).days
    found = [
        slot
        for n in range(days + 1)
        for slot in slots_of(school, first.day + dt.timedelta(days=n))
    ]
    return [slot for slot in found if first <= slot <= last]
