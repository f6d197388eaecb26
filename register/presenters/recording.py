"""The guide to recording, from the code table and what the school has chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.words import clock_time
from register.codes import AttendanceCode
from schools.models import SessionTime
from schools.rules.policy import Policy
from schools.states import Role


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A code as the guide prints it; `is_mine` for whoever reads."""

    code: str
    title: str
    meaning: str
    counts_as: str
    asks_for: str
    who: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class TimesLine:
    """When the registers of a group, or of all others, are open."""

    group: str
    morning: str
    afternoon: str


@dataclass(frozen=True, slots=True)
class Guide:
    """Everything that the page prints."""

    times: tuple[TimesLine, ...]
    steps: tuple[str, ...]
    groups: tuple[tuple[str, tuple[CodeLine, ...]], ...]
    amending: str


def recording_guide(
    *,
    codes: Iterable[AttendanceCode],
    policy: Policy,
    times: Mapping[str, Sequence[SessionTime]],
    roles: frozenset[Role],
) -> Guide:
    """Return the guide of one school on one day for one reader."""
    lines: dict[str, list[CodeLine]] = {}
    for code in codes:
        line = _code_line(code, policy, roles)
        lines.setdefault(code.group.value, []).append(line)
    return Guide(
        times=tuple(_times_line(group, rows) for group, rows in times.items()),
        steps=_steps(policy),
        groups=tuple((title, tuple(rows)) for title, rows in lines.items()),
        amending=_listed(policy.amending_roles),
    )


def _code_line(
    code: AttendanceCode, policy: Policy, roles: frozenset[Role]
) -> CodeLine:
    may = frozenset(role for role, own in policy.codes.items() if code.code in own)
    asks = [code.prior_approval] if code.prior_approval else []
    if code.nature_required:
        asks.append("a few words on what it is")
    if code.must_be_replaced:
        asks.append("the reason, as soon as it is known")
    return CodeLine(
        code=code.code,
        title=code.title,
        meaning=code.meaning,
        counts_as=code.category.value,
        asks_for="; ".join(asks),
        who=_listed(may) if code.is_entered_by_hand else "Nobody: made by itself",
        is_mine=bool(may & roles),
    )


def _steps(policy: Policy) -> tuple[str, ...]:
    return (
        "Open your register when the session begins, and mark each pupil by looking: a"
        " pupil who is in the room is present, nobody else is.",
        "A pupil who is not there and whose reason you do not know is N. Never guess a"
        " reason; the office finds out.",
        "What stands beside a name was said beforehand, by home, the office or the head."
        " Take it with its key if it is what you see.",
        "A pupil who comes in before the register closes is L, with the minutes. After"
        " that the pupil goes by the office, where the code is found.",
        "Hand the register in complete. Until you do, it is missing, and the office asks"
        f" for it; it is open for {policy.register_open_minutes} minutes at most.",
        "A mistake after the close is amended, never overwritten: both entries stay, with"
        f" the reason. Amending is for: {_listed(policy.amending_roles)}.",
        "A pupil who was there and is not found later keeps the mark. Say so at once under"
        " “Not found”.",
    )


def _listed(roles: frozenset[Role]) -> str:
    return ", ".join(role.label.lower() for role in Role if role in roles)


def _times_line(group: str, rows: Sequence[SessionTime]) -> TimesLine:
    said = {
        row.session: f"{clock_time(row.opens)}–{clock_time(row.closes)}" for row in rows
    }
    return TimesLine(group, said.get(0, ""), said.get(1, ""))
