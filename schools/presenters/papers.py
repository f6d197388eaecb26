"""Policies, duties, contact points and training as pages print them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.words import long_day, moment
from schools.models import Body, ContactPoint, Duty, Policy
from schools.rules.reviews import Review, is_stale, review_of
from schools.selectors.training import Trained

REVIEW_COLOURS = {Review.OVERDUE: "red", Review.SOON: "yellow", Review.LATER: "green"}


@dataclass(frozen=True)
class PolicyLine:
    """A version of a policy."""

    number: int
    title: str
    version: str
    body: str
    is_own: bool
    approved: str
    days: str
    review: str
    standing: str
    colour: str
    changes: str
    text: tuple[str, ...]
    recorded: str


def policy_line(row: Policy, body: Body, today: dt.date) -> PolicyLine:
    """Print a version; whether it is due to be looked at hangs on the day."""
    holds = row.period.contains(today)
    review = review_of(row.review_on, today)
    standing = review.value if holds else "to come" if row.starts_on > today else "past"
    return PolicyLine(
        number=row.pk,
        title=row.title,
        version=row.version,
        body=row.body.name,
        is_own=row.body_id == body.pk,
        approved=f"{row.approved_by}, {long_day(row.approved_on)}",
        days=_days(row.starts_on, row.period.last_day),
        review=long_day(row.review_on),
        standing=standing,
        colour=REVIEW_COLOURS[review] if holds else "grey",
        changes=row.changes,
        text=tuple(part for part in row.text.splitlines() if part.strip()),
        recorded=f"{row.recorded_by}, {moment(row.recorded_at)}",
    )


@dataclass(frozen=True)
class Duties:
    """What one role has to do."""

    who: str
    duties: tuple[tuple[int, str, str], ...]


def duties_by_role(rows: Iterable[Duty]) -> tuple[Duties, ...]:
    """Group duties by who has them, in the order in which roles were written down."""
    found: dict[str, list[tuple[int, str, str]]] = {}
    first: dict[str, int] = {}
    for row in rows:
        found.setdefault(row.who, []).append(
            (row.pk, row.words, f"{row.recorded_by.name}, {long_day(row.starts_on)}")
        )
        first[row.who] = min(first.get(row.who, row.pk), row.pk)
    return tuple(
        Duties(who, tuple(found[who])) for who in sorted(found, key=first.__getitem__)
    )


@dataclass(frozen=True)
class PointLine:
    """A team or person outside the school."""

    number: int
    name: str
    organisation: str
    purpose: str
    telephone: str
    email: str
    hours: str
    whose: str
    is_own: bool
    checked: str
    is_stale: bool


def point_line(row: ContactPoint, body: Body, today: dt.date) -> PointLine:
    """Print a contact point, and whether nobody has checked it for a year."""
    return PointLine(
        number=row.pk,
        name=row.name,
        organisation=row.organisation,
        purpose=row.purpose,
        telephone=row.telephone,
        email=row.email,
        hours=row.hours,
        whose=row.body.name,
        is_own=row.body_id == body.pk,
        checked=long_day(row.checked_on),
        is_stale=is_stale(row.checked_on, today),
    )


@dataclass(frozen=True)
class TrainingLine:
    """A training in the log."""

    number: int
    name: str
    position: str
    course: str
    provider: str
    done: str
    due: str
    standing: str
    colour: str


def training_lines(rows: Sequence[Trained]) -> tuple[TrainingLine, ...]:
    """Print the log."""
    return tuple(
        TrainingLine(
            number=line.row.pk,
            name=line.row.member.name,
            position=line.row.member.position,
            course=line.row.course,
            provider=line.row.provider,
            done=long_day(line.row.done_on),
            due=long_day(line.row.due_again_on) if line.row.due_again_on else "",
            standing=_standing(line),
            colour=REVIEW_COLOURS[line.review] if line.review else "grey",
        )
        for line in rows
    )


def _standing(line: Trained) -> str:
    """Say what somebody must do about a line; of most there is nothing."""
    if line.review is not None and line.review is not Review.LATER:
        return str(line.review.value)
    return "left" if line.has_left else ""


def _days(first: dt.date, last: dt.date | None) -> str:
    return f"from {long_day(first)}" + (f" to {long_day(last)}" if last else "")
