"""Pages of the ledger at a small school, and how they are asked for."""

import datetime as dt

from django.urls import reverse

from core.clock import at_local
from register.rules.entries import Entry
from register.services.marks import record_marks
from schools.rules.sessions import Session, Slot
from schools.states import Role

FRIDAY = dt.date(2026, 11, 20)
AM = Slot(FRIDAY, Session.AM)


def at(hour: int, minute: int, day: dt.date = FRIDAY) -> dt.datetime:
    return at_local(day, dt.time(hour, minute))


MARKED, AMENDED = at(8, 52), at(9, 41)


def mark(world, *codes, version=0, role=Role.TEACHER, now=MARKED, reason="", **facts):
    return record_marks(
        school=world.school,
        slot=AM,
        entries=[
            Entry(
                enrolment_id=row.pk, code=code, version=version, reason=reason, **facts
            )
            for row, code in zip(world.enrolments, codes, strict=False)
        ],
        by=world.by(role),
        now=now,
    )


def address(world, name, **more):
    kwargs = {"school": world.school.slug, **more}
    if name in {"ledger", "register"}:
        kwargs |= {"group": world.group.pk}
    if name in {"mark-history", "amend"}:
        kwargs |= {"enrolment": world.enrolments[0].pk}
    if name in {"ledger", "mark-history", "amend"}:
        kwargs |= {"day": FRIDAY.isoformat(), "session": "am"}
    if name == "extract":
        kwargs |= {"group": world.group.pk, "day": FRIDAY.isoformat()}
    if name == "pupil-amendments":
        kwargs |= {"pupil": world.pupils[0].pk}
    return reverse(name, kwargs=kwargs)


def shown(client, world, name, **query) -> str:
    answer = client.get(address(world, name), query)
    assert answer.status_code == 200
    return answer.content.decode()
