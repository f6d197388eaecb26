"""The list of a day, ready to be drawn: who is missing, whom to ring, who is ringing."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.urls import reverse

from core.words import clock_time, count
from followup.models import AbsenceLine, Attempt, DailyList, ParentReport
from followup.presenters.numbers import said
from followup.selectors.today import Absence, Day, who_is_calling
from followup.states import Ending, Need, Outcome
from register.selectors.board import BoardLine
from schools.codes.flag_shorts import shade_of, short_of
from schools.codes.flags import BY_KEY
from schools.models import Body, Contact, Flag, Membership
from schools.rules.sessions import Slot, say_day

NEED_TAGS = {
    Need.SOCIAL_CARE: ("Social care", "red"),
    Need.VULNERABLE: ("Vulnerable", "orange"),
    Need.OTHER: ("", ""),
}
_ELSEWHERE = {
    "in_school": "in school",
    "absent": "also absent",
    "not_expected": "not expected at school",
    "not_known": "not known yet",
}
_URGENT_DAY = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class NextCall:
    """Whom to ring next."""

    contact: int
    who: str
    number: str
    said: str
    restriction: str
    key: str = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One child of the list."""

    id: int
    name: str
    href: str
    group: str
    need: tuple[str, str]
    flags: tuple[tuple[str, str, str], ...]
    since: str
    is_long: bool
    why: str
    with_siblings: str
    elsewhere: str
    known: tuple[str, str] | None
    report: str
    tried: str
    next: NextCall | None
    calling: str
    steps: int
    call: str
    attempt: str
    is_family: bool


@dataclass(frozen=True, slots=True)
class ClosedRow:
    """A line that is done, and how."""

    name: str
    href: str
    session: str
    how: str
    words: str
    by: str
    line: str


@dataclass(frozen=True, slots=True)
class MissingRow:
    """A class whose register is not in: each child of it is unaccounted for."""

    name: str
    session: str
    pupils: int
    marked: int
    href: str
    asked: str
    ask: str


@dataclass(frozen=True, slots=True)
class ReportRow:
    """What a parent said, waiting to be read."""

    name: str
    who: str
    way: str
    said: str
    days: str
    when: str
    href: str


@dataclass(frozen=True, slots=True)
class Page:
    """The whole list."""

    numbers: tuple[tuple[str, str, str, str], ...]
    rows: tuple[Row, ...]
    closed: tuple[ClosedRow, ...]
    missing: tuple[MissingRow, ...]
    reports: tuple[ReportRow, ...]
    made: str
    calm: str
    digest: str


def present_day(
    school: Body,
    day: Day,
    *,
    made: DailyList | None,
    due_at: dt.time,
    me: Membership,
    now: dt.datetime,
    held: int,
) -> Page:
    """Draw a school's list of a day."""
    rows = tuple(_row(school, absence, me, now) for absence in day.open)
    missing = tuple(_missing(school, line) for line in day.missing)
    reports = tuple(report_row(school, row) for row in day.reports)
    closed = tuple(_closed(school, line) for line in day.closed)
    unaccounted = sum(line.pupils - line.marked for line in day.missing)
    page = Page(
        numbers=(
            (str(len(rows)), "to find", "#absences-open", "serious" if rows else ""),
            (
                str(unaccounted),
                f"in {count(len(missing), 'class', 'classes')} without a register",
                "#absences-missing",
                "serious" if unaccounted else "",
            ),
            (str(len(reports)), "words from home to read", "#absences-reports", ""),
            (
                str(held),
                "messages held",
                reverse("absence-messages", kwargs={"school": school.slug}),
                "",
            ),
            (str(len(closed)), "accounted for", "#absences-closed", ""),
        ),
        rows=rows,
        closed=closed,
        missing=missing,
        reports=reports,
        made=_made(made, due_at),
        calm=_calm(made, missing, now),
        digest="",
    )
    drawn = repr((rows, closed, missing, reports, held, page.made))
    seen = hashlib.sha256(drawn.encode()).hexdigest()[:12]
    return replace(page, digest=seen)


def _row(school: Body, absence: Absence, me: Membership, now: dt.datetime) -> Row:
    line, pupil = absence.line, absence.line.enrolment.pupil
    here = {"school": school.slug, "line": line.pk}
    calling = who_is_calling(line, me, now)
    return Row(
        id=line.pk,
        name=pupil.sort_name,
        href=reverse("pupil", kwargs={"school": school.slug, "pupil": pupil.pk}),
        group=absence.group or "no class",
        need=NEED_TAGS[Need(line.need)],
        flags=flag_items(absence.flags),
        since=say_since(line),
        is_long=line.day_number >= _URGENT_DAY,
        why=line.get_why_display(),
        with_siblings=", ".join(
            row.enrolment.pupil.known_as or row.enrolment.pupil.first_name
            for row in absence.siblings
        ),
        elsewhere=say_elsewhere(absence.elsewhere),
        known=(absence.known.code, absence.known.words) if absence.known else None,
        report=reverse(
            "absence-report-read",
            kwargs={"school": school.slug, "report": absence.report.pk},
        )
        if absence.report
        else "",
        tried=say_tried(absence.attempts),
        next=_next(absence),
        calling=f"{calling.name} is calling" if calling else "",
        steps=absence.steps,
        call=reverse("absence-call", kwargs=here),
        attempt=reverse("absence-attempt", kwargs=here),
        is_family=absence.is_family,
    )


def flag_items(flags: Sequence[Flag]) -> tuple[tuple[str, str, str], ...]:
    """Draw flags as chips."""
    kinds = [BY_KEY[row.kind] for row in flags if row.kind in BY_KEY]
    return tuple((short_of(kind), kind.label, shade_of(kind)) for kind in kinds)


def say_since(line: AbsenceLine) -> str:
    """Say which day of the absence it is."""
    if line.day_number == 1:
        return "day 1"
    return f"day {line.day_number}, since {say_day(line.spell.starts_on)}"


def say_elsewhere(standings: Sequence[str]) -> str:
    """Say how brothers and sisters at other schools stand; no name, no school."""
    if not standings:
        return ""
    words = ", ".join(_ELSEWHERE[standing] for standing in standings)
    return f"At another school: {words}"


def say_tried(attempts: Sequence[Attempt]) -> str:
    """Say how often home was tried, and what came of it last."""
    if not attempts:
        return ""
    last = attempts[-1]
    outcome = Outcome(last.outcome).label.lower()
    times = "once" if len(attempts) == 1 else f"{len(attempts)} times"
    return f"Tried {times}; {clock_time(last.tried_at)} {outcome}"


def who_is(contact: Contact) -> str:
    """Say who a contact is to the child."""
    return f"{contact.adult.name}, {contact.relationship.lower()}"


def _next(absence: Absence) -> NextCall | None:
    found = absence.next
    if found is None:
        return None
    contact, number = found
    return NextCall(
        contact=contact.pk,
        who=who_is(contact),
        number=number.number,
        said=said(number.number),
        restriction=contact.restriction,
        key=str(uuid.uuid4()),
    )


def _closed(school: Body, line: AbsenceLine) -> ClosedRow:
    pupil = line.enrolment.pupil
    by = line.closed_by
    at = clock_time(line.closed_at) if line.closed_at else ""
    return ClosedRow(
        name=pupil.sort_name,
        href=reverse("pupil", kwargs={"school": school.slug, "pupil": pupil.pk}),
        session=Slot.from_number(line.slot).session.label,
        how=Ending(line.ending).label,
        words=line.closed_words,
        by=f"{by.name}, {at}" if by else at,
        line=reverse("absence-call", kwargs={"school": school.slug, "line": line.pk}),
    )


def _missing(school: Body, line: BoardLine) -> MissingRow:
    where = {
        "school": school.slug,
        "group": line.group_id,
        "day": line.slot.day.isoformat(),
        "session": line.slot.session.name.lower(),
    }
    asked = f"asked {clock_time(line.nudge.nudged_at)}" if line.nudge else ""
    return MissingRow(
        name=line.group_name,
        session=line.slot.session.words,
        pupils=line.pupils,
        marked=line.marked,
        href=reverse("register", kwargs=where),
        asked=asked,
        ask=reverse("nudge", kwargs=where),
    )


def report_row(school: Body, report: ParentReport) -> ReportRow:
    """Draw what a parent said."""
    pupil = report.enrolment.pupil
    if report.is_from_pupil:
        who = "the pupil"
    elif report.contact is not None:
        who = who_is(report.contact)
    else:
        who = report.who or "a parent"
    first, last = say_day(report.first_day), say_day(report.last_day)
    return ReportRow(
        name=pupil.sort_name,
        who=who,
        way=report.get_way_display(),
        said=report.said,
        days=first if first == last else f"{first} to {last}",
        when=clock_time(report.received_at),
        href=reverse(
            "absence-report-read",
            kwargs={"school": school.slug, "report": report.pk},
        ),
    )


def _made(made: DailyList | None, due_at: dt.time) -> str:
    if made is None:
        return f"The list is made at {clock_time(due_at)}."
    first, last = clock_time(made.first_made_at), clock_time(made.last_made_at)
    again = f", made again {last} as registers came in" if last != first else ""
    return f"Made {first}{again}."


def _calm(
    made: DailyList | None, missing: Sequence[MissingRow], now: dt.datetime
) -> str:
    """Say why the list is empty: before it is made nobody has been accounted for."""
    if made is None:
        return "Nobody has been looked for yet. Registers are still being taken."
    if missing:
        return "Nobody of the registers that are in is missing."
    return f"Every child is accounted for. {clock_time(now)}."
