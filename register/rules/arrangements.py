"""What may be arranged beforehand, for which sessions, and what becomes due by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

from core.periods import Period
from register.codes.arrangement_kind import ArrangementKind
from register.rules.windows import RegisterWindow
from schools.rules.age import is_of_compulsory_school_age
from schools.rules.calendar import CalendarTooShort, SchoolCalendar
from schools.rules.sessions import Session, say_day

PROVISION_FROM = 6
"""School day of a suspension from which education is provided (EXC-01)."""
LONGEST_WITHOUT_REVIEW = timedelta(weeks=8)
"""Authorities ask to look at a part-time timetable after six to eight weeks (RET-07)."""
_SCHOOL_WEEK = 0b11_1111_1111


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is to be arranged for one pupil, as far as the rules ask."""

    kind: ArrangementKind
    born_on: date
    year_group: int
    first: date
    last: date | None
    sessions: int | None = None
    agreed_on: date | None = None
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class Objection:
    """Why an arrangement cannot be made, and the answer that it concerns."""

    sentence: str
    field: str | None = None


def code_of(kind: ArrangementKind, chosen: str, *, born_on: date, day: date) -> str:
    """Return the code of an arrangement: by age where the kind says so.

    X is for pupils outside compulsory school age, C2 for those of it.
    """
    if kind.young_code and not is_of_compulsory_school_age(born_on, day):
        return kind.young_code
    return chosen if chosen in kind.codes else kind.codes[0]


def objection_to(terms: Terms, *, from_day: date) -> Objection | None:
    """Return why the law or plain sense forbids these terms, None where nothing does.

    `from_day` is the first day that has not begun.
    """
    return (
        _of_span(terms)
        or _of_leave(terms, from_day)
        or _of_year(terms)
        or _of_pattern(terms)
        or _of_review(terms)
    )


def _of_span(terms: Terms) -> Objection | None:
    if terms.last is None:
        if terms.kind.needs_end:
            return Objection("This is for a time: say the last day.", "last_day")
        return None
    if terms.last < terms.first:
        return Objection("The last day is before the first.", "last_day")
    return None


def _of_leave(terms: Terms, from_day: date) -> Objection | None:
    """Refuse leave for days that have begun, and leave agreed after it began."""
    if not terms.kind.is_leave:
        return None
    if terms.first < from_day:
        return Objection(
            f"Leave is agreed beforehand or not at all: {say_day(terms.first)} has "
            f"begun. It can begin on {say_day(from_day)} ({terms.kind.reference}).",
            "starts_on",
        )
    if terms.agreed_on is not None and terms.agreed_on > terms.first:
        return Objection("It begins before it was agreed.", "agreed_on")
    return None


def _of_year(terms: Terms) -> Objection | None:
    least = terms.kind.least_year_group
    if least is None or terms.year_group >= least:
        return None
    return Objection(
        f"{terms.kind.title} is for Year {least} and above; this pupil is in Year "
        f"{terms.year_group} ({terms.kind.reference})."
    )


def _of_pattern(terms: Terms) -> Objection | None:
    if "sessions" in terms.kind.needed and not terms.sessions:
        return Objection("Tick the sessions that it is about.", "sessions")
    is_whole = terms.sessions == _SCHOOL_WEEK
    if is_whole and terms.kind.key in {"part_time", "half_days"}:
        return Objection(
            "Every session of the week is ticked: that leaves the pupil no school.",
            "sessions",
        )
    return None


def _of_review(terms: Terms) -> Objection | None:
    if terms.review_on is None or terms.review_on > terms.first:
        return None
    return Objection("It is looked at again after it has begun.", "review_on")


def warnings_about(terms: Terms, calendar: SchoolCalendar) -> tuple[str, ...]:
    """Say what guidance asks of terms that may stand all the same."""
    days = _school_days(terms, calendar)
    said = []
    if terms.kind.key == "observance" and days > 1:
        said.append(
            f"R is for the days set apart and no further one: these are {days} school days."
        )
    review = terms.review_on or terms.last
    if (
        terms.kind.key == "part_time"
        and review
        and review - terms.first > LONGEST_WITHOUT_REVIEW
    ):
        said.append("It is first looked at after more than eight weeks.")
    return tuple(said)


def _school_days(terms: Terms, calendar: SchoolCalendar) -> int:
    if terms.last is None:
        return 0
    return len(calendar.school_days(Period.through(terms.first, terms.last)))


def provision_due_on(
    first: date,
    last: date | None,
    calendar: SchoolCalendar,
    *,
    is_looked_after: bool,
) -> date | None:
    """Return the school day from which education is provided to a suspended pupil.

    The sixth school day of a suspension that is longer than five; for a looked-after
    child the first (EXC-01). None where it ends before, or the calendar does.
    """
    nth = 1 if is_looked_after else PROVISION_FROM
    try:
        due = calendar.nth_school_day_after(first - timedelta(days=1), nth)
    except CalendarTooShort:
        return None
    return due if last is None or due <= last else None


def sessions_missed(
    leaves: time | None,
    returns: time | None,
    windows: Mapping[Session, RegisterWindow],
) -> tuple[Session, ...]:
    """Return the sessions at whose registration a pupil with an appointment is away.

    Present is who is there when the register begins to be taken; who comes back while
    it is open is late. So the appointment takes a session only where the pupil is away
    from its opening to its close (SI 2024/208 reg 10 Tables 1 and 3).
    """
    return tuple(
        session
        for session, window in windows.items()
        if (leaves is None or leaves <= window.opens)
        and (returns is None or returns >= window.closes)
    )
