"""When each register was taken, by whom, and the moment of its marks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from random import Random

from attendance.demo.bodies import GroupKey, School
from attendance.demo.sheets import Book
from attendance.demo.staff import Staff
from core.clock import at_local
from register.models import RegisterTaken

_MISSING = 0.004
_LATE = 0.02


@dataclass(frozen=True, slots=True)
class Register:
    """One register of one session: whose it was, and when it was taken."""

    opens_at: dt.datetime
    closes_at: dt.datetime
    taken_at: dt.datetime
    teacher: int


class Registers:
    """Every register of a school, each made up once."""

    def __init__(self, book: Book, school: School, staff: Staff, rng: Random) -> None:
        self.book, self.school, self.staff, self.rng = book, school, staff, rng
        self._known: dict[tuple[GroupKey, dt.date, int], Register] = {}

    def register(self, key: GroupKey, day: dt.date, session: int) -> Register:
        """Return a register; the first time, note that it was taken."""
        known = self._known.get((key, day, session))
        if known is None:
            known = self._known[key, day, session] = self._take(key, day, session)
        return known

    def _take(self, key: GroupKey, day: dt.date, session: int) -> Register:
        times = self.school.times(key[1])[session]
        opens, closes = at_local(day, times.opens), at_local(day, times.closes)
        luck = self.rng.random()
        minutes = (closes - opens).total_seconds() / 60
        after = minutes + self.rng.uniform(2, 40) if luck < _LATE else minutes * 0.5
        taken_at = opens + dt.timedelta(
            minutes=after * self.rng.uniform(0.6, 1.0), seconds=self.rng.randrange(60)
        )
        register = Register(opens, closes, taken_at, self.staff.teachers[key])
        if luck > _MISSING:
            self.book.add(
                RegisterTaken,
                school_id=self.school.id,
                group_id=self.school.groups[key],
                slot=day.toordinal() * 2 + session,
                taken_at=taken_at,
                taken_by_id=register.teacher,
            )
        return register
