"""The calling page: every contact in order, what was tried, what is due, what was said."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.urls import reverse

from core.words import clock_time, moment
from followup.models import Attempt, DueStep
from followup.presenters.numbers import said
from followup.presenters.steps import StepRow, step_row
from followup.presenters.today import (
    NEED_TAGS,
    flag_items,
    say_elsewhere,
    say_since,
    who_is,
)
from followup.selectors.today import Absence
from followup.states import Ending, Need, Outcome, Way
from schools.models import Body, Contact
from schools.rules.sessions import Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRow:
    """One number of a contact and what came of it last."""

    contact: int
    who: str
    label: str
    number: str
    said: str
    value: str
    restriction: str
    last: str
    is_next: bool
    may_call: bool
    key: str = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptRow:
    """One attempt, as the history prints it."""

    when: str
    who: str
    what: str
    words: str
    rationale: str
    by_name: str
    by_position: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPage:
    """A child of the list, with everything that a call needs."""

    name: str
    href: str
    group: str
    session: str
    since: str
    why: str
    need: tuple[str, str]
    needs_rationale: bool
    flags: tuple[tuple[str, str, str], ...]
    elsewhere: str
    siblings: tuple[tuple[int, str], ...]
    numbers: tuple[NumberRow, ...]
    attempts: tuple[AttemptRow, ...]
    steps: tuple[StepRow, ...]
    known: tuple[str, str] | None
    report: str
    closed: str
    attempt: str


def present_call(
    school: Body,
    absence: Absence,
    attempts: Sequence[Attempt],
    steps: Sequence[DueStep],
) -> CallPage:
    """Draw the calling page of a child; `attempts` are those of the whole spell."""
    line, pupil = absence.line, absence.line.enrolment.pupil
    return CallPage(
        name=pupil.name,
        href=reverse("pupil", kwargs={"school": school.slug, "pupil": pupil.pk}),
        group=absence.group or "no class",
        session=Slot.from_number(line.slot).words,
        since=say_since(line),
        why=line.get_why_display(),
        need=NEED_TAGS[Need(line.need)],
        needs_rationale=line.need != Need.OTHER,
        flags=flag_items(absence.flags),
        elsewhere=say_elsewhere(absence.elsewhere),
        siblings=tuple((row.pk, row.enrolment.pupil.name) for row in absence.siblings),
        numbers=_numbers(absence),
        attempts=tuple(attempt_row(row) for row in reversed(attempts)),
        steps=tuple(step_row(school, row, line.day) for row in steps),
        known=(absence.known.code, absence.known.words) if absence.known else None,
        report=reverse(
            "absence-report-read",
            kwargs={"school": school.slug, "report": absence.report.pk},
        )
        if absence.report
        else "",
        closed=_closed(absence),
        attempt=reverse(
            "absence-attempt", kwargs={"school": school.slug, "line": line.pk}
        ),
    )


def attempt_row(row: Attempt) -> AttemptRow:
    """Draw one attempt."""
    who = who_is(row.contact) if row.contact else row.who
    parts = [Outcome(row.outcome).label]
    if row.way != Way.PHONE:
        parts.append(Way(row.way).label.lower())
    if row.code:
        parts.append(f"code {row.code}")
    if row.is_reassuring is not None:
        parts.append("reassuring" if row.is_reassuring else "not reassuring")
    return AttemptRow(
        when=moment(row.tried_at),
        who=f"{who} {said(row.number)}".strip(),
        what=", ".join(parts),
        words=row.said,
        rationale=row.rationale,
        by_name=row.tried_by.name,
        by_position=row.tried_by.position,
    )


def _numbers(absence: Absence) -> tuple[NumberRow, ...]:
    following = absence.next
    last: dict[tuple[int | None, str], Attempt] = {
        (row.contact_id, row.number): row for row in absence.attempts
    }
    rows = []
    for contact in absence.contacts:
        numbers = list(contact.adult.numbers.all())
        for number in numbers:
            tried = last.get((contact.pk, number.number))
            rows.append(
                NumberRow(
                    contact=contact.pk,
                    who=who_is(contact),
                    label=number.label,
                    number=number.number,
                    said=said(number.number),
                    value=f"{contact.pk}:{number.number}",
                    restriction=_restriction(contact),
                    last=_last(tried),
                    is_next=following is not None
                    and (following[0].pk, following[1].number)
                    == (contact.pk, number.number),
                    may_call=Contact.Channel.PHONE in contact.channels,
                    key=str(uuid.uuid4()),
                )
            )
    return tuple(rows)


def _restriction(contact: Contact) -> str:
    if Contact.Channel.PHONE not in contact.channels:
        return contact.restriction or "Do not telephone"
    return contact.restriction


def _last(tried: Attempt | None) -> str:
    if tried is None:
        return ""
    return f"{clock_time(tried.tried_at)} {Outcome(tried.outcome).label.lower()}"


def _closed(absence: Absence) -> str:
    line = absence.line
    if line.closed_at is None or line.closed_by is None:
        return ""
    how = Ending(line.ending).label
    by = f"{line.closed_by.name}, {line.closed_by.position}"
    words = f" {line.closed_words}." if line.closed_words else ""
    return f"{how}. {clock_time(line.closed_at)}, {by}.{words} {line.rationale}".strip()
