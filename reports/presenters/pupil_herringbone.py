"""A pupil's year as a herringbone: weeks across, sessions down."""

import datetime as dt
from dataclasses import dataclass

from core.words import day
from register.codes import by_letter
from register.codes.kinds import kind_of
from reports.presenters.addresses import Addresses
from reports.selectors.pupil_year import PupilYear
from schools.rules.sessions import Session, Slot, academic_year_words

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Cell:
    """A session of the herringbone, which opens to the history of its mark."""

    code: str
    words: str
    kind: str
    href: str


@dataclass(frozen=True, slots=True)
class Week:
    """A column of the herringbone."""

    label: str
    head: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Herringbone:
    """A year: weeks across, sessions down."""

    caption: str
    rows: tuple[str, ...]
    weeks: tuple[Week, ...]


def herringbone(year: PupilYear, addresses: Addresses) -> Herringbone:
    """Lay a year out, a column for each week with a register."""
    weekdays = sorted(year.calendar.weekdays)
    expected = frozenset(year.expected)
    mondays = sorted(
        {slot.day - slot.day.weekday() * ONE_DAY for slot in (*expected, *year.marks)}
    )
    columns = [(weekday, session) for weekday in weekdays for session in Session]
    return Herringbone(
        caption=f"Every session of {academic_year_words(year.academic_year)}",
        rows=tuple(f"{_WEEKDAYS[day]} {session.label}" for day, session in columns),
        weeks=tuple(
            Week(
                label=f"Week of {day(monday)}",
                head=_head(monday, mondays[index - 1] if index else None),
                cells=tuple(
                    _cell(
                        Slot(monday + weekday * ONE_DAY, session),
                        year,
                        expected,
                        addresses,
                    )
                    for weekday, session in columns
                ),
            )
            for index, monday in enumerate(mondays)
        ),
    )


def _head(monday: dt.date, before: dt.date | None) -> str:
    """Name the month in its first week, and else the day: columns stay narrow."""
    friday = monday + 4 * ONE_DAY
    if before is None or friday.month != (before + 4 * ONE_DAY).month:
        return f"{friday:%b}"
    return str(monday.day)


def _cell(
    slot: Slot, year: PupilYear, expected: frozenset[Slot], addresses: Addresses
) -> Cell | None:
    if slot in year.marks:
        enrolment, letter = year.marks[slot]
        code = by_letter(letter)
        words = f"{slot.words}: {code.title}"
        href = addresses.mark_history(enrolment, slot)
        return Cell(code.code, words, kind_of(code), href)
    if slot not in expected or slot.day >= year.today:
        return None
    at = year.enrolment_at(slot.day)
    href = addresses.mark_history(at.pk, slot) if at else ""
    return Cell("", f"{slot.words}: not marked", kind_of(None), href)
