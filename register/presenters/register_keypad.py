"""The codes of a session: for a register's key pad, and all of them for its script."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from register.codes import AttendanceCode, Group, codes_on
from register.codes.kinds import kind_of
from register.presenters.register_rows import PRIVATE
from register.presenters.register_screen import HIDDEN
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
class Keypad:
    """The codes of a session: for the page's key pad, and all of them for its script."""

    groups: tuple[PadGroup, ...]
    as_json: str


# A table of codes lives as long as the process, so its identity names it.
_keypads: dict[tuple[int, Session, frozenset[str], bool], Keypad] = {}


def keypad_of(
    slot: Slot, permitted: frozenset[str], *, is_screen: bool = False
) -> Keypad:
    """Return the key pad of a session for whoever may enter some codes, made once.

    On a screen that the class can see it has no private code, not even its title.
    """
    table = codes_on(slot.day)
    key = (id(table), slot.session, permitted, is_screen)
    if key not in _keypads:
        hidden = PRIVATE if is_screen else frozenset()
        groups = _pad_groups(table, slot.session, permitted - hidden)
        _keypads[key] = Keypad(groups, _codes_json(table, groups, hidden))
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


# A mark whose code a screen does not show: it stands, and nobody enters it.
_HIDDEN_FACTS = {"title": "Marked", "kind": "none", "hide": True, "may": False}


def _codes_json(
    table: Mapping[str, AttendanceCode],
    groups: Sequence[PadGroup],
    hidden: frozenset[str],
) -> str:
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
        if row.code not in hidden
    }
    return json.dumps({**facts, HIDDEN: _HIDDEN_FACTS}, separators=(",", ":"))
