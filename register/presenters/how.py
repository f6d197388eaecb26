"""How registers are taken at a school, for its teaching staff: made of its own settings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.words import clock_time
from register.codes import codes_on
from register.codes.kinds import kind_of
from register.selectors.how import GroupTimes
from schools.rules.policy import Policy
from schools.states import Role


@dataclass(frozen=True, slots=True)
class TimesLine:
    """When the registers of a class are open."""

    group: str
    session: str
    opens: str
    closes: str
    ends: str


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A code that the reader enters, and what goes with it."""

    code: str
    kind: str
    title: str
    meaning: str
    asks: str


@dataclass(frozen=True, slots=True)
class How:
    """The page."""

    times: tuple[TimesLine, ...]
    codes: tuple[CodeLine, ...]
    steps: tuple[str, ...]


def present_how(
    times: Sequence[GroupTimes], policy: Policy, roles: Iterable[Role], day: dt.date
) -> How:
    """Draw the page for somebody in some roles on a day."""
    return How(
        times=tuple(_times(row) for row in times),
        codes=_codes(policy.codes_for(roles), day),
        steps=_steps(policy),
    )


def _times(row: GroupTimes) -> TimesLine:
    return TimesLine(
        row.group.name,
        row.session.words,
        clock_time(row.window.opens),
        clock_time(row.window.closes),
        clock_time(row.window.ends),
    )


def _codes(permitted: frozenset[str], day: dt.date) -> tuple[CodeLine, ...]:
    return tuple(
        CodeLine(
            row.code,
            kind_of(row),
            row.title,
            row.meaning,
            "a few words on what it is" if row.nature_required else "",
        )
        for code, row in codes_on(day).items()
        if code in permitted and row.is_entered_by_hand
    )


def _steps(policy: Policy) -> tuple[str, ...]:
    amending = ", ".join(sorted(role.label.lower() for role in policy.amending_roles))
    return (
        "Take the register when it opens, twice a day, of everybody who is in the room."
        " Nobody is present until you say so.",
        "Present is / in the morning and \\ in the afternoon. Whoever comes while the"
        " register is open is L; the minutes are kept.",
        "Whoever is not there and of whom nothing is known is N. The office finds out"
        " why: N becomes the code of the reason, or O, within five school days.",
        "What is known beforehand stands beside the name with its source. Look whether it"
        " is so, then take it with Enter. It is no mark until you do.",
        "Hand the register in when everybody has a mark. Until it closes you correct"
        " marks yourself; both entries are kept with your name.",
        "After the close a pupil who comes goes to the office, which enters U or the code"
        f" of what kept them. Marks are then amended by: {amending}, with a reason.",
        "Wrong class? Say so at once: the office withdraws the register, and you take the"
        " right one. Both versions are kept.",
        "No network? Go on: marks wait on the device and keep the moment at which you"
        " pressed. No device? Read the register to the office by telephone.",
        "If the class can see your screen, press “Screen is shared”.",
    )
