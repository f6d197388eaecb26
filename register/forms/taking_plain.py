"""Reads the register's plain form, for browsers without scripts.

Read plainly: a formset of thirty rows alone costs half the throughput (STYLE.md, 8).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from register.codes import AttendanceCode
from register.forms.taking import LONGEST, MOST_MINUTES
from register.rules.entries import Entry

# As many digits as the numbers of enrolments and versions can have.
_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Filled:
    """One row of the form that was changed: the entry, and its box as filled."""

    entry: Entry
    say: str


@dataclass(frozen=True, slots=True)
class PlainForm:
    """A register as posted, with what must be known to read it.

    `rest` is the code of everybody whose row is empty, where the person asked for it;
    `natures` say what is known of those whose suggestion is taken.
    """

    posted: Mapping[str, Any]
    codes: Mapping[str, AttendanceCode]
    rest: str = ""
    natures: Mapping[int, str] = field(default_factory=dict)

    def rows(self) -> dict[int, Filled]:
        """Return the rows in which something was changed.

        Each says with which code it was drawn, so that what nobody touched is nobody's
        entry.
        """
        pupils = [
            int(name[8:])
            for name in self.posted
            if name.startswith("version-") and _is_number(name[8:])
        ]
        rows = {pupil: self._row(pupil) for pupil in pupils}
        return {pupil: row for pupil, row in rows.items() if row is not None}

    def taken(self) -> list[int]:
        """Return whose suggestion was taken: the button that was pressed names one."""
        names = [name[5:] for name in self.posted if name.startswith("take-")]
        return [int(name) for name in names if _is_number(name)]

    def _row(self, pupil: int) -> Filled | None:
        version = self._words("version", pupil)
        was, say = self._words("was", pupil), self._words("say", pupil)
        code = self._code(pupil, was)
        if not _is_number(version) or not code or (code == was and not say):
            return None
        return Filled(self._entry(pupil, int(version), code, say), say)

    def _code(self, pupil: int, was: str) -> str:
        """Return the code that was meant: what was changed goes before what was drawn."""
        other = self._words("other", pupil).upper()
        picked = self._words("code", pupil)
        return (
            self._words("take", pupil)
            or (other if other != self._words("drawn", pupil) else "")
            or (picked if picked != was else "")
            or other
            or picked
            or was
            or self.rest
        )[:2]

    def _entry(self, pupil: int, version: int, code: str, say: str) -> Entry:
        row = self.codes.get(code)
        is_minutes = _is_number(say) and row is not None and row.is_late
        words = "" if is_minutes else say
        is_nature = row is not None and row.nature_required
        return Entry(
            enrolment_id=pupil,
            code=code,
            version=version,
            minutes_late=min(int(say), MOST_MINUTES) or None if is_minutes else None,
            nature=(words or self.natures.get(pupil, "")) if is_nature else "",
            note="" if is_nature else words,
            reason=str(self.posted.get("reason", "")).strip()[:LONGEST],
        )

    def _words(self, box: str, pupil: int) -> str:
        return str(self.posted.get(f"{box}-{pupil}", "")).strip()[:LONGEST]


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _DIGITS
