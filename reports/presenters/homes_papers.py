"""What is to be looked at again: policies, training, contact points, old entries."""

from __future__ import annotations

from django.urls import reverse

from core.words import count, long_day
from register.selectors.retention import waits_for_approval
from reports.presenters.homes import Cell, Panel
from reports.selectors.homes import Today
from schools.rules.reviews import Review, is_stale, review_of
from schools.selectors.papers import contact_points_on, policies_on
from schools.selectors.training import refreshers_due
from schools.states import Act

_COLOURS = {Review.OVERDUE: "red", Review.SOON: "yellow"}


def papers_due(today: Today) -> Panel:
    """Return what those who govern or run the school look at again."""
    rows = [*_policies(today), *_training(today)]
    if today.scope.may(Act.MANAGE_SCHOOL):
        rows += [*_points(today), *_retention(today)]
    return Panel(
        key="papers",
        title="To be looked at again",
        noun="thing",
        columns=("What", "Since or until", "Stands"),
        rows=tuple(rows),
        why="Policies, training and contact points have a day on which they are due.",
        empty="No policy, training or contact point is due within 60 days.",
        more_words="Policies",
        more_href=_href(today, "school-policies"),
    )


def _policies(today: Today) -> list[tuple[Cell, ...]]:
    found: list[tuple[Cell, ...]] = []
    for row in policies_on(today.school, today.on):
        review = review_of(row.review_on, today.on)
        if row.body != today.school or review is Review.LATER:
            continue
        href = reverse(
            "school-policy", kwargs={"school": today.school.slug, "policy": row.pk}
        )
        title = Cell(f"{row.title}, {row.version}", href, "link")
        found.append((title, Cell(long_day(row.review_on)), _tag(review)))
    return found


def _training(today: Today) -> list[tuple[Cell, ...]]:
    due = refreshers_due(today.school, today.on)
    if not due:
        return []
    words = f"Training: {count(len(due), 'refresher')}"
    first = min(line.row.due_again_on or today.on for line in due)
    title = (
        Cell(words, _href(today, "training"), "link")
        if today.scope.may(Act.MANAGE_SCHOOL)
        else Cell(words)
    )
    return [(title, Cell(long_day(first)), _tag(review_of(first, today.on)))]


def _points(today: Today) -> list[tuple[Cell, ...]]:
    stale = [
        row
        for row in contact_points_on(today.school, today.on)
        if row.body == today.school and is_stale(row.checked_on, today.on)
    ]
    if not stale:
        return []
    title = Cell(
        count(len(stale), "contact point"),
        _href(today, "school-contact-points"),
        "link",
    )
    oldest = min(row.checked_on for row in stale)
    return [(title, Cell(long_day(oldest)), Cell("not checked for a year", kind="tag"))]


def _retention(today: Today) -> list[tuple[Cell, ...]]:
    if not waits_for_approval(today.school):
        return []
    title = Cell("Entries older than six years", _href(today, "retention"), "link")
    return [(title, Cell(""), Cell("wait for approval", kind="tag", detail="yellow"))]


def _tag(review: Review) -> Cell:
    return Cell(review.value, kind="tag", detail=_COLOURS.get(review, "grey"))


def _href(today: Today, name: str) -> str:
    return reverse(name, kwargs={"school": today.school.slug})
