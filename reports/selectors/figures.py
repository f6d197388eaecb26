"""Sums over year rows for any days, for schools or for some of their pupils."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.periods import Period
from register.codes import UNMARKED
from register.rules.counting import NO_SESSIONS, Counts
from register.rules.thresholds import PERSISTENT_PERCENT, SEVERE_PERCENT
from register.selectors.figures import (
    MarkTable,
    Numbers,
    by_academic_year,
    marks_of_pupils,
    marks_of_schools,
)
from schools.models import Body, Enrolment
from schools.rules.bands import Band
from schools.rules.sessions import Session, Slot

Chosen = NDArray[np.bool_]


@dataclass(frozen=True)
class Sums:
    """What each enrolment attended and missed, over one or more academic years."""

    tables: tuple[MarkTable, ...]

    @cached_property
    def ids(self) -> Numbers:
        """Enrolments that have a row, each once."""
        if len(self.tables) == 1:
            return self.tables[0].enrolment_ids
        parts = [table.enrolment_ids for table in self.tables]
        return np.unique(np.concatenate([*parts, np.empty(0, dtype=np.int64)]))

    @cached_property
    def possible(self) -> Numbers:
        return self._sum("possible")

    @cached_property
    def attended(self) -> Numbers:
        return self._sum("attended")

    @cached_property
    def authorised(self) -> Numbers:
        return self._sum("authorised")

    @cached_property
    def unauthorised(self) -> Numbers:
        return self._sum("unauthorised")

    @cached_property
    def late(self) -> Numbers:
        return self._sum("late")

    @property
    def missed(self) -> Numbers:
        return self.possible - self.attended

    @cached_property
    def totals(self) -> Counts:
        """Return the counts of all of them together, by letter."""
        return sum((table.totals() for table in self.tables), NO_SESSIONS)

    @cached_property
    def days(self) -> tuple[tuple[dt.date, int, int], ...]:
        """Return day, attended and possible of each day with a possible session."""
        return tuple(day for table in self.tables for day in table.by_day())

    @cached_property
    def has_sessions(self) -> Chosen:
        """Tell of each whether any session was possible: the others are not counted."""
        return self.possible > 0

    @property
    def pupils(self) -> int:
        """Count those with a possible session."""
        return int(self.has_sessions.sum())

    def missed_at_least(self, percent: int) -> Chosen:
        """Tell of each whether so large a share was missed; integers are compared."""
        return self.has_sessions & (100 * self.missed >= percent * self.possible)

    @cached_property
    def persistent(self) -> Chosen:
        return self.missed_at_least(PERSISTENT_PERCENT)

    @cached_property
    def severe(self) -> Chosen:
        return self.missed_at_least(SEVERE_PERCENT)

    def in_bands(self, bands: Sequence[Band]) -> list[Chosen]:
        """Tell for each band, best first, who stands in it; nobody stands in two."""
        left = self.has_sessions.copy()
        found: list[Chosen] = []
        for band in bands:
            floor = band.at_least
            reached = (
                100 * self.attended * floor.denominator
                >= floor.numerator * self.possible
            )
            found.append(left & reached)
            left &= ~reached
        return found

    def only(self, enrolment_ids: Iterable[int]) -> "Sums":
        """Return the sums of some of them."""
        wanted = list(enrolment_ids)
        return Sums(tuple(table.only(wanted) for table in self.tables))

    def with_letter(self, letter: str) -> list[tuple[int, int]]:
        """Return the enrolments that have a mark stored so, and how many, most first."""
        found: dict[int, int] = {}
        for table in self.tables:
            counted = (table.letters == ord(letter)).sum(axis=1)
            for at in np.flatnonzero(counted).tolist():
                pk = int(table.enrolment_ids[at])
                found[pk] = found.get(pk, 0) + int(counted[at])
        return sorted(found.items(), key=lambda row: (-row[1], row[0]))

    def on_weekday(self, weekday: int) -> "Sums":
        """Return the sums of one day of the week, Monday 0."""
        return Sums(tuple(_on_weekday(table, weekday) for table in self.tables))

    def at(self, enrolment_id: int) -> int | None:
        """Return where an enrolment stands in the arrays."""
        index = int(np.searchsorted(self._sorted, enrolment_id))
        if index == len(self.ids) or self._sorted[index] != enrolment_id:
            return None
        return int(self._order[index])

    @cached_property
    def _order(self) -> Numbers:
        return np.argsort(self.ids, kind="stable")

    @cached_property
    def _sorted(self) -> Numbers:
        return self.ids[self._order]

    def _sum(self, name: str) -> Numbers:
        if len(self.tables) == 1:
            only: Numbers = getattr(self.tables[0], name)
            return only
        total = np.zeros(len(self.ids), dtype=np.int64)
        for table in self.tables:
            np.add.at(
                total,
                np.searchsorted(self.ids, table.enrolment_ids),
                getattr(table, name),
            )
        return total


def sums_of_schools(schools: Sequence[Body], period: Period) -> Sums:
    """Read whole schools for a period that ends, whichever years it lies in."""
    return Sums(
        tuple(marks_of_schools(schools, part) for part in by_academic_year(period))
    )


def sums_of_pupils(enrolment_ids: Sequence[int], period: Period) -> Sums:
    """Read some enrolments for a period that ends, whichever years it lies in."""
    return Sums(
        tuple(marks_of_pupils(enrolment_ids, part) for part in by_academic_year(period))
    )


def _on_weekday(table: MarkTable, weekday: int) -> MarkTable:
    days = table.first_day.weekday() + table.sessions // len(Session)
    keep = days % 7 == weekday
    return replace(table, letters=table.letters[:, keep], sessions=table.sessions[keep])


def asked_sessions(
    school: Body,
    period: Period,
    *,
    registered: Sequence[int],
    enrolment_ids: Iterable[int] | None = None,
) -> int:
    """Count the sessions for which registers asked, over all enrolments together.

    Less the marks, it is how many sessions nobody has marked. `registered` holds the
    slot numbers of the calendar, in order, up to the moment.
    """
    numbers = np.asarray(registered, dtype=np.int64)
    last = period.last_day
    if last is None or not len(numbers):
        return 0
    rows = Enrolment.objects.filter(school=school, starts_on__lte=last).exclude(
        ends_on__lte=period.starts_on
    )
    if enrolment_ids is not None:
        rows = rows.filter(pk__in=list(enrolment_ids))
    spans = [
        both
        for first, end in rows.values_list("starts_on", "ends_on")
        if (both := Period(first, end).intersect(period))
    ]
    low = np.searchsorted(numbers, [_number(span.starts_on) for span in spans])
    high = np.searchsorted(
        numbers, [_number(span.ends_on or period.starts_on) for span in spans]
    )
    return int((high - low).sum())


def _number(day: dt.date) -> int:
    return Slot(day, Session.AM).number


def marked_before(sums: Sums, day: dt.date) -> int:
    """Count the marks of days before a day."""
    return sum(
        int(
            (
                table.letters[
                    :, table.sessions < _number(day) - _number(table.first_day)
                ]
                != ord(UNMARKED)
            ).sum()
        )
        for table in sums.tables
    )
