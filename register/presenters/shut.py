"""Closing without warning, in words: what it would do, and what was done."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from core.words import count, moment
from register.codes import codes_on
from register.rules.shut import Place
from register.selectors.shut import Asked, ShutAct, ShutPlan
from schools.models import Body
from schools.rules.sessions import Slot


@dataclass(frozen=True, slots=True)
class Left:
    """A pupil whom the act leaves alone, with the reason."""

    name: str
    href: str
    group: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLines:
    """One session of a preview."""

    words: str
    code: str
    title: str
    entered: str
    groups: str
    calls: str
    elsewhere: tuple[Left, ...]
    marked: str
    registers: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActLine:
    """One closing that there was."""

    sessions: str
    what: str
    reason: str
    entered: str
    when: str
    by_name: str
    by_position: str
    undone: str
    undo: str


def plan_lines(school: Body, plans: Sequence[ShutPlan]) -> tuple[PlanLines, ...]:
    """Draw what would happen, session by session."""
    return tuple(_plan(school, plan) for plan in plans)


def total_of(plans: Sequence[ShutPlan]) -> int:
    """Count the marks that would be entered."""
    return sum(len(plan.entered) for plan in plans)


def act_lines(
    school: Body, acts: Iterable[ShutAct], groups: dict[int, str], now: dt.datetime
) -> tuple[ActLine, ...]:
    """Draw the closings that there were, the latest first."""
    return tuple(_act(school, act, groups, now) for act in acts)


def _plan(school: Body, plan: ShutPlan) -> PlanLines:
    entered = plan.entered
    classes = {row.group for row in entered}
    marked = plan.at(Place.MARKED)
    return PlanLines(
        words=plan.slot.words,
        code=plan.code,
        title=codes_on(plan.slot.day)[plan.code].title,
        entered=count(len(entered), "pupil"),
        groups=count(len(classes), "class", "classes"),
        calls=_calls(plan.calls),
        elsewhere=tuple(_left(school, row) for row in plan.at(Place.ELSEWHERE)),
        marked=_marked(marked),
        registers=count(len(plan.groups_done), "register"),
    )


def _calls(number: int) -> str:
    if not number:
        return ""
    verb = "goes" if number == 1 else "go"
    return (
        f"{count(number, 'call')} from home about this session {verb} unused: nobody is"
        " absent from a session that is not held. The words stay in the list."
    )


def _marked(rows: Sequence[Asked]) -> str:
    if not rows:
        return ""
    stay = "stays" if len(rows) == 1 else "stay"
    return f"{count(len(rows), 'mark')} made before the closure {stay} as entered."


def _left(school: Body, row: Asked) -> Left:
    return Left(
        name=row.name,
        href=reverse("pupil", kwargs={"school": school.slug, "pupil": row.pupil}),
        group=row.group_name,
        why=row.known,
    )


def _act(
    school: Body, act: ShutAct, groups: dict[int, str], now: dt.datetime
) -> ActLine:
    first = act.first
    slots = [Slot.from_number(row.slot) for row in act.rows]
    undone = first.undone_at and first.undone_by
    return ActLine(
        sessions=", ".join(slot.words for slot in slots),
        what=_what(act, groups),
        reason=first.reason,
        entered=f"{count(act.entered, 'entry', 'entries')} of {first.code}",
        when=moment(first.shut_at),
        by_name=first.shut_by.name,
        by_position=first.shut_by.position,
        undone=f"Undone {moment(first.undone_at)} by {first.undone_by}: {first.undone_reason}"
        if undone and first.undone_at
        else "",
        undo=reverse("shut-undo", kwargs={"school": school.slug, "shut": first.pk})
        if act.may_be_undone(now)
        else "",
    )


def _what(act: ShutAct, groups: dict[int, str]) -> str:
    named = act.first.groups
    if named is None:
        return "The whole school"
    return ", ".join(groups.get(number, "a former class") for number in named)
