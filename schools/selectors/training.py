"""The training log, and whose refresher is due."""

import datetime as dt
from dataclasses import dataclass

from schools.models import Body, Membership, Training
from schools.rules.reviews import Review, review_of


@dataclass(frozen=True, slots=True)
class Trained:
    """A training in the log; `review` only where no later one took its place."""

    row: Training
    review: Review | None
    has_left: bool


def training_log(school: Body, today: dt.date) -> list[Trained]:
    """Return every training, the latest first, with what of it is due again.

    A refresher counts for the person, in whichever of their roles it was logged.
    """
    rows = list(
        Training.objects.filter(school=school).select_related("member", "recorded_by")
    )
    here = set(
        Membership.objects.on(today)
        .filter(body=school)
        .values_list("person_id", flat=True)
    )
    latest: dict[tuple[int, str], dt.date] = {}
    for row in rows:
        key = (row.member.person_id, row.course.casefold())
        latest[key] = max(latest.get(key, row.done_on), row.done_on)
    return [_trained(row, latest, here, today) for row in rows]


def _trained(
    row: Training,
    latest: dict[tuple[int, str], dt.date],
    here: set[int],
    today: dt.date,
) -> Trained:
    person = row.member.person_id
    has_left = person not in here
    stands = latest[person, row.course.casefold()] == row.done_on
    due = row.due_again_on
    review = review_of(due, today) if due and stands and not has_left else None
    return Trained(row, review, has_left)


def refreshers_due(school: Body, today: dt.date) -> list[Trained]:
    """Return whose refresher is overdue or due soon, the longest overdue first."""
    due = [
        line
        for line in training_log(school, today)
        if line.review in {Review.OVERDUE, Review.SOON}
    ]
    return sorted(due, key=lambda line: line.row.due_again_on or today)


def never_trained(school: Body, today: dt.date) -> list[Membership]:
    """Return staff of whom the log knows nothing, by name; governors are no staff."""
    logged = Training.objects.filter(school=school).values("member__person")
    rows = (
        Membership.objects.on(today)
        .filter(body=school)
        .exclude(role="governor")
        .exclude(person__in=logged)
        .order_by("name", "role")
    )
    found: dict[int, Membership] = {}
    for row in rows:
        found.setdefault(row.person_id, row)
    return list(found.values())


def courses_of(school: Body) -> list[str]:
    """Return the names of courses that the log has, by name."""
    rows = Training.objects.filter(school=school).order_by("course")
    return list(rows.values_list("course", flat=True).distinct())


def training_of(school: Body, number: int) -> Training | None:
    """Return one training of a school's log."""
    return (
        Training.objects.filter(school=school, pk=number)
        .select_related("member")
        .first()
    )
