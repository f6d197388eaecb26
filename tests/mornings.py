"""A register on a Friday morning: marked, handed in, at a moment of the day."""

import datetime as dt

from core.clock import at_local
from register.rules.entries import Entry
from register.services.marks import record_marks
from register.services.taking import take_register
from schools.rules.sessions import Session, Slot
from schools.states import Role

FRIDAY = dt.date(2026, 11, 20)
AM, PM = Slot(FRIDAY, Session.AM), Slot(FRIDAY, Session.PM)


def at(hour: int, minute: int) -> dt.datetime:
    return at_local(FRIDAY, dt.time(hour, minute))


MARKED, HANDED_IN = at(8, 52), at(8, 55)


def mark(world, *codes, now=MARKED, by=None, version=0, reason=""):
    return record_marks(
        school=world.school,
        slot=AM,
        entries=[
            Entry(enrolment_id=row.pk, code=code, version=version, reason=reason)
            for row, code in zip(world.enrolments, codes, strict=False)
        ],
        by=by or world.by(Role.TEACHER),
        now=now,
    )


def take(world, now=HANDED_IN, by=None):
    return take_register(
        school=world.school,
        group=world.group,
        slot=AM,
        by=by or world.by(Role.TEACHER),
        now=now,
    )
