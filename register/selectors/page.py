"""A register as its page shows it: every pupil with mark, alerts and the last sessions.

One statement a question, because the page is opened by every teacher at ten to nine.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connection

from register.codes import UNMARKED
from schools.models import RegistrationGroup
from schools.rules.sessions import WIDTH, Slot, academic_year_of, year_position

PREVIOUS = 10

_ASKED_FOR = """
      from schools_placement pl
      join schools_enrolment e on e.id = pl.enrolment_id and e.starts_on <= %s
       and (e.ends_on is null or e.ends_on > %s)
"""
_PLACED = """
     where pl.group_id = %s and pl.starts_on <= %s
       and (pl.ends_on is null or pl.ends_on > %s)
"""
# The letters are cut to the days asked for: a year of them is 732 bytes a pupil.
_ROWS = f"""
    select e.id, p.id, p.last_name, coalesce(nullif(p.known_as, ''), p.first_name),
           p.allergies, p.care_plan, p.photograph,
           m.code, coalesce(m.version, 0), m.minutes_late, m.at,
           coalesce(b.name, ''), coalesce(b.position, ''),
           coalesce(d.note, ''), coalesce(d.nature, ''),
           substring(z.letters from %s for %s), substring(y.letters from %s for %s)
      {_ASKED_FOR}
      join schools_pupil p on p.id = e.pupil_id
      left join register_mark m on m.slot = %s and m.enrolment_id = e.id
      left join schools_membership b on b.id = m.by_id
      left join register_markdetail d
        on d.slot = m.slot and d.enrolment_id = e.id and d.version = m.version
      left join register_markyear y on y.enrolment_id = e.id and y.year = %s
      left join register_markyear z on z.enrolment_id = e.id and z.year = %s
      {_PLACED}
     order by p.last_name, p.first_name, p.id
"""  # noqa: S608 - of parts above
_STANDING = f"""
    select e.id, m.code, coalesce(m.version, 0), m.minutes_late, m.at, b.name
      {_ASKED_FOR}
      left join register_mark m on m.slot = %s and m.enrolment_id = e.id
      left join schools_membership b on b.id = m.by_id
      {_PLACED}
"""
# Of several reopenings the one that lasts longest, as `windows.open_again` says.
_TAKEN = """
    r.until, t.taken_at, coalesce(t.device_at, t.taken_at), b.name, b.position
      from (select max(until) as until from register_reopening
             where slot = %s and group_id = %s and reopened_at <= %s and until > %s) r
      left join register_registertaken t
        on t.slot = %s and t.group_id = %s and t.withdrawn_at is null
      left join schools_membership b on b.id = t.taken_by_id
"""
_CODES = f"""
    array(select m.code {_ASKED_FOR}
            left join register_mark m on m.slot = %s and m.enrolment_id = e.id
          {_PLACED})
"""


class PupilRow(NamedTuple):
    """One pupil of a register; `previous` are letters of sessions, the oldest first."""

    enrolment: int
    pupil: int
    last_name: str
    known_as: str
    allergies: str
    care_plan: str
    photograph: str
    code: str | None
    version: int
    minutes_late: int | None
    at: dt.datetime | None
    by: str
    position: str
    note: str
    nature: str
    previous: str


class StandingRow(NamedTuple):
    """How one pupil of a register stands now."""

    enrolment: int
    code: str | None
    version: int
    minutes_late: int | None
    at: dt.datetime | None
    by: str | None


class Taken(NamedTuple):
    """That a register was handed in, when and by whom."""

    at: dt.datetime
    decided_at: dt.datetime
    by: str
    position: str


class Progress(NamedTuple):
    """How far a register has come; `open_until` is of one that was opened again."""

    taken: Taken | None
    open_until: dt.datetime | None


def register_rows(
    group: RegistrationGroup, slot: Slot, previous: Sequence[Slot]
) -> list[PupilRow]:
    """Return the pupils whom a register asks for, by name, with all that is shown."""
    cut = _Cut(slot, previous)
    day = slot.day
    with connection.cursor() as cursor:
        cursor.execute(
            _ROWS,
            [
                *cut.before,
                *cut.within,
                day,
                day,
                slot.number,
                cut.year,
                cut.year - 1,
                group.pk,
                day,
                day,
            ],
        )
        return [
            PupilRow._make((*row[:15], cut.letters(row[15], row[16])))
            for row in cursor.fetchall()
        ]


def standing_rows(group: RegistrationGroup, slot: Slot) -> list[StandingRow]:
    """Return how the pupils of a register stand, and nothing else of them."""
    day = slot.day
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, [day, day, slot.number, group.pk, day, day])
        return list(map(StandingRow._make, cursor.fetchall()))


def progress_of(group: RegistrationGroup, slot: Slot, *, now: dt.datetime) -> Progress:
    """Return a register's handing in that stands, and until when it is open again."""
    at = [slot.number, group.pk]
    with connection.cursor() as cursor:
        cursor.execute(f"select {_TAKEN}", [*at, now, now, *at])
        return _progress(cursor.fetchone())


def codes_and_progress_of(
    group: RegistrationGroup, slot: Slot, *, now: dt.datetime
) -> tuple[list[str | None], Progress]:
    """Return the code of each pupil of a register too, for a tally: one statement."""
    day, at = slot.day, (slot.number, group.pk)
    asked_for = (day, day, slot.number, group.pk, day, day)
    with connection.cursor() as cursor:
        cursor.execute(
            f"select {_CODES}, {_TAKEN}",
            [*asked_for, *at, now, now, *at],
        )
        codes, *row = cursor.fetchone()
    return codes, _progress(row)


def _progress(row: Sequence[Any]) -> Progress:
    until, *taken = row
    return Progress(Taken._make(taken) if taken[0] else None, until)


class _Cut:
    """Which letters of this and the last year's row belong to some sessions."""

    def __init__(self, slot: Slot, wanted: Sequence[Slot]) -> None:
        self.year = academic_year_of(slot.day)
        places = [(academic_year_of(one.day), year_position(one)) for one in wanted]
        self._places = places
        self.within = self._span([at for year, at in places if year == self.year])
        self.before = self._span([at for year, at in places if year == self.year - 1])

    @staticmethod
    def _span(positions: list[int]) -> tuple[int, int]:
        """Return first byte (from 1, as SQL counts) and length."""
        if not positions:
            return 1, 0
        return positions[0] + 1, min(positions[-1] - positions[0] + 1, WIDTH)

    def letters(self, before: bytes | None, within: bytes | None) -> str:
        """Return a letter for each session, unmarked where there is no row."""
        return "".join(
            self._letter(within, self.within, at)
            if year == self.year
            else self._letter(before, self.before, at)
            for year, at in self._places
        )

    @staticmethod
    def _letter(row: bytes | None, span: tuple[int, int], at: int) -> str:
        return chr(row[at + 1 - span[0]]) if row else UNMARKED
