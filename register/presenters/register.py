"""The register's page: heading, lines, codes and how far it has come."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from core.words import clock_time, day, long_day
from register.codes import AttendanceCode, codes_on
from register.codes.kinds import kind_of
from register.presenters.register_keypad import PadGroup, keypad_of
from register.presenters.register_rows import (
    Known,
    Line,
    Problem,
    known_of,
    line_of,
)
from register.presenters.register_screen import known_shown, rows_shown
from register.presenters.register_status import Status, Tally, tally_of
from register.rules.windows import RegisterWindow, present_code
from register.selectors.page import PupilRow
from register.selectors.presence import Here
from register.selectors.suggestions import KnownRow
from schools.models import RegistrationGroup
from schools.rules.sessions import Slot


@dataclass(frozen=True, slots=True)
class Quick:
    """A code that every line offers as a button."""

    code: str
    title: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPage:
    """A register as its page prints it."""

    group: str
    day: str
    session: str
    address: str
    present: str
    lines: list[Line]
    tally: Tally
    status: Status
    quick: tuple[Quick, ...]
    pad: tuple[PadGroup, ...]
    codes_json: str
    others: str
    may_amend: bool
    asks_reason: bool
    window: str
    summary: str
    days: str
    now: str
    is_screen: bool
    read_out: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What a register's page is made of."""

    group: RegistrationGroup
    slot: Slot
    window: RegisterWindow
    rows: Sequence[PupilRow]
    suggestions: Mapping[int, KnownRow]
    permitted: frozenset[str]
    status: Status
    others: Sequence[Here]
    may_amend: bool
    previous: Sequence[Slot]
    address: str
    pupil_address: str
    now: dt.datetime
    # Whether the class can see it: then what is private is not even printed.
    is_screen: bool = False
    # What is said beside a name that is no suggestion: leave was refused.
    notes: Mapping[int, str] = field(default_factory=dict)
    # Where it is typed while a colleague reads it over the telephone.
    read_out: str = ""


def page_of(facts: PageFacts) -> RegisterPage:
    """Put a register's page together."""
    slot, status = facts.slot, facts.status
    codes = codes_on(slot.day)
    quick = _quick(facts, codes)
    keypad = keypad_of(slot, facts.permitted, is_screen=facts.is_screen)
    tally = tally_of([row.code for row in facts.rows], codes)
    return RegisterPage(
        group=facts.group.name,
        day=long_day(slot.day),
        session=slot.session.words.capitalize(),
        address=facts.address,
        present=present_code(slot.session),
        lines=_lines(facts, codes, quick),
        tally=tally,
        status=status,
        quick=quick,
        pad=keypad.groups,
        codes_json=keypad.as_json,
        others=said_others(facts.others),
        may_amend=facts.may_amend,
        asks_reason=status.is_closed and facts.may_amend,
        window=f"{clock_time(facts.window.opens)}–{clock_time(facts.window.closes)}",
        summary=summary_of(tally),
        days=_days(facts.previous),
        now=facts.now.isoformat(),
        is_screen=facts.is_screen,
        read_out="" if status.is_taken else facts.read_out,
    )


def _quick(facts: PageFacts, codes: Mapping[str, AttendanceCode]) -> tuple[Quick, ...]:
    late = "U" if facts.status.is_closed and "U" in facts.permitted else "L"
    return tuple(
        Quick(code, codes[code].title, kind_of(codes[code]))
        for code in (present_code(facts.slot.session), "N", late)
        if code in facts.permitted
    )


def _lines(
    facts: PageFacts, codes: Mapping[str, AttendanceCode], quick: Sequence[Quick]
) -> list[Line]:
    shown = tuple(one.code for one in quick)
    return [
        line_of(
            row,
            codes=codes,
            quick=shown,
            known=_known(facts, row, codes),
            note="" if facts.is_screen else facts.notes.get(row.enrolment, ""),
            href=f"{facts.pupil_address}{row.pupil}/",
        )
        for row in (rows_shown(facts.rows) if facts.is_screen else facts.rows)
    ]


def _known(
    facts: PageFacts, row: PupilRow, codes: Mapping[str, AttendanceCode]
) -> Known | None:
    if facts.is_screen:
        return known_shown(facts.suggestions, row.enrolment)
    known = facts.suggestions.get(row.enrolment)
    return known_of(known, codes, facts.permitted, facts.slot)


def with_problems(
    page: RegisterPage,
    filled: Mapping[int, tuple[str, str]],
    problems: Mapping[int, Problem],
) -> RegisterPage:
    """Return the page with what was typed kept in its boxes, and why it was not saved.

    `filled` are code and words by enrolment, as the person left them.
    """
    shown = {one.code for one in page.quick}

    def marked(line: Line) -> Line:
        if line.enrolment not in problems:
            return line
        code, say = filled[line.enrolment]
        return line._replace(
            chosen=code if code in shown else "",
            other="" if code in shown else code,
            say=say,
            problem=problems[line.enrolment],
        )

    return replace(page, lines=[marked(line) for line in page.lines])


def summary_of(tally: Tally) -> str:
    """Say how far the register has come."""
    parts = [f"{tally.marked} of {tally.of} marked"]
    if tally.absent:
        parts.append(f"{tally.absent} absent")
    if tally.late:
        parts.append(f"{tally.late} late")
    return " · ".join(parts)


def said_others(others: Sequence[Here]) -> str:
    """Say who else has this register open."""
    return ", ".join(f"{here.name} ({here.position})" for here in others)


def _days(previous: Sequence[Slot]) -> str:
    if not previous:
        return ""
    first, last = previous[0], previous[-1]
    return f"{day(first.day)} {first.session.label} to {day(last.day)} {last.session.label}"
