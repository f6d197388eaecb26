"""Figures from year rows: any summary of a school's year in milliseconds.

A year of a school is a table of letters, a row for each enrolment and two columns a
day. It is read in one piece and counted as an array; rules then read the counts. Which
letters count as what is the code table's word (`register.codes`), in one array here.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from core.periods import Period
from register.codes import CODES, UNMARKED, AttendanceCode
from register.rules.counting import Counts
from schools.models import Body
from schools.rules.sessions import (
    SESSIONS_A_DAY,
    Session,
    Slot,
    academic_year_of,
    year_position,
    year_starts_on,
)

Letters = NDArray[np.uint8]
Numbers = NDArray[np.int64]

_POSSIBLE, _ATTENDED, _AUTHORISED, _UNAUTHORISED, _LATE, _MARKED = (
    1 << bit for bit in range(6)
)

_OF_SCHOOLS = """
    select coalesce(array_agg(enrolment_id), '{}'),
           string_agg(substr(letters, %s, %s), ''::bytea)
      from register_markyear where school_id = any (%s) and year = %s
"""
_OF_PUPILS = """
    select coalesce(array_agg(enrolment_id), '{}'),
           string_agg(substr(letters, %s, %s), ''::bytea)
      from register_markyear where enrolment_id = any (%s) and year = %s
"""


def _meaning(code: AttendanceCode) -> int:
    """Return what a code counts as, a bit for each."""
    counted = (
        (_POSSIBLE, code.counts_as_possible),
        (_ATTENDED, code.counts_as_present),
        (_AUTHORISED, code.counts_as_authorised),
        (_UNAUTHORISED, code.counts_as_unauthorised),
        (_LATE, code.is_late),
        (_MARKED, True),
    )
    return sum(bit for bit, holds in counted if holds)


_MEANINGS = np.zeros(256, dtype=np.uint8)
for _code in CODES:
    _MEANINGS[ord(_code.letter)] = _meaning(_code)


@dataclass(frozen=True)
class MarkTable:
    """Letters of some enrolments for the sessions that any of them has a mark in.

    `sessions` says which: sessions since the morning of `first_day`, weekends counted.
    """

    enrolment_ids: Numbers
    letters: Letters
    sessions: Numbers
    first_day: dt.date

    def __len__(self) -> int:
        return len(self.enrolment_ids)

    @cached_property
    def _meanings(self) -> Letters:
        return _MEANINGS[self.letters]

    def _count(self, bit: int, axis: int) -> Numbers:
        # Sums of small integers: four times as fast as counting what is not zero.
        counted: Numbers = (self._meanings & bit).sum(axis=axis, dtype=np.int32) // bit
        return counted

    @cached_property
    def possible(self) -> Numbers:
        """Possible sessions of each enrolment."""
        return self._count(_POSSIBLE, axis=1)

    @cached_property
    def attended(self) -> Numbers:
        """Attended sessions of each enrolment."""
        return self._count(_ATTENDED, axis=1)

    @cached_property
    def authorised(self) -> Numbers:
        """Sessions of authorised absence of each enrolment."""
        return self._count(_AUTHORISED, axis=1)

    @cached_property
    def unauthorised(self) -> Numbers:
        """Sessions of unauthorised absence of each enrolment."""
        return self._count(_UNAUTHORISED, axis=1)

    @cached_property
    def late(self) -> Numbers:
        """Late marks, L and U, of each enrolment."""
        return self._count(_LATE, axis=1)

    @property
    def missed(self) -> Numbers:
        """Missed sessions of each enrolment."""
        return self.possible - self.attended

    def totals(self) -> Counts:
        """Return the counts of all enrolments together, by letter."""
        return _counts(self.letters)

    def by_day(self) -> list[tuple[dt.date, int, int]]:
        """Return day, attended and possible of each day that has a possible session."""
        found: dict[int, tuple[int, int]] = {}
        for session, here, all_ in zip(
            self.sessions.tolist(),
            self._count(_ATTENDED, axis=0).tolist(),
            self._count(_POSSIBLE, axis=0).tolist(),
            strict=True,
        ):
            day = session // SESSIONS_A_DAY
            before = found.get(day, (0, 0))
            found[day] = (before[0] + here, before[1] + all_)
        return [
            (self.first_day + dt.timedelta(day), here, all_)
            for day, (here, all_) in found.items()
            if all_
        ]

    def counts_of(self, enrolment_id: int) -> Counts:
        """Return the counts of one enrolment."""
        (rows,) = np.nonzero(self.enrolment_ids == enrolment_id)
        return _counts(self.letters[rows])

    def counts(self) -> dict[int, Counts]:
        """Return the counts of each enrolment."""
        return {
            int(number): _counts(row)
            for number, row in zip(self.enrolment_ids, self.letters, strict=True)
        }

    def only(self, enrolment_ids: Sequence[int]) -> "MarkTable":
        """Return the table of some of its enrolments."""
        keep = np.isin(self.enrolment_ids, np.asarray(enrolment_ids, dtype=np.int64))
        return replace(
            self, enrolment_ids=self.enrolment_ids[keep], letters=self.letters[keep]
        )


def marks_of_schools(schools: Sequence[Body], period: Period) -> MarkTable:
    """Read the marks of whole schools for days of one academic year."""
    return _read(_OF_SCHOOLS, [school.pk for school in schools], period)


def marks_of_pupils(enrolment_ids: Sequence[int], period: Period) -> MarkTable:
    """Read the marks of some enrolments for days of one academic year."""
    return _read(_OF_PUPILS, list(enrolment_ids), period)


def counts_of_pupils(
    enrolment_ids: Sequence[int], period: Period
) -> Mapping[int, Counts]:
    """Return the counts of each enrolment that has a row, over any period of days."""
    counted: dict[int, Counts] = {}
    for part in by_academic_year(period):
        for number, counts in marks_of_pupils(enrolment_ids, part).counts().items():
            counted[number] = counted.get(number, Counts.of("")) + counts
    return counted


def by_academic_year(period: Period) -> list[Period]:
    """Cut a period that ends into parts of one academic year each."""
    last = period.last_day
    if last is None:
        return []
    years = range(academic_year_of(period.starts_on), academic_year_of(last) + 1)
    wholes = [Period(year_starts_on(year), year_starts_on(year + 1)) for year in years]
    return [part for whole in wholes if (part := whole.intersect(period))]


def _read(query: str, keys: list[int], period: Period) -> MarkTable:
    """Read columns of year rows in one piece; two aggregates see rows in one order."""
    last = period.last_day
    year = academic_year_of(period.starts_on)
    if last is None or academic_year_of(last) != year:
        msg = f"{period} is not within one academic year"
        raise ValueError(msg)
    first = year_position(Slot(period.starts_on, Session.AM))
    width = year_position(Slot(last, Session.PM)) - first + 1
    connection.ensure_connection()
    with connection.connection.cursor(binary=True) as cursor:
        cursor.execute(query, [first + 1, width, keys, year])
        numbers, letters = cursor.fetchone()
    whole = np.frombuffer(letters or b"", dtype=np.uint8).reshape(-1, width)
    # Weekends and holidays hold the unmarked letter in every row: dropped at once, they
    # are not counted again and again. OR-ing a column leaves that letter only if so.
    used = np.bitwise_or.reduce(whole, axis=0) != ord(UNMARKED)
    return MarkTable(
        enrolment_ids=np.asarray(numbers, dtype=np.int64),
        letters=np.compress(used, whole, axis=1),
        sessions=np.flatnonzero(used),
        first_day=period.starts_on,
    )


def _counts(letters: Letters) -> Counts:
    counted = np.bincount(letters.ravel(), minlength=256)
    return Counts.of({chr(i): int(counted[i]) for i in np.flatnonzero(counted)})
