"""Closes a school, or a part of its site, without warning; and takes that back.

One act of one person: the closure in the calendar, a mark for every pupil whom it keeps
out, and the registers that are complete by it. All of it or nothing.
"""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from core.clock import local
from core.periods import ONE_DAY
from core.words import count
from register.models import Mark, RegisterTaken, Shut
from register.rules.entries import Entry
from register.rules.shut import LONGEST, Closing
from register.selectors.shut import ShutAct, ShutPlan, plan_of
from register.services.marks import record_marks
from schools.models import Body, Closure, Membership
from schools.rules.sessions import Session, Slot
from schools.services.refusals import Refused


def planned_closing(
    school: Body, closing: Closing, *, now: dt.datetime
) -> tuple[ShutPlan, ...]:
    """Return what a closing would do, or raise `Refused`; nothing is written."""
    if closing.day > local(now).date():
        raise Refused(
            "Closing without warning is for today or a day that was. A closure that is"
            " known beforehand belongs into the calendar.",
            field="day",
        )
    if closing.groups is not None and not closing.groups:
        raise Refused("Choose the classes that stay away.", field="groups")
    plans = plan_of(school, closing.slots, closing.groups)
    if not plans:
        raise Refused("The school has no session then.", field="day")
    _check_not_shut(school, closing, plans)
    return plans


@transaction.atomic
def shut_school(
    *, school: Body, closing: Closing, by: Membership, now: dt.datetime
) -> list[Shut]:
    """Enter Y4, or Y3 for a part of the site, for everybody whom the closing keeps out.

    Pupils who are marked, and pupils who are taught elsewhere, keep what they have.
    Raises `Refused` with nothing changed.
    """
    reason = closing.reason.strip()[:LONGEST]
    if not reason:
        raise Refused("Say why.", field="reason")
    # Whoever comes second finds it closed and is told so.
    Body.objects.select_for_update(no_key=True).get(pk=school.pk)
    plans = planned_closing(school, closing, now=now)
    closure = _closure(school, closing, plans, reason)
    made = []
    for plan in plans:
        shut = Shut.objects.create(
            school=school,
            slot=plan.slot.number,
            code=plan.code,
            reason=reason,
            groups=list(closing.groups) if closing.groups is not None else None,
            closure=closure,
            entered=len(plan.entered),
            shut_at=now,
            shut_by=by,
        )
        _mark(school, plan, reason, by=by, now=now)
        _hand_in(school, plan, by=by, now=now)
        made.append(shut)
    return made


@transaction.atomic
def undo_shut(
    *, school: Body, act: ShutAct, reason: str, by: Membership, now: dt.datetime
) -> int:
    """Take the act back on its day: its marks become unmarked, the ledger keeps both.

    Marks that somebody has changed since stay. Returns how many were taken back.
    """
    said = reason.strip()
    if not said:
        raise Refused("Say why it is undone.", field="reason")
    rows = list(
        Shut.objects.select_for_update(no_key=True)
        .filter(pk__in=[row.pk for row in act.rows], undone_at__isnull=True)
        .order_by("slot")
    )
    if not rows or not act.may_be_undone(now):
        raise Refused(
            "Only what was closed today can be undone in one act. Marks of another day"
            " are amended in the month of their class."
        )
    closures = {row.closure_id for row in rows if row.closure_id}
    taken_back = sum(_unmark(school, row, said, by=by, now=now) for row in rows)
    Shut.objects.filter(pk__in=[row.pk for row in rows]).update(
        closure=None, undone_at=now, undone_by=by, undone_reason=said
    )
    Closure.objects.filter(pk__in=closures).delete()
    return taken_back


def _check_not_shut(school: Body, closing: Closing, plans: Sequence[ShutPlan]) -> None:
    if any(plan.entered for plan in plans):
        return
    shut = Shut.objects.filter(
        school=school,
        slot__in=[slot.number for slot in closing.slots],
        undone_at__isnull=True,
    )
    said = (
        "These sessions are closed already."
        if shut.exists()
        else "Nobody would be marked: everybody asked for has a mark or is taught elsewhere."
    )
    raise Refused(said, field="day")


def _closure(
    school: Body, closing: Closing, plans: Sequence[ShutPlan], reason: str
) -> Closure | None:
    """Put the closure of a whole school into the calendar, once for the act."""
    if closing.groups is not None:
        return None
    both = len(plans) == len(Session)
    return Closure.objects.create(
        school=school,
        kind=Closure.Kind.UNEXPECTED,
        name=reason,
        session=None if both else int(plans[0].slot.session),
        starts_on=closing.day,
        ends_on=closing.day + ONE_DAY,
    )


def _mark(
    school: Body, plan: ShutPlan, reason: str, *, by: Membership, now: dt.datetime
) -> None:
    outcome = record_marks(
        school=school,
        slot=plan.slot,
        entries=[
            Entry(
                enrolment_id=row.enrolment,
                code=plan.code,
                version=row.version,
                nature=reason,
                reason=reason if row.version else "",
            )
            for row in plan.entered
        ],
        by=by,
        now=now,
    )
    if outcome.refused:
        more = len(outcome.refused) - 1
        also = f" The same holds for {count(more, 'pupil')} more." if more else ""
        raise Refused(f"{outcome.refused[0].sentence}{also}")
    if outcome.conflicts:
        raise Refused("Somebody marked a pupil just now. Look again, then close.")


def _hand_in(school: Body, plan: ShutPlan, *, by: Membership, now: dt.datetime) -> None:
    """Hand in the registers in which everybody has a mark now: nobody is to be asked."""
    taken = set(
        RegisterTaken.objects.filter(
            school=school, slot=plan.slot.number, withdrawn_at__isnull=True
        ).values_list("group_id", flat=True)
    )
    RegisterTaken.objects.bulk_create(
        RegisterTaken(
            school=school,
            group_id=group,
            slot=plan.slot.number,
            taken_at=now,
            taken_by=by,
        )
        for group in sorted(plan.groups_done - taken)
    )


def _unmark(
    school: Body, shut: Shut, reason: str, *, by: Membership, now: dt.datetime
) -> int:
    entered = Mark.objects.filter(
        school=school,
        slot=shut.slot,
        code=shut.code,
        at=shut.shut_at,
        by_id=shut.shut_by_id,
    )
    outcome = record_marks(
        school=school,
        slot=Slot.from_number(shut.slot),
        entries=[
            Entry(
                enrolment_id=mark.enrolment_id,
                code=None,
                version=mark.version,
                reason=reason,
            )
            for mark in entered
        ],
        by=by,
        now=now,
    )
    if not outcome.is_clean:
        raise Refused("A mark was changed just now. Look again, then undo.")
    RegisterTaken.objects.filter(
        school=school,
        slot=shut.slot,
        taken_at=shut.shut_at,
        taken_by_id=shut.shut_by_id,
        withdrawn_at__isnull=True,
    ).update(withdrawn_at=now, withdrawn_by=by, withdrawn_reason=reason)
    return len(outcome.saved)
