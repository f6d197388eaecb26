"""Takes back a register that was handed in for the wrong class."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from register.models import Mark, RegisterTaken
from register.rules.entries import Entry
from register.selectors.roster import marks_at, roster
from register.services.marks import record_marks
from schools.models import Body, Membership, RegistrationGroup
from schools.rules.sessions import Slot
from schools.services.refusals import Refused


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What taking a register back does: which marks go, and which are others' and stay."""

    taken: RegisterTaken
    going: tuple[Mark, ...]
    staying: tuple[Mark, ...]


def planned_withdrawal(group: RegistrationGroup, slot: Slot) -> Withdrawal:
    """Return what taking the register back would do, or raise `Refused`.

    The marks of whoever handed it in go. What somebody else entered stays: the office
    knows of a parent's call whichever class the teacher had before them.
    """
    taken = (
        RegisterTaken.objects.filter(
            group=group, slot=slot.number, withdrawn_at__isnull=True
        )
        .select_related("taken_by")
        .first()
    )
    if taken is None:
        raise Refused("This register has not been handed in: nothing can be withdrawn.")
    marks = marks_at(slot, roster(group, slot.day))
    coded = [mark for mark in marks.values() if mark.code is not None]
    return Withdrawal(
        taken=taken,
        going=tuple(m for m in coded if m.by_id == taken.taken_by_id),
        staying=tuple(m for m in coded if m.by_id != taken.taken_by_id),
    )


@transaction.atomic
def withdraw_register(
    *,
    school: Body,
    group: RegistrationGroup,
    slot: Slot,
    by: Membership,
    now: dt.datetime,
    reason: str,
) -> Withdrawal:
    """Take back a register: its marks become unmarked again, and the ledger keeps them.

    The register is then missing until somebody takes it. Raises `Refused` with nothing
    changed where a mark may not be taken back or changes meanwhile.
    """
    said = reason.strip()
    if not said:
        raise Refused("Say why the register is withdrawn.", field="reason")
    # Whoever comes second finds the register withdrawn and is told so.
    RegistrationGroup.objects.select_for_update(no_key=True).get(pk=group.pk)
    plan = planned_withdrawal(group, slot)
    outcome = record_marks(
        school=school,
        slot=slot,
        entries=_unmarking(plan.going, said),
        by=by,
        now=now,
    )
    if outcome.refused:
        raise Refused(outcome.refused[0].sentence)
    if outcome.conflicts:
        raise Refused("Somebody changed a mark of this register just now. Look again.")
    plan.taken.withdrawn_at = now
    plan.taken.withdrawn_by = by
    plan.taken.withdrawn_reason = said
    plan.taken.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    return plan


def _unmarking(marks: Sequence[Mark], reason: str) -> list[Entry]:
    return [
        Entry(
            enrolment_id=mark.enrolment_id,
            code=None,
            version=mark.version,
            reason=reason,
        )
        for mark in marks
    ]
