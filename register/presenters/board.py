"""The board of registers as it is shown: what is missing first, and why it is there."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from core.clock import local
from core.words import clock_time
from register.presenters.board_counts import calm_of, headline_of, numbers_of
from register.presenters.board_words import words_of
from register.rules.asking import may_ask_again
from register.rules.names import as_counted
from register.selectors.board import BoardLine
from schools.models import Body, Enrolment


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One register: how it stands, why, and what can be done about it."""

    key: str
    name: str
    session: str
    teachers: tuple[str, ...]
    status: str
    colour: str
    why: str
    brief: str
    marked: int
    pupils: int
    href: str
    ledger: str
    reopen: str
    read_out: str
    ask: str
    asked: str


@dataclass(frozen=True, slots=True)
class Row:
    """A group's line of the whole board: both sessions side by side."""

    name: str
    teachers: tuple[str, ...]
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Unregistered:
    """A pupil whom no register asks for."""

    name: str
    href: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """A day's registers, ready to be drawn."""

    day: dt.date
    at: str
    headline: str
    numbers: tuple[tuple[int, str, str, str], ...]
    attention: tuple[Cell, ...]
    calm: str
    sessions: tuple[str, ...]
    rows: tuple[Row, ...]
    unregistered: tuple[Unregistered, ...]

    @property
    def digest(self) -> str:
        """Name what is shown, so that a page that shows it already is left alone."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]


def present_board(
    school: Body,
    day: dt.date,
    lines: Sequence[BoardLine],
    *,
    unregistered: Mapping[int, str],
    pupils: Iterable[Enrolment],
    now: dt.datetime,
) -> Board:
    """Return the board of a day; `unregistered` are the reasons for `pupils`."""
    wanting = [line for line in lines if line.is_missing or line.is_gapped]
    wanting.sort(
        key=lambda line: (
            not line.is_missing,
            line.slot,
            as_counted(line.group_name),
        )
    )
    return Board(
        day=day,
        at=clock_time(now),
        headline=headline_of(lines),
        numbers=numbers_of(lines),
        attention=tuple(_cell(school, line, now) for line in wanting),
        calm=calm_of(lines, now, is_today=local(now).date() == day),
        sessions=tuple(slot.session.words for slot in sorted({x.slot for x in lines})),
        rows=_rows(school, lines, now),
        unregistered=tuple(
            Unregistered(
                row.pupil.sort_name,
                reverse("pupil", kwargs={"school": school.slug, "pupil": row.pupil_id}),
                unregistered[row.pk],
            )
            for row in pupils
        ),
    )


def _rows(
    school: Body, lines: Sequence[BoardLine], now: dt.datetime
) -> tuple[Row, ...]:
    slots = sorted({line.slot for line in lines})
    named = sorted(lines, key=lambda line: as_counted(line.group_name))
    groups = {line.group_id: line for line in named}
    cells = {(x.group_id, x.slot): _cell(school, x, now) for x in lines}
    return tuple(
        Row(
            name=line.group_name,
            teachers=tuple(row.name for row in line.teachers),
            cells=tuple(cells.get((group, slot)) for slot in slots),
        )
        for group, line in groups.items()
    )


def _cell(school: Body, line: BoardLine, now: dt.datetime) -> Cell:
    words = words_of(line, now)
    address = {
        "school": school.slug,
        "group": line.group_id,
        "day": line.slot.day.isoformat(),
        "session": line.slot.session.name.lower(),
    }
    last = line.nudge.nudged_at if line.nudge else None
    is_asked = line.is_missing or line.is_open
    return Cell(
        key=f"{line.group_id}-{address['session']}",
        name=line.group_name,
        session=line.slot.session.words,
        teachers=tuple(row.name for row in line.teachers),
        status=words.status,
        colour=words.colour,
        why=words.why,
        brief=words.brief or words.why,
        marked=line.marked,
        pupils=line.pupils,
        href=reverse("register", kwargs=address) if line.is_asked_for else "",
        ledger=reverse("ledger", kwargs=address) if line.marked or line.taken else "",
        reopen=reverse("reopen", kwargs=address) if _may_reopen(line) else "",
        read_out=reverse("read-out", kwargs=address) if is_asked else "",
        ask=reverse("nudge", kwargs=address)
        if is_asked and may_ask_again(last, now)
        else "",
        asked=f"asked {clock_time(last)} by {line.nudge.nudged_by.name}"
        if line.nudge and last and is_asked
        else "",
    )


def _may_reopen(line: BoardLine) -> bool:
    return (
        line.is_asked_for
        and line.standing is not None
        and line.standing.is_closed
        and line.reopening is None
    )
