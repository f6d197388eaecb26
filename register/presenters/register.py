"""The register's page: heading, lines, codes and how far it has come."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from core.words import clock_time, day, long_day
from register.codes import AttendanceCode, Group, codes_on
from register.codes.kinds import kind_of
from register.presenters.register_rows import PRIVATE, Line, Problem, known_of, line_of
from register.presenters.register_status import Status, Tally, tally_of
from register.rules.windows import RegisterWindow, present_code
from register.selectors.page import PupilRow
from register.selectors.presence import Here
from register.selectors.suggestions import KnownRow
from schools.models import RegistrationGroup
from schools.rules.sessions import Session, Slot


@dataclass(frozen=True, slots=True)
class PadCode:
    """A code on the key pad."""

    code: str
    title: str
    meaning: str
    kind: str
    is_private: bool


@dataclass(frozen=True, slots=True)
class PadGroup:
    """Codes that stand together on the key pad."""

    name: str
    codes: tuple[PadCode, ...]


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


def page_of(facts: PageFacts) -> RegisterPage:
    """Put a register's page together."""
    slot, status = facts.slot, facts.status
    codes = codes_on(slot.day)
    quick = _quick(facts, codes)
    keypad = keypad_of(slot, facts.permitted)
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
            known=known_of(
                facts.suggestions.get(row.enrolment), codes, facts.permitted, facts.slot
            ),
            href=f"{facts.pupil_address}{row.pupil}/",
        )
        for row in facts.rows
    ]


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


@dataclass(frozen=True, slots=True)
class Keypad:
    """The codes of a session: for the page's key pad, and all of them for its script."""

    groups: tuple[PadGroup, ...]
    as_json: str


# A table of codes lives as long as the process, so its identity names it.
_keypads: dict[tuple[int, Session, frozenset[str]], Keypad] = {}


def keypad_of(slot: Slot, permitted: frozenset[str]) -> Keypad:
    """Return the key pad of a session for whoever may enter some codes, made once."""
    table = codes_on(slot.day)
    key = (id(table), slot.session, permitted)
    if key not in _keypads:
        groups = _pad_groups(table, slot.session, permitted)
        _keypads[key] = Keypad(groups, _codes_json(table, groups))
    return _keypads[key]


def _pad_groups(
    table: Mapping[str, AttendanceCode], session: Session, permitted: frozenset[str]
) -> tuple[PadGroup, ...]:
    """Return the codes that may be entered, in the tables' groups."""
    rows = [
        row
        for row in table.values()
        if row.code in permitted
        and row.is_entered_by_hand
        and row.session in (None, session.label)
    ]
    groups = (
        PadGroup(
            group.value, tuple(_pad_code(row) for row in rows if row.group is group)
        )
        for group in Group
    )
    return tuple(group for group in groups if group.codes)


def _short(title: str) -> str:
    """Return a title without the name of the group that it stands in on the key pad."""
    short = title.removeprefix("Leave: ").removeprefix("Unable: ")
    return short[0].upper() + short[1:]


def _pad_code(row: AttendanceCode) -> PadCode:
    return PadCode(
        code=row.code,
        title=_short(row.title),
        meaning=row.meaning,
        kind=kind_of(row),
        is_private=row.code in PRIVATE,
    )


def _codes_json(table: Mapping[str, AttendanceCode], groups: Sequence[PadGroup]) -> str:
    """Return what the page's script must know of each code, and which may be entered."""
    may = {row.code for group in groups for row in group.codes}
    facts = {
        row.code: {
            "title": row.title,
            "kind": kind_of(row),
            "nature": row.nature_required,
            "late": row.is_late,
            "absent": row.counts_as_absent,
            "hide": row.code in PRIVATE,
            "may": row.code in may,
        }
        for row in table.values()
    }
    return json.dumps(facts, separators=(",", ":"))


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
