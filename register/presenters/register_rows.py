"""One pupil's line of a register, as printable values.

Everything is made here once, so that the template only prints: it is drawn thirty times
for every teacher at ten to nine.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from core.clock import local
from core.words import clock_time, day
from register.codes import UNMARKED, AttendanceCode, by_letter
from register.codes.kinds import kind_of
from register.selectors.page import PupilRow
from register.selectors.suggestions import KnownRow
from schools.rules.sessions import Slot

# What a class must not read on a wall: these are drawn as a plain blank there.
PRIVATE = frozenset({"E", "Y5"})
_PAST_MARK = '<i class="is-{}{}">{}</i>'


class Chip(NamedTuple):
    """A small mark: its code, its kind, and whether a shared screen hides it."""

    code: str
    kind: str
    words: str
    is_private: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a pupil before the mark, with its source."""

    code: str
    words: str
    source: str
    when: str
    nature: str
    is_offered: bool


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row was not saved, and what else there is to choose."""

    sentence: str
    is_conflict: bool = False
    theirs: str = ""


class Line(NamedTuple):
    """One pupil of the register."""

    enrolment: int
    href: str
    last_name: str
    known_as: str
    alert: str
    past: str
    past_words: str
    known: Known | None
    code: str
    mark: Chip
    version: int
    minutes: str
    said: str
    by: str
    at: str
    chosen: str
    other: str
    say: str
    problem: Problem | None = None


@cache
def chip_of(letter: str) -> Chip:
    """Return the small mark of a stored letter."""
    if letter == UNMARKED:
        return Chip("·", "none", "no mark")
    code = by_letter(letter)
    return Chip(code.code, kind_of(code), code.title, code.code in PRIVATE)


@lru_cache(4096)
def past_marks(letters: str) -> SafeString:
    """Return the last sessions as small marks, ready to print.

    Markup in Python for once: most pupils were present ten times, so that a class has a
    few such rows and not three hundred marks to print.
    """
    return format_html_join("", _PAST_MARK, map(_past_mark, letters))


def _past_mark(letter: str) -> tuple[str, str, str]:
    chip = chip_of(letter)
    return chip.kind, " is-private" if chip.is_private else "", chip.code


@lru_cache(4096)
def past_words(letters: str) -> str:
    """Say the last sessions for those who do not see them: what stands out, counted."""
    counts: dict[str, int] = {}
    for letter in letters:
        words = chip_of(letter).words.split(" (")[0].lower()
        counts[words] = counts.get(words, 0) + 1
    said = ", ".join(f"{number} {words}" for words, number in counts.items())
    return f"Last {len(letters)} sessions: {said}" if letters else "No sessions before"


def known_of(
    row: KnownRow | None,
    codes: Mapping[str, AttendanceCode],
    permitted: frozenset[str],
    slot: Slot,
) -> Known | None:
    """Return a suggestion with its source, to be taken by whoever may enter its code."""
    if row is None or row.code not in codes:
        return None
    heard = local(row.entered_at)
    when = clock_time(row.entered_at) if heard.date() == slot.day else day(heard.date())
    return Known(
        code=row.code,
        words=codes[row.code].title,
        source=row.words,
        when=when,
        nature=row.nature,
        is_offered=row.code in permitted,
    )


def line_of(
    row: PupilRow,
    *,
    codes: Mapping[str, AttendanceCode],
    quick: Sequence[str],
    known: Known | None,
    note: str,
    href: str,
) -> Line:
    """Return the line of one pupil."""
    code = row.code or ""
    known_code = codes.get(code)
    return Line(
        enrolment=row.enrolment,
        href=href,
        last_name=row.last_name,
        known_as=row.known_as,
        alert=_alert(row),
        past=past_marks(row.previous),
        past_words=past_words(row.previous),
        known=known,
        code=code,
        mark=Chip(
            code,
            kind_of(known_code),
            known_code.title if known_code else ("Marked" if code else "Not marked"),
            code in PRIVATE,
        ),
        version=row.version,
        minutes=str(row.minutes_late or ""),
        said=row.nature or row.note or note,
        by=f"{row.by}, {row.position}" if row.by else "",
        at=_at(row.at),
        chosen=code if code in quick else "",
        other="" if code in quick else code,
        say="",
    )


def _alert(row: PupilRow) -> str:
    parts = (
        f"Allergy: {row.allergies}" if row.allergies else "",
        f"Care plan: {row.care_plan}" if row.care_plan else "",
    )
    return ". ".join(filter(None, parts))


def _at(moment: dt.datetime | None) -> str:
    return clock_time(moment) if moment else ""
