"""A pupil's year on the way: one code for each session, and the spells that it is of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from attendance.demo.calendar import school_days
from attendance.demo.children import Place, Stay
from attendance.demo.shape import STARTS_AT, THIS_YEAR


@dataclass(frozen=True, slots=True)
class Spell:
    """Sessions under one code that have one cause."""

    code: str
    sessions: tuple[int, ...]


@dataclass(slots=True, eq=False)
class YearRow:
    """One enrolment's sessions of one year; an empty code is a pupil in school."""

    stay: Stay
    year: int
    days: tuple[dt.date, ...]
    places: list[Place | None]
    codes: list[str]
    share: float = 0.0
    spells: list[Spell] = field(default_factory=list)

    @property
    def possible(self) -> int:
        """Count the sessions on roll that are not given to another school or no-one."""
        return sum(code not in NOT_POSSIBLE for code in self.codes)

    def is_free(self, session: int) -> bool:
        return self.codes[session] == ""

    def paint(self, code: str, sessions: list[int]) -> None:
        """Give sessions a code, as one spell."""
        for session in sessions:
            self.codes[session] = code
        self.spells.append(Spell(code, tuple(sessions)))


OFF_ROLL = "off roll"
NOT_POSSIBLE = frozenset({OFF_ROLL, "D", "X", "Y1"})


def marked_days(year: int) -> tuple[dt.date, ...]:
    """Return the school days of a year that lie before the demonstration begins."""
    return tuple(day for day in school_days(year) if day < STARTS_AT.date())


def row_of(stay: Stay, year: int) -> YearRow | None:
    """Return a pupil's blank year, None where no register asked for the pupil."""
    days = marked_days(year)
    places = [stay.place_on(day) for day in days]
    codes = [
        "" if place and place.group else OFF_ROLL for place in places for _ in range(2)
    ]
    if all(code == OFF_ROLL for code in codes):
        return None
    return YearRow(stay, year, days, places, codes)


def is_this_year(row: YearRow) -> bool:
    """Tell whether a row is of the year that is still running."""
    return row.year == THIS_YEAR
