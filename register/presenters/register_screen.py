"""A register on a screen that the class can see: what may be read there, and no more.

What is hidden is not sent: no reason, no flag, no note, and of the codes that say why a
child is kept away (E, Y5) only that there is a mark. Asked for, the page sends all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from register.codes import UNMARKED, letters_where
from register.presenters.register_rows import PRIVATE, Known
from register.rules.entries import Conflict, Outcome
from register.selectors.page import PupilRow, StandingRow
from register.selectors.suggestions import KnownRow

HIDDEN = "•"
"""Stands for a mark whose code is hidden: marked, and by whom, but not what."""

_PRIVATE_LETTERS = letters_where(lambda row: row.code in PRIVATE)
_PAST = str.maketrans(dict.fromkeys(_PRIVATE_LETTERS, UNMARKED))
_SOMETHING = Known(
    code=HIDDEN,
    words="Something is known",
    source="",
    when="",
    nature="",
    is_offered=False,
)


def code_shown(code: str | None) -> str | None:
    """Return a code as a screen shows it."""
    return HIDDEN if code in PRIVATE else code


def rows_shown(rows: Iterable[PupilRow]) -> list[PupilRow]:
    """Return pupils without flags, notes and private codes, those of past sessions too."""
    return [
        row._replace(
            allergies="",
            care_plan="",
            note="",
            nature="",
            code=code_shown(row.code),
            previous=row.previous.translate(_PAST),
        )
        for row in rows
    ]


def known_shown(known: Mapping[int, KnownRow], enrolment: int) -> Known | None:
    """Say only that something is known of a pupil."""
    return _SOMETHING if enrolment in known else None


def standing_shown(rows: Iterable[StandingRow]) -> list[StandingRow]:
    """Return how pupils stand, private codes hidden."""
    return [row._replace(code=code_shown(row.code)) for row in rows]


def outcome_shown(outcome: Outcome) -> Outcome:
    """Return an outcome in which others' private codes are hidden."""
    hidden = [
        Conflict(row.typed, row.standing._replace(code=code_shown(row.standing.code)))
        for row in outcome.conflicts
    ]
    return replace(outcome, conflicts=hidden)
