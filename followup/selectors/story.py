"""What the absence day tells of a pupil: calls, words from home, messages, steps."""

from collections.abc import Iterator

from core.chronology import Entry
from core.words import clock_time
from followup.codes.steps import StepKind
from followup.models import (
    AbsenceLine,
    AbsenceSpell,
    Attempt,
    DueStep,
    Message,
    ParentReport,
)
from followup.states import Delivery, Ending, Outcome, StepEnd, Way
from schools.models import Contact, Membership
from schools.rules.sessions import Slot, say_day
from schools.states import Act

APP = "followup"
NEEDS = Act.FOLLOW_UP_ABSENCE.value


def absence_story(pupil_id: int) -> Iterator[Entry]:
    """Tell who was missed when, who was tried on which number, and what came of it."""
    yield from _lines(pupil_id)
    yield from _attempts(pupil_id)
    yield from _reports(pupil_id)
    yield from _messages(pupil_id)
    yield from _steps(pupil_id)
    yield from _spells(pupil_id)


def _lines(pupil_id: int) -> Iterator[Entry]:
    rows = AbsenceLine.objects.filter(enrolment__pupil=pupil_id)
    for row in rows.select_related("closed_by"):
        session = Slot.from_number(row.slot).words
        yield Entry(
            at=row.made_at,
            app=APP,
            kind="note",
            words=f"On the first-day list: {session}, day {row.day_number}",
            detail=row.get_why_display(),
            needs=NEEDS,
        )
        if row.closed_at is not None:
            words = f"{Ending(row.ending).label}: {session}"
            yield Entry(
                at=row.closed_at,
                app=APP,
                kind="decision" if row.rationale else "note",
                words=words,
                detail=" ".join(filter(None, (row.closed_words, row.rationale))),
                by=_by(row.closed_by),
                needs=NEEDS,
            )


def _attempts(pupil_id: int) -> Iterator[Entry]:
    rows = Attempt.objects.filter(children__pupil=pupil_id)
    for row in rows.select_related("contact__adult", "tried_by"):
        who = _who(row.contact) or row.who
        verb = "Rung by" if row.is_incoming else "Rang"
        yield Entry(
            at=row.tried_at,
            app=APP,
            kind="call",
            words=f"{verb} {who}: {Outcome(row.outcome).label.lower()}",
            detail="; ".join(
                filter(
                    None,
                    (
                        f"number {row.number}" if row.number else "",
                        row.said,
                        f"code {row.code}" if row.code else "",
                        f"back {say_day(row.expected_on)}" if row.expected_on else "",
                        _reassurance(row.is_reassuring),
                        row.rationale,
                    ),
                )
            ),
            by=_by(row.tried_by),
            needs=NEEDS,
        )


def _reports(pupil_id: int) -> Iterator[Entry]:
    rows = ParentReport.objects.filter(enrolment__pupil=pupil_id)
    for row in rows.select_related(
        "contact__adult", "received_by", "accepted_by", "declined_by"
    ):
        who = "The pupil" if row.is_from_pupil else _who(row.contact) or row.who
        first, last = say_day(row.first_day), say_day(row.last_day)
        days = first if first == last else f"{first} to {last}"
        yield Entry(
            at=row.received_at,
            app=APP,
            kind="message",
            words=f"Word from home ({Way(row.way).label.lower()}): {days}",
            detail=f"{who or 'A parent'}: {row.said}",
            by=_by(row.received_by),
            needs=NEEDS,
        )
        if row.accepted_at is not None:
            yield Entry(
                at=row.accepted_at,
                app=APP,
                kind="decision",
                words=f"Word from home accepted as {row.code}",
                detail=row.rationale,
                by=_by(row.accepted_by),
                needs=NEEDS,
            )
        if row.declined_at is not None:
            yield Entry(
                at=row.declined_at,
                app=APP,
                kind="decision",
                words="Word from home put aside",
                detail=row.rationale,
                by=_by(row.declined_by),
                needs=NEEDS,
            )


def _messages(pupil_id: int) -> Iterator[Entry]:
    rows = Message.objects.filter(enrolment__pupil=pupil_id, sent_at__isnull=False)
    for row in rows.select_related("contact__adult", "released_by"):
        if row.sent_at is None:
            continue
        to = _who(row.contact) or "the transport team"
        fate = Delivery(row.delivery).label.lower() if row.delivery else "sent"
        yield Entry(
            at=row.sent_at,
            app=APP,
            kind="message",
            words=f"{row.get_channel_display()} to {to}: {row.get_kind_display()}",
            detail=f"{row.address}; {fate} {clock_time(row.sent_at)}",
            by=_by(row.released_by),
            needs=NEEDS,
        )


def _steps(pupil_id: int) -> Iterator[Entry]:
    rows = DueStep.objects.filter(
        spell__enrolment__pupil=pupil_id, ended_at__isnull=False
    )
    for row in rows.select_related("step", "ended_by"):
        if row.ended_at is None:
            continue
        yield Entry(
            at=row.ended_at,
            app=APP,
            kind="decision" if row.end == StepEnd.NOT_NEEDED else "note",
            words=f"{StepKind(row.step.kind).label}: {StepEnd(row.end).label.lower()}",
            detail=row.words,
            by=_by(row.ended_by),
            needs=NEEDS,
        )


def _spells(pupil_id: int) -> Iterator[Entry]:
    rows = AbsenceSpell.objects.filter(
        enrolment__pupil=pupil_id, concluded_at__isnull=False
    )
    for row in rows.select_related("concluded_by"):
        if row.concluded_at is None:
            continue
        yield Entry(
            at=row.concluded_at,
            app=APP,
            kind="decision",
            words=f"Absence from {say_day(row.starts_on)}: {row.get_conclusion_display()}",
            detail=row.conclusion_words,
            by=_by(row.concluded_by),
            needs=NEEDS,
        )


def _reassurance(is_reassuring: bool | None) -> str:  # noqa: FBT001 - a stored answer
    if is_reassuring is None:
        return ""
    return "reassuring" if is_reassuring else "not reassuring"


def _who(contact: Contact | None) -> str:
    if contact is None:
        return ""
    return f"{contact.adult.name} ({contact.relationship.lower()})"


def _by(member: Membership | None) -> tuple[str, str] | None:
    return (member.name, member.position) if member else None
