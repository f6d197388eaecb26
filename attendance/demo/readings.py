"""Who opened whose record in the weeks before: the log is never empty at a real school."""

from __future__ import annotations

import datetime as dt
from random import Random

from attendance.demo.bodies import School
from attendance.demo.children import Stay
from attendance.demo.rows import marked_days
from attendance.demo.shape import THIS_YEAR
from attendance.demo.sheets import Book
from attendance.demo.staff import Staff
from core.clock import at_local
from schools.models import AccessLog
from schools.states import Role

_READERS = (
    *(Role.OFFICE, Role.OFFICE, Role.OFFICER, Role.OFFICER, Role.OFFICER),
    *(Role.SAFEGUARDING, Role.PASTORAL, Role.HEAD),
)
_A_DAY = 6
_DAYS = 10


def add_readings(
    book: Book, school: School, staff: Staff, stays: list[Stay], rng: Random
) -> None:
    """Note some openings of pupils' records on each of the last school days."""
    here = [stay for stay in stays if stay.school is school and stay.is_current]
    moments = sorted(
        at_local(day, dt.time(rng.randrange(8, 17), rng.randrange(60)))
        for day in marked_days(THIS_YEAR)[-_DAYS:]
        for _ in range(_A_DAY)
    )
    for moment in moments:
        book.add(
            AccessLog,
            school_id=school.id,
            pupil_id=rng.choice(here).pupil,
            opened_at=moment,
            opened_by_id=staff.by_role[rng.choice(_READERS)],
            page=rng.choice(("pupil", "pupil", "contacts")),
        )
