"""The made-up colleagues take their registers when a visitor asks them to.

No mark is made by the machine: a visitor presses, and each mark stands under the name of
the colleague whose register it is, as if that person had typed it. The visitors' own
groups are left to them, and one group of each school is left missing.
"""

from __future__ import annotations

import datetime as dt
from random import Random

from attendance.demo.facts import BY_PHASE, PhaseFacts
from attendance.demo.shape import SCHOOLS
from core.clock import at_local, local
from core.tenancy import in_schools
from register.models import RegisterTaken
from register.rules.entries import Entry
from register.rules.windows import RegisterWindow, present_code
from register.selectors.roster import roster
from register.selectors.suggestions import suggestions_at
from register.selectors.windows import window_of
from register.services.marks import record_marks
from register.services.taking import NotComplete, take_register
from schools.models import Body, GroupTeacher, Membership
from schools.rules.sessions import Session, Slot
from schools.selectors.calendar import calendar_of
from schools.states import Role

# Of a morning on which nobody has telephoned: most who are away have no reason yet.
_WITHOUT_WORD = 0.45


def colleagues_take(now: dt.datetime) -> int:
    """Take today's registers that have opened and are nobody's; return how many."""
    today = local(now).date()
    return sum(
        _take_school(Body.objects.get(slug=shape.slug), shape.teacher_group, today, now)
        for shape in SCHOOLS
    )


def _take_school(school: Body, visitors: str, today: dt.date, now: dt.datetime) -> int:
    taken = 0
    with in_schools([school.pk]):
        teachers = list(
            GroupTeacher.objects.on(today)
            .filter(group__school=school)
            .exclude(group__name=visitors)
            .select_related("group", "membership")
            .order_by("group__name")
        )[:-1]
        office = Membership.objects.filter(body=school, role=Role.OFFICE).earliest("pk")
        for session in Session:
            slot = Slot(today, session)
            if calendar_of(school).is_registered(slot):
                taken += sum(_take(row, slot, office, now) for row in teachers)
    return taken


def _take(row: GroupTeacher, slot: Slot, office: Membership, now: dt.datetime) -> bool:
    """Take one register at a moment within its window, if it has opened and waits."""
    school, rng = row.group.school, Random(f"{row.group_id} {slot.number}")  # noqa: S311
    window = window_of(school, row.group_id, slot)
    at = _moment(window, slot, rng)
    is_taken = RegisterTaken.objects.filter(
        group=row.group, slot=slot.number, withdrawn_at=None
    )
    if at > now or is_taken.exists():
        return False
    _mark(row, slot, office, at, rng)
    try:
        take_register(
            school=school, group=row.group, slot=slot, by=row.membership, now=at
        )
    except NotComplete:
        return False
    return True


def _moment(window: RegisterWindow, slot: Slot, rng: Random) -> dt.datetime:
    opens = at_local(slot.day, window.opens)
    return opens + dt.timedelta(minutes=window.open_minutes * rng.uniform(0.3, 0.8))


def _mark(
    row: GroupTeacher, slot: Slot, office: Membership, at: dt.datetime, rng: Random
) -> None:
    """Enter what the office knows under its name, and what the teacher sees under theirs."""
    school = row.group.school
    enrolments = [enrolment.pk for enrolment in roster(row.group, slot.day)]
    known = suggestions_at(slot, enrolments)
    facts = BY_PHASE[school.phase]
    told = [
        Entry(enrolment_id=number, code=word.code, version=0, nature=word.nature)
        for number, word in sorted(known.items())
    ]
    seen = [
        Entry(enrolment_id=number, code=_seen(slot, facts, rng), version=0)
        for number in enrolments
        if number not in known
    ]
    for entries, by in ((told, office), (seen, row.membership)):
        record_marks(school=school, slot=slot, entries=entries, by=by, now=at)


def _seen(slot: Slot, facts: PhaseFacts, rng: Random) -> str:
    """Return what a teacher sees of a pupil of whom nothing is known."""
    luck = rng.random()
    away = facts.rate_of("I O G N") * _WITHOUT_WORD
    if luck < away:
        return "N"
    late = facts.rate("L") if slot.session is Session.AM else 0.0
    return "L" if luck < away + late else present_code(slot.session)
