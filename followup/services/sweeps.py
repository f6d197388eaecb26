"""Sweeps: a batch of N codes is proposed once, and entered in a person's name."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from django.db import connection, transaction
from django.urls import reverse

from core.clock import local
from core.words import count
from followup.models import StandingInstruction, Sweep, SweepLine
from followup.rules.sweeps import (
    Swept,
    legally_due,
    reason_for_o,
    warned_of,
    weekly_due,
)
from followup.selectors.n_codes import UNAUTHORISED, living, n_marks
from followup.selectors.sweeps import (
    family_of,
    instruction_on,
    lines_of,
    objections,
)
from register.rules.entries import Entry, Outcome
from register.services.marks import record_marks
from register.services.writing import standing
from schools.models import Body, Membership
from schools.rules.sessions import Slot, say_day
from schools.selectors.calendar import calendar_of
from schools.services.alerts import News, alert
from schools.services.refusals import Refused
from schools.states import Role

_LOCK = 20240819


@transaction.atomic
def propose_sweep(
    *, school: Body, kind: Sweep.Kind, due_on: dt.date, now: dt.datetime
) -> int:
    """Propose a batch, warn of the next, and enter it where a head said so beforehand.

    Made twice, late or by two at once, each N stands in it once; return how many are new.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, %s)", [_LOCK, school.pk])
    sweep, is_new = Sweep.objects.get_or_create(
        school=school, kind=kind, due_on=due_on, defaults={"made_at": now}
    )
    if sweep.confirmed_at is not None:
        return 0
    marks, calendar = n_marks(school, due_on), calendar_of(school)
    chosen = legally_due if kind == Sweep.Kind.LEGAL else weekly_due
    added = _add_lines(sweep, chosen(marks, calendar, due_on))
    if is_new and kind == Sweep.Kind.LEGAL:
        _warn(school, warned_of(marks, calendar, due_on), now)
    if added:
        _enter_or_ask(sweep, added, now)
    return added


def _enter_or_ask(sweep: Sweep, added: int, now: dt.datetime) -> None:
    """Enter a batch under the head's standing instruction, or ask the officers."""
    instruction = instruction_on(sweep.school, sweep.kind, sweep.due_on)
    if instruction is not None:
        confirm_sweep(
            sweep=sweep, by=instruction.given_by, now=now, instruction=instruction
        )
    words = f"{sweep.get_kind_display()} of {say_day(sweep.due_on)}: "
    words += count(added, "N code") + (
        f" became O under the standing instruction of {instruction.given_by.name}."
        if instruction
        else " to confirm as O."
    )
    _tell(sweep.school, words, "absence-sweep", now, sweep=sweep.pk)


def _warn(school: Body, deadline: dt.date | None, now: dt.datetime) -> None:
    if deadline is not None:
        words = (
            f"N codes become O after {say_day(deadline)}: two school days are left"
            " to find the reasons."
        )
        _tell(school, words, "absence-n-codes", now)


def _tell(school: Body, words: str, page: str, now: dt.datetime, **where: int) -> None:
    """Tell the officers; where a school has none, its head."""
    link = reverse(page, kwargs={"school": school.slug, **where})
    news = News(words=words, link=link)
    alert(news, school=school, roles=[Role.OFFICER], now=now) or alert(
        news, school=school, roles=[Role.HEAD], now=now
    )


def _add_lines(sweep: Sweep, swept: Sequence[Swept]) -> int:
    """Add each N that does not wait in a batch of this kind already."""
    roll = living({row.enrolment_id for row in swept})
    waiting = set(
        SweepLine.objects.filter(
            school=sweep.school_id,
            sweep__kind=sweep.kind,
            entered_at__isnull=True,
            left_out_at__isnull=True,
        ).values_list("enrolment_id", "slot")
    )
    known = set(sweep.lines.values_list("enrolment_id", "slot"))
    new = [
        row
        for row in swept
        if row.enrolment_id in roll
        and (row.enrolment_id, row.slot.number) not in waiting | known
    ]
    versions = _versions([(row.enrolment_id, row.slot.number) for row in new])
    SweepLine.objects.bulk_create(
        SweepLine(
            school_id=sweep.school_id,
            sweep=sweep,
            enrolment_id=row.enrolment_id,
            slot=row.slot.number,
            version=versions[row.enrolment_id, row.slot.number],
            deadline_on=row.deadline,
        )
        for row in new
    )
    return len(new)


@transaction.atomic
def confirm_sweep(
    *,
    sweep: Sweep,
    by: Membership,
    now: dt.datetime,
    seen: frozenset[int] | None = None,
    instruction: StandingInstruction | None = None,
) -> int:
    """Enter O for each N of a batch in a person's name; return how many were entered.

    An N whose reason has come is left out, with that reason. A relative of the one who
    confirms stays for a colleague. Confirmed twice, nothing happens the second time.
    """
    row = Sweep.objects.select_for_update(of=("self",)).get(pk=sweep.pk)
    if row.confirmed_at is not None:
        return 0
    lines = [
        line
        for line in lines_of(row)
        if line.entered_at is None and line.left_out_at is None
    ]
    if seen is not None and seen != {line.pk for line in lines}:
        raise Refused("The batch has changed since you opened it: look at it again.")
    family = family_of(by.person_id, [line.enrolment.pupil_id for line in lines])
    mine = [line for line in lines if line.enrolment.pupil_id not in family]
    against = objections(mine)
    _leave_out([line for line in mine if line.pk in against], against, by, now)
    ready = [line for line in mine if line.pk not in against]
    entered = _enter(row, ready, by, now)
    if len(mine) == len(lines):
        row.confirmed_at, row.confirmed_by, row.instruction = now, by, instruction
        row.save(update_fields=["confirmed_at", "confirmed_by", "instruction"])
    return entered


def _enter(
    sweep: Sweep, lines: Sequence[SweepLine], by: Membership, now: dt.datetime
) -> int:
    """Enter O session by session; what the register refuses is left out with its words."""
    by_slot: dict[int, list[SweepLine]] = defaultdict(list)
    for line in lines:
        by_slot[line.slot].append(line)
    versions = _versions([(line.enrolment_id, line.slot) for line in lines])
    entered = 0
    for slot, here in sorted(by_slot.items()):
        outcome = record_marks(
            school=sweep.school,
            slot=Slot.from_number(slot),
            entries=[_entry(sweep, line, versions) for line in here],
            by=by,
            now=now,
        )
        against = _refusals(outcome)
        saved = [line for line in here if line.enrolment_id not in against]
        SweepLine.objects.filter(pk__in=[line.pk for line in saved]).update(
            entered_at=now, entered_by=by
        )
        refused = [line for line in here if line.enrolment_id in against]
        said = {line.pk: against[line.enrolment_id] for line in refused}
        _leave_out(refused, said, by, now)
        entered += len(saved)
    return entered


def _entry(
    sweep: Sweep, line: SweepLine, versions: dict[tuple[int, int], int]
) -> Entry:
    return Entry(
        enrolment_id=line.enrolment_id,
        code=UNAUTHORISED,
        version=versions[line.enrolment_id, line.slot],
        reason=reason_for_o(
            Slot.from_number(line.slot),
            line.deadline_on,
            is_legal=sweep.kind == Sweep.Kind.LEGAL,
        ),
    )


def _refusals(outcome: Outcome) -> dict[int, str]:
    refused = {row.typed.enrolment_id: row.sentence for row in outcome.refused}
    changed = "Somebody changed the register at the same moment."
    return refused | {row.typed.enrolment_id: changed for row in outcome.conflicts}


def _leave_out(
    lines: Sequence[SweepLine], why: dict[int, str], by: Membership, now: dt.datetime
) -> None:
    for line in lines:
        line.left_out_at, line.left_out_by = now, by
        line.left_out_why = why[line.pk][:400]
    SweepLine.objects.bulk_update(lines, ["left_out_at", "left_out_by", "left_out_why"])


def _versions(keys: Sequence[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """Return which version of each mark stands."""
    by_slot: dict[int, list[int]] = defaultdict(list)
    for pk, slot in keys:
        by_slot[slot].append(pk)
    return {
        (pk, slot): mark.version
        for slot, pks in by_slot.items()
        for pk, mark in standing(Slot.from_number(slot), pks).items()
    }


def give_instruction(
    *, school: Body, kind: str, words: str, by: Membership, now: dt.datetime
) -> StandingInstruction:
    """Keep a head's word that sweeps of a kind are entered in their name."""
    return StandingInstruction.objects.create(
        school=school,
        kind=kind,
        words=words,
        given_at=now,
        given_by=by,
        starts_on=local(now).date(),
    )


def withdraw_instruction(
    *, instruction: StandingInstruction, by: Membership, now: dt.datetime
) -> None:
    """Take a standing instruction back; what was entered under it stays."""
    StandingInstruction.objects.filter(
        pk=instruction.pk, withdrawn_at__isnull=True
    ).update(withdrawn_at=now, withdrawn_by=by)
