"""Half school days: naming them, ordering them, and where they stand in a year.

A slot is one session of one day. Marks are keyed by its number, so that number may
never change its meaning: ``day.toordinal() * 2 + session`` (in SQL
``(day - date '0001-01-01' + 1) * 2 + session``).
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import IntEnum
from typing import NamedTuple

SESSIONS_A_DAY = 2
WIDTH = 366 * SESSIONS_A_DAY
"""Positions in a year row: every calendar day from 1 August, leap years included."""

_FIRST_MONTH = 8
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)


class Session(IntEnum):
    """Half a school day (the web's session is only ever `request.session`)."""

    AM = 0
    PM = 1

    @property
    def label(self) -> str:
        return self.name

    @property
    def words(self) -> str:
        return "morning" if self is Session.AM else "afternoon"


class Slot(NamedTuple):
    """One session of one day; slots sort in the order in which they happen."""

    day: date
    session: Session

    @property
    def number(self) -> int:
        return self.day.toordinal() * SESSIONS_A_DAY + self.session

    @classmethod
    def from_number(cls, number: int) -> Slot:
        ordinal, session = divmod(number, SESSIONS_A_DAY)
        return cls(date.fromordinal(ordinal), Session(session))

    @property
    def next(self) -> Slot:
        """The slot that follows, school day or not."""
        return Slot.from_number(self.number + 1)

    @property
    def previous(self) -> Slot:
        """The slot before, school day or not."""
        return Slot.from_number(self.number - 1)

    @property
    def words(self) -> str:
        """Say the slot as staff do: Fri 20 Nov AM."""
        return f"{say_day(self.day)} {self.session.label}"


def academic_year_of(day: date) -> int:
    """Return the calendar year in which the day's academic year (1 August) starts."""
    return day.year if day.month >= _FIRST_MONTH else day.year - 1


def year_starts_on(academic_year: int) -> date:
    """Return 1 August, where the row of an academic year begins."""
    return date(academic_year, _FIRST_MONTH, 1)


def year_position(slot: Slot) -> int:
    """Return where the slot stands in the row of its academic year (0 to 731)."""
    starts_on = year_starts_on(academic_year_of(slot.day))
    return (slot.day - starts_on).days * SESSIONS_A_DAY + slot.session


def slot_at(academic_year: int, position: int) -> Slot:
    """Return the slot at a position of a year row; the inverse of `year_position`."""
    days, session = divmod(position, SESSIONS_A_DAY)
    day = year_starts_on(academic_year) + timedelta(days=days)
    if academic_year_of(day) != academic_year:
        msg = f"The academic year {academic_year} has no position {position}."
        raise ValueError(msg)
    return Slot(day, Session(session))


def academic_year_words(academic_year: int) -> str:
    """Say an academic year as staff do: 2026/27."""
    return f"{academic_year}/{(academic_year + 1) % 100:02d}"


def say_day(day: date) -> str:
    """Say a day as staff do: Fri 20 Nov."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"
