"""Arrangements as lists and their own page print them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from core.periods import ONE_DAY
from core.words import clock_time, day, long_day, moment
from register.codes.arrangement_kind import ArrangementKind
from register.codes.arrangement_kinds import KINDS
from register.models import Arrangement
from register.presenters.entries import Chip, chip_of
from register.selectors.arrangements import Owed
from schools.models import Body
from schools.rules.weeks import say_week

Rows = tuple[tuple[str, str], ...]
_BY_KEY = {kind.key: kind for kind in KINDS}
_HELD = frozenset(
    {"starts_on", "last_day", "first_session", "last_session", "sessions", "code"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangementLine:
    """One arrangement in a list."""

    href: str
    name: str
    pupil: str
    kind: str
    chip: Chip
    days: str
    week: str
    where: str
    tag: str
    colour: str
    review: str
    is_overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangementPage:
    """One arrangement, ready to be drawn."""

    line: ArrangementLine
    facts: Rows
    looks: tuple[tuple[str, str, str], ...]
    law: str
    reference: str
    stands: bool


@dataclass(frozen=True, slots=True)
class OwedLine:
    """Education owed to a suspended pupil."""

    name: str
    pupil: str
    href: str
    words: str
    is_late: bool
    make: str


def arrangement_lines(
    school: Body, rows: Iterable[Arrangement], on: dt.date
) -> tuple[ArrangementLine, ...]:
    """Draw arrangements for a list."""
    return tuple(arrangement_line(school, row, on) for row in rows)


def arrangement_line(school: Body, row: Arrangement, on: dt.date) -> ArrangementLine:
    """Draw one arrangement."""
    tag, colour = _state(row, on)
    slug = {"school": school.slug}
    return ArrangementLine(
        href=reverse("arrangement", kwargs={**slug, "arrangement": row.pk}),
        name=row.enrolment.pupil.sort_name,
        pupil=reverse("pupil", kwargs={**slug, "pupil": row.enrolment.pupil_id}),
        kind=_BY_KEY[row.kind].title,
        chip=chip_of(row.code, row.starts_on),
        days=days_said(row),
        week=_week(row),
        where=row.provider.name if row.provider else "",
        tag=tag,
        colour=colour,
        review=day(row.review_on) if row.review_on else "",
        is_overdue=bool(row.review_on and row.review_on <= on and colour == "green"),
    )


def arrangement_page(school: Body, row: Arrangement, on: dt.date) -> ArrangementPage:
    """Draw an arrangement with everything that was said of it."""
    kind = _BY_KEY[row.kind]
    line = arrangement_line(school, row, on)
    return ArrangementPage(
        line=line,
        facts=_facts(row, kind, line),
        looks=tuple(
            (day(dt.date.fromisoformat(look["on"])), look["words"], look["by"])
            for look in row.details.get("reviews", [])
        ),
        law=kind.law,
        reference=kind.reference,
        stands=row.ended_at is None and line.tag != "Ended",
    )


def owed_lines(
    school: Body, rows: Iterable[Owed], on: dt.date, *, says_why: bool
) -> tuple[OwedLine, ...]:
    """Draw to whom education is owed; why from day one only for those who may know."""
    return tuple(_owed(school, row, on, says_why=says_why) for row in rows)


def days_said(row: Arrangement) -> str:
    """Say the days of an arrangement: Mon 7 Dec to Fri 18 Dec; from Mon 7 Dec."""
    if row.ends_on is None:
        return f"from {day(row.starts_on)}"
    first, last = row.starts_on, row.ends_on - ONE_DAY
    begins = f"{day(first)}{' PM' if row.details.get('first_session') == 'pm' else ''}"
    ends = f"{day(last)}{' AM' if row.details.get('last_session') == 'am' else ''}"
    return begins if first == last else f"{begins} to {ends}"


def _state(row: Arrangement, on: dt.date) -> tuple[str, str]:
    if row.details.get("cancelled"):
        return "Cancelled", "grey"
    if row.ends_on is not None and row.ends_on <= on:
        return "Ended", "grey"
    if row.starts_on > on:
        return "To come", "blue"
    return "Running", "green"


def _week(row: Arrangement) -> str:
    if row.kind != Arrangement.Kind.APPOINTMENT:
        return say_week(row.sessions) if row.sessions is not None else "every session"
    parts = [
        f"leaves {clock_time(row.leaves_at)}" if row.leaves_at else "",
        f"back {clock_time(row.returns_at)}" if row.returns_at else "",
        "" if row.suggestion_id else "at school for both registers",
    ]
    return ", ".join(filter(None, parts)) or "all day"


def _facts(row: Arrangement, kind: ArrangementKind, line: ArrangementLine) -> Rows:
    asked = [
        (ask.label, _value(row, ask.name))
        for ask in kind.asks
        if ask.name not in _HELD and ask.name not in {"leaves_at", "returns_at"}
    ]
    ended = row.ended_at and row.ended_by
    rows = [
        ("Days", line.days),
        ("Sessions", line.week),
        *asked,
        ("Entered", f"{moment(row.made_at)} by {row.made_by}"),
        ("Beside the name", _beside(row)),
        (
            "Ended",
            f"{moment(row.ended_at)} by {row.ended_by}: {row.ended_reason}"
            if row.ended_at and ended
            else "",
        ),
    ]
    return tuple((words, value) for words, value in rows if value)


def _beside(row: Arrangement) -> str:
    """Say where somebody took back what the arrangement put beside the name."""
    word = row.suggestion
    if word is None or word.withdrawn_at is None or row.ended_at is not None:
        return ""
    return f"Nothing: withdrawn {moment(word.withdrawn_at)} by {word.withdrawn_by}"


def _value(row: Arrangement, name: str) -> str:
    if name == "provider":
        return row.provider.name if row.provider else ""
    if name in row.details:
        return str(row.details[name])
    value = getattr(row, name, "")
    return long_day(value) if isinstance(value, dt.date) else str(value or "")


def _owed(school: Body, row: Owed, on: dt.date, *, says_why: bool) -> OwedLine:
    found = row.arrangement
    slug = {"school": school.slug}
    why = " (looked after: from day one)" if says_why and row.is_looked_after else ""
    if row.provided is not None:
        place = row.provided.provider
        words = f"from {day(row.due_on)}{why}: {place.name if place else 'arranged'}"
    else:
        words = f"due from {day(row.due_on)}{why}: nothing arranged yet"
    make = reverse("arrangement-new", kwargs=slug)
    return OwedLine(
        found.enrolment.pupil.sort_name,
        reverse("pupil", kwargs={**slug, "pupil": found.enrolment.pupil_id}),
        reverse("arrangement", kwargs={**slug, "arrangement": found.pk}),
        words,
        row.provided is None and row.due_on <= on,
        ""
        if row.provided
        else f"{make}?kind=off_site&pupil={found.enrolment.pupil_id}"
        f"&from={row.due_on.isoformat()}",
    )
