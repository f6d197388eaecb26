"""Whether a child is safe and well: what each day asks for, and what may not be done.

Policy 002, appendix 6: all contacts rung and the safeguarding lead told on day 1; a
decision on a visit with its reasons every day; the child visited by day 3 at the latest,
by two members of staff who assessed the risks before they went.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

VISIT_BY_DAY = 3


class Standing(StrEnum):
    """How something that a day asks for stands."""

    DONE = "done"
    DUE = "due"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that is asked for by a day of an absence."""

    key: str
    words: str
    standing: Standing
    is_mandatory: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What was done for a child up to a day; days are school days of the absence."""

    day_number: int
    decided_days: frozenset[int] = frozenset()
    is_called: bool = False
    is_lead_told: bool = False
    needs_worker: bool = False
    needs_youth_worker: bool = False
    has_siblings_elsewhere: bool = False
    asked: frozenset[str] = frozenset()
    is_assessed: bool = False
    visits: int = 0
    is_letter_left: bool = False
    is_seen: bool = False


def asked_for(case: Case) -> list[Asked]:
    """Return everything that a case asks for by its day, in the order of the day."""
    if case.is_seen:
        return []
    found = [
        _one("calls", "Every contact rung today", done=case.is_called, must=True),
        _one(
            "lead",
            "Safeguarding lead told",
            done=case.is_lead_told,
            late=case.day_number > 1,
            must=True,
        ),
        *_workers(case),
        *_decisions(case),
        *_around(case),
        *_visit(case),
    ]
    return sorted(found, key=lambda row: row.standing is Standing.DONE)


def _workers(case: Case) -> Iterable[Asked]:
    wanted = (
        (case.needs_worker, "social_worker", "Social worker told of the absence"),
        (
            case.needs_youth_worker,
            "youth_justice",
            "Youth justice worker told of the absence",
        ),
    )
    for is_needed, key, words in wanted:
        if is_needed:
            yield _one(
                key,
                words,
                done=key in case.asked,
                late=case.day_number > 1,
                must=True,
            )


def _decisions(case: Case) -> Iterable[Asked]:
    for day in range(1, case.day_number + 1):
        yield _one(
            f"decision-{day}",
            f"Day {day}: a visit or not, with the reasons",
            done=day in case.decided_days,
            late=day < case.day_number,
            must=True,
        )


def _around(case: Case) -> Iterable[Asked]:
    if case.has_siblings_elsewhere:
        yield _one(
            "sibling_school",
            "Schools of brothers and sisters asked",
            done="sibling_school" in case.asked,
            late=case.day_number > 1,
        )
    if case.visits:
        yield _one(
            "neighbour", "Neighbours asked", done=bool({"neighbour"} & case.asked)
        )
        yield _one(
            "letter",
            "Letter left, and its copy kept",
            done=case.is_letter_left,
            must=True,
        )
    if case.day_number > VISIT_BY_DAY or (
        case.day_number == VISIT_BY_DAY and case.visits
    ):
        yield _one(
            "police",
            "Police asked for a safe and well check",
            done="police" in case.asked,
            late=case.day_number > VISIT_BY_DAY,
        )


def _visit(case: Case) -> Iterable[Asked]:
    if case.day_number < VISIT_BY_DAY:
        return
    late = case.day_number > VISIT_BY_DAY
    if not case.visits:
        yield _one(
            "assessment",
            "Risks of the visit assessed",
            done=case.is_assessed,
            late=late,
            must=True,
        )
    yield _one(
        "visit",
        f"Home visited by day {VISIT_BY_DAY}, by two members of staff",
        done=case.visits > 0,
        late=late,
        must=True,
    )


def _one(
    key: str, words: str, *, done: bool, late: bool = False, must: bool = False
) -> Asked:
    standing = Standing.LATE if late else Standing.DUE
    return Asked(key, words, Standing.DONE if done else standing, must)


def refusal_to_stay(case: Case) -> str | None:
    """Say why "no visit" may not be decided, or None where it may."""
    if case.day_number < VISIT_BY_DAY or case.visits or case.is_seen:
        return None
    return (
        f"It is day {case.day_number} and nobody has been to the home: by day"
        f" {VISIT_BY_DAY} the visit must be made, or the police asked to check."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A risk assessment, as far as recording a visit goes."""

    may_go: bool
    assessed_at: datetime
    is_used: bool


def refusal_of_visit(
    planned: Planned | None,
    *,
    staff: tuple[int, int],
    visited_at: datetime,
    now: datetime,
    letter: tuple[bool, bool],
) -> str | None:
    """Say why a visit may not be recorded, or None; `letter` is (left, copy kept)."""
    is_left, has_copy = letter
    reasons = (
        (
            planned is None or planned.is_used,
            "Assess the risks first: no visit is recorded without an assessment of its"
            " own.",
        ),
        (
            planned is not None and not planned.may_go,
            "The risk assessment says that nobody goes: decide again, or ask the"
            " police to check.",
        ),
        (staff[0] == staff[1], "Two members of staff go, never one alone."),
        (visited_at > now, "This visit is still to come: record it afterwards."),
        (
            planned is not None and visited_at < planned.assessed_at,
            "The risks were assessed after this moment: they are assessed before"
            " anybody goes.",
        ),
        (is_left and not has_copy, "Add the copy of the letter that was left."),
    )
    return next((words for is_so, words in reasons if is_so), None)


def refusal_of_outcome(*, is_seen_safe: bool, has_been_seen: bool) -> str | None:
    """Say why a case may not end as seen, safe and well, or None."""
    if is_seen_safe and not has_been_seen:
        return (
            "Nobody has seen the child: record the visit, or what the police or"
            " another agency answered, before the case ends as safe and well."
        )
    return None
