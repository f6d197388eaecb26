"""Logs attempts to reach home and what they make of the lines they are about."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from core.clock import local
from followup.codes.steps import StepKind
from followup.models import AbsenceLine, Attempt, AttemptFor, DueStep
from followup.rules.calling import has_tried_all
from followup.rules.closing import (
    ClosingRefused,
    Told,
    Verdict,
    refusal_to_close,
    verdict_on,
)
from followup.selectors.contacts import numbers_of, tried_today
from followup.services.reasons import Reason, enter_reason
from followup.services.resolving import settle_spell
from followup.services.stepping import end_step
from followup.states import Ending, Need, Outcome, StepEnd, Way
from schools.models import Body, Contact, Membership
from schools.services.refusals import Refused

LONGEST_WORDS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One attempt as it was typed. `key` comes from the page: pressed twice, it is one."""

    key: uuid.UUID
    outcome: Outcome
    way: Way = Way.PHONE
    contact: Contact | None = None
    who: str = ""
    number: str = ""
    is_incoming: bool = False
    said: str = ""
    code: str = ""
    nature: str = ""
    expected_on: dt.date | None = None
    is_reassuring: bool | None = None
    rationale: str = ""

    @property
    def from_whom(self) -> str:
        """Say who it was with: Mrs A Example (mother), by telephone."""
        if self.contact is None:
            return self.who
        return f"{self.contact.adult.name} ({self.contact.relationship.lower()})"


@transaction.atomic
def log_attempt(
    *,
    school: Body,
    lines: Sequence[AbsenceLine],
    call: Call,
    by: Membership,
    now: dt.datetime,
) -> Attempt:
    """Keep an attempt about one child or a family, and close what it closes.

    Raises `Refused` with a sentence; nothing is kept then.
    """
    kept = Attempt.objects.filter(key=call.key).first()
    if kept is not None:
        return kept
    locked = _locked(lines)
    verdicts = {line.pk: _verdict(line, call) for line in locked}
    attempt = _keep(school, locked, call, by, now)
    if call.code and call.is_reassuring is not None:
        for line in locked:
            enter_reason(
                school=school,
                enrolment=line.enrolment,
                reason=_reason(line, call),
                by=by,
                now=now,
            )
    for line in locked:
        if line.closed_at is None:
            close(line, verdicts[line.pk], call, by=by, now=now)
        finish_calls(line, by=by, now=now)
    return attempt


@transaction.atomic
def close_by_hand(
    *, line: AbsenceLine, rationale: str, by: Membership, now: dt.datetime
) -> AbsenceLine:
    """Close a line that a word does not close by itself, with the reasons written down.

    Raises `Refused` where nobody gave a reason and nobody saw the child.
    """
    (row,) = _locked([line])
    if row.closed_at is not None:
        return row
    has_word = (
        AttemptFor.objects.filter(
            line__spell=row.spell, attempt__is_reassuring__isnull=False
        ).exists()
        or row.spell.visits.filter(found__startswith="seen").exists()
        or row.enrolment.parent_reports.filter(
            accepted_at__isnull=False, first_day__lte=row.day, last_day__gte=row.day
        ).exists()
    )
    refusal = refusal_to_close(has_word=has_word, rationale=rationale)
    if refusal is not None:
        raise Refused(refusal, field="rationale")
    _end(row, Ending.RATIONALE, "Closed with reasons", rationale, by, now)
    row.save()
    return row


def close(
    line: AbsenceLine, verdict: Verdict, call: Call, *, by: Membership, now: dt.datetime
) -> None:
    """Write what a verdict makes of a line; one that stays open keeps its steps."""
    if verdict.ending is not None:
        words = f"{call.from_whom}: {call.said}".strip(": ")
        _end(line, verdict.ending, words, call.rationale, by, now)
    line.steps_go_on = verdict.steps_go_on
    line.save()
    if verdict.closes and not verdict.steps_go_on:
        settle_spell(line.spell, line)


def finish_calls(line: AbsenceLine, *, by: Membership, now: dt.datetime) -> None:
    """End the step "call every contact" of a day once that is what was done."""
    numbers = numbers_of(line.enrolment.pupil, line.day)
    tried = tried_today(line)
    if not has_tried_all(numbers, tried):
        return
    steps = DueStep.objects.filter(
        spell=line.spell,
        due_on=line.day,
        step__kind=StepKind.CALL,
        ended_at__isnull=True,
    )
    said = f"{len(tried)} attempts on this day; see the chronology."
    for step in steps:
        end_step(step=step, end=StepEnd.DONE, words=said, by=by, now=now)


def _locked(lines: Sequence[AbsenceLine]) -> list[AbsenceLine]:
    """Lock lines in order of id, with what closing them asks for."""
    return list(
        AbsenceLine.objects.select_for_update(of=("self",))
        .select_related("enrolment__pupil", "spell", "school")
        .filter(pk__in=[line.pk for line in lines])
        .order_by("pk")
    )


def _verdict(line: AbsenceLine, call: Call) -> Verdict:
    try:
        return verdict_on(
            Told(call.outcome, call.is_reassuring, call.rationale), Need(line.need)
        )
    except ClosingRefused as refusal:
        raise Refused(str(refusal), field="rationale") from None


def _keep(
    school: Body,
    lines: Sequence[AbsenceLine],
    call: Call,
    by: Membership,
    now: dt.datetime,
) -> Attempt:
    attempt = Attempt.objects.create(
        key=call.key,
        school=school,
        contact=call.contact,
        who=call.who,
        way=call.way,
        number=call.number,
        is_incoming=call.is_incoming,
        outcome=call.outcome,
        said=call.said.strip(),
        code=call.code,
        expected_on=call.expected_on,
        is_reassuring=call.is_reassuring,
        rationale=call.rationale.strip(),
        tried_at=now,
        tried_by=by,
    )
    AttemptFor.objects.bulk_create(
        AttemptFor(
            school=school, attempt=attempt, pupil=line.enrolment.pupil, line=line
        )
        for line in lines
    )
    return attempt


def _reason(line: AbsenceLine, call: Call) -> Reason:
    """Return the days that a reason covers: up to the day before the return."""
    last = line.day
    if call.expected_on is not None and call.expected_on > line.day:
        last = call.expected_on - dt.timedelta(days=1)
    return Reason(
        code=call.code,
        words=f"{call.from_whom}: {call.said}".strip(": "),
        first_day=line.day,
        last_day=last,
        nature=call.nature,
    )


def _end(
    line: AbsenceLine,
    ending: Ending,
    words: str,
    rationale: str,
    by: Membership,
    now: dt.datetime,
) -> None:
    line.closed_at, line.closed_by, line.ending = now, by, ending
    line.closed_words = words[:LONGEST_WORDS]
    line.rationale = rationale.strip()
    line.claimed_at = line.claimed_by = line.claimed_until = None


def is_todays(line: AbsenceLine, now: dt.datetime) -> bool:
    """Tell whether a line is of the day that it is."""
    return line.day == local(now).date()
