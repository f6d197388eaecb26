"""What the marks of a school ask for at the end of a day; each row is made once."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from followup.models import (
    Attempt,
    AuthorityReturn,
    LatenessReview,
    ParentReport,
    ReturnTalk,
)
from followup.rules.authority_returns import continuous, irregular, sickness
from followup.rules.lateness import pattern_of
from followup.rules.returns import Marks, absences, talks_due
from followup.selectors.marks import year_of_marks
from followup.selectors.n_codes import living
from schools.models import Body, Membership
from schools.rules.calendar import SchoolCalendar
from schools.selectors.calendar import calendar_of
from schools.selectors.policy import policy_on

# A return that was not talked about within this time is not asked for any more.
_RECENT = dt.timedelta(days=14)


@dataclass(frozen=True, slots=True)
class _Day:
    school: Body
    day: dt.date
    now: dt.datetime
    calendar: SchoolCalendar


@transaction.atomic
def review_marks(*, school: Body, day: dt.date, now: dt.datetime) -> int:
    """Add the talks, patterns of lateness and returns that a day asks for.

    Made twice or late, each row stands once; return how many are new.
    """
    marks = year_of_marks(school, day)
    roll = living(set(marks))
    here = _Day(school, day, now, calendar_of(school))
    expected = _expected(set(roll), day)
    made = 0
    for pk in roll:
        made += _talks(here, pk, marks[pk])
        made += _lateness(here, pk, marks[pk])
        made += _returns(here, pk, marks[pk], expected.get(pk))
    return made


def _talks(here: _Day, enrolment_id: int, marks: Marks) -> int:
    policy = policy_on(here.school, here.day)
    wanted = talks_due(
        absences(marks),
        interview_after=policy.return_interview_after,
        meeting_after_days=policy.return_meeting_after_days,
    )
    made = 0
    for talk in wanted:
        if talk.due_on > here.day - _RECENT:
            _, is_new = ReturnTalk.objects.get_or_create(
                enrolment_id=enrolment_id,
                kind=talk.kind,
                due_on=talk.due_on,
                defaults={
                    "school": here.school,
                    "rule": talk.rule[:400],
                    "absences": list(talk.absences),
                    "made_at": here.now,
                },
            )
            made += is_new
    return made


def _lateness(here: _Day, enrolment_id: int, marks: Marks) -> int:
    half_term = here.calendar.half_term_of(here.day)
    if half_term is None:
        return 0
    at_least = policy_on(here.school, here.day).persistent_lateness_marks
    pattern = pattern_of(marks, half_term.period, at_least)
    if pattern is None:
        return 0
    _, is_new = LatenessReview.objects.get_or_create(
        enrolment_id=enrolment_id,
        half_term_starts_on=pattern.starts_on,
        defaults={
            "school": here.school,
            "slots": [slot.number for slot in pattern.slots],
            "rule": pattern.rule,
            "made_at": here.now,
        },
    )
    return int(is_new)


def _returns(
    here: _Day, enrolment_id: int, marks: Marks, back_on: dt.date | None
) -> int:
    found = [
        *continuous(marks),
        sickness(marks, here.calendar, today=here.day, back_on=back_on),
        irregular(marks, here.calendar, today=here.day),
    ]
    made = 0
    for row in found:
        if row is not None:
            _, is_new = AuthorityReturn.objects.get_or_create(
                enrolment_id=enrolment_id,
                kind=row.kind,
                first_day=row.first_day,
                defaults={
                    "school": here.school,
                    "slots": [slot.number for slot in row.slots],
                    "days": row.days,
                    "rule": row.rule[:400],
                    "due_on": row.due_on,
                    "found_at": here.now,
                },
            )
            made += is_new
    return made


def _expected(enrolment_ids: set[int], day: dt.date) -> dict[int, dt.date]:
    """Return when each child is expected back, as the last word about it says."""
    said = [
        *ParentReport.objects.filter(
            enrolment__in=enrolment_ids, expected_on__gt=day, accepted_at__isnull=False
        ).values_list("received_at", "enrolment_id", "expected_on"),
        *Attempt.objects.filter(
            children__line__enrolment__in=enrolment_ids, expected_on__gt=day
        ).values_list("tried_at", "children__line__enrolment_id", "expected_on"),
    ]
    return {pk: on for _, pk, on in sorted(said) if on is not None}


def leave_return_out(
    *, row: AuthorityReturn, why: str, by: Membership, now: dt.datetime
) -> None:
    """Keep why the authority is not told of a pupil."""
    AuthorityReturn.objects.filter(
        pk=row.pk, sent_at__isnull=True, left_out_at__isnull=True
    ).update(left_out_at=now, left_out_by=by, left_out_why=why)


def hold_talk(
    *, talk: ReturnTalk, said: dict[str, object], by: Membership, now: dt.datetime
) -> None:
    """Keep what came of a talk; the first record stands."""
    ReturnTalk.objects.filter(
        pk=talk.pk, held_at__isnull=True, left_out_at__isnull=True
    ).update(held_at=now, held_by=by, **said)


def leave_talk_out(
    *, talk: ReturnTalk, why: str, by: Membership, now: dt.datetime
) -> None:
    """Keep why a talk is not held."""
    ReturnTalk.objects.filter(
        pk=talk.pk, held_at__isnull=True, left_out_at__isnull=True
    ).update(left_out_at=now, left_out_by=by, left_out_why=why)
