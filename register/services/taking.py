"""Hands a register in, opens it again, and asks for a missing one."""

import datetime as dt

from django.db import transaction

from core.clock import local
from register.models import Nudge, RegisterTaken, Reopening
from register.rules.asking import may_ask_again
from register.rules.windows import has_closed, has_opened
from register.selectors.roster import unmarked_in
from register.selectors.windows import window_of
from schools.models import Body, Membership, RegistrationGroup
from schools.rules.sessions import Slot
from schools.services.refusals import Refused

LONGEST_NAME = 120


class NotComplete(Exception):
    """A register with an unmarked pupil is not handed in: nobody is assumed present."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        count = (
            f"{len(names)} pupil has"
            if len(names) == 1
            else f"{len(names)} pupils have"
        )
        super().__init__(f"{count} no mark yet: {', '.join(names)}.")


@transaction.atomic
def take_register(
    *,
    school: Body,
    group: RegistrationGroup,
    slot: Slot,
    by: Membership,
    now: dt.datetime,
    device_at: dt.datetime | None = None,
    read_by: str = "",
) -> RegisterTaken:
    """Hand in a register in which every pupil has a mark.

    Handing it in again answers with the first time. Raises `NotComplete` with names.
    `read_by` is who read it to the person at the keyboard, where somebody did.
    """
    missing = unmarked_in(group, slot)
    if missing:
        raise NotComplete([pupil.name for pupil in missing])
    taken, _ = RegisterTaken.objects.get_or_create(
        school=school,
        group=group,
        slot=slot.number,
        withdrawn_at=None,
        defaults={
            "taken_at": now,
            "taken_by": by,
            "device_at": device_at,
            "read_by": read_by.strip()[:LONGEST_NAME],
        },
    )
    return taken


@transaction.atomic
def reopen_register(
    *,
    school: Body,
    group: RegistrationGroup,
    slot: Slot,
    by: Membership,
    now: dt.datetime,
    until: dt.datetime,
    reason: str,
) -> Reopening:
    """Let a group's teacher mark again until a moment; the ledger keeps all entries."""
    if not reason.strip():
        raise Refused("Say why the register is opened again.", field="reason")
    if until <= now:
        raise Refused("Choose a time that is still to come.", field="until")
    if not has_closed(window_of(school, group.pk, slot), slot, local(now)):
        raise Refused("This register has not closed: there is nothing to open again.")
    return Reopening.objects.create(
        school=school,
        group=group,
        slot=slot.number,
        until=until,
        reason=reason.strip(),
        reopened_at=now,
        reopened_by=by,
    )


@transaction.atomic
def nudge_teacher(
    *,
    school: Body,
    group: RegistrationGroup,
    slot: Slot,
    by: Membership,
    now: dt.datetime,
) -> Nudge:
    """Ask for a register that is missing; a job sends what this row intends.

    Whoever asks again within a few minutes is answered with the last time. Raises
    `Refused` where there is nothing to ask for.
    """
    # The lock keeps two people who press at once from asking twice.
    RegistrationGroup.objects.select_for_update(no_key=True).get(pk=group.pk)
    asked = Nudge.objects.filter(group=group, slot=slot.number, school=school)
    last = asked.order_by("nudged_at").last()
    if last is not None and not may_ask_again(last.nudged_at, now):
        return last
    taken = RegisterTaken.objects.filter(
        group=group, slot=slot.number, withdrawn_at__isnull=True
    )
    if taken.exists():
        raise Refused(f"{group.name}: the register is in already.")
    if not has_opened(window_of(school, group.pk, slot), slot, local(now)):
        raise Refused(f"{group.name}: the register has not opened yet.")
    return Nudge.objects.create(
        school=school, group=group, slot=slot.number, nudged_at=now, nudged_by=by
    )
