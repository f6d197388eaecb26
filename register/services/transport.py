"""Transport runs: who is on them, and one act for a run that came late."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction

from core.words import clock_time
from register.models import Arrival, RunPlace, TransportRun
from register.rules.arrivals import TRANSPORT_FAILED
from register.rules.entries import Entry
from register.selectors.transport import Passenger, passengers
from register.services.marks import record_marks
from schools.models import Body, Enrolment, Membership
from schools.rules.sessions import Slot
from schools.services.refusals import Refused

LONGEST = 200
AHEAD = dt.timedelta(minutes=1)


@dataclass(slots=True)
class RunOutcome:
    """Whom a run's arrival marked, and whom it left alone with the sentence why."""

    marked: list[Passenger] = field(default_factory=list)
    left: list[tuple[Passenger, str]] = field(default_factory=list)


@transaction.atomic
def record_run(
    *,
    run: TransportRun,
    arrived_at: dt.datetime,
    reason: str,
    on_it: Sequence[int],
    by: Membership,
    now: dt.datetime,
) -> RunOutcome:
    """Mark the pupils of a run that came late, each with a ledger row of their own.

    L before the group's close, Y1 after it; only who has no mark yet or an N. Done
    twice, the second finds nobody left to mark.
    """
    if not reason.strip():
        raise Refused("Say why the transport was late.", field="reason")
    if arrived_at > now + AHEAD:
        raise Refused("This time is still to come.", field="arrived")
    list(
        Enrolment.objects.select_for_update(no_key=True)
        .filter(pk__in=on_it, school_id=run.school_id)
        .order_by("pk")
        .values_list("pk")
    )
    outcome = RunOutcome()
    by_slot: dict[Slot, list[Passenger]] = {}
    for one in passengers(run, arrived_at, among=set(on_it)):
        if one.is_written and one.slot:
            by_slot.setdefault(one.slot, []).append(one)
        else:
            outcome.left.append((one, one.why_left_alone))
    words = f"{run.name} arrived {clock_time(arrived_at)}: {reason.strip()}"[:LONGEST]
    for slot, group in by_slot.items():
        marked = _mark(run, slot, group, words, outcome, by=by, now=now)
        Arrival.objects.bulk_create(
            _arrival(run, slot, one, words, arrived_at, by=by, now=now)
            for one in marked
        )
        outcome.marked += marked
    return outcome


def _mark(
    run: TransportRun,
    slot: Slot,
    group: list[Passenger],
    words: str,
    outcome: RunOutcome,
    *,
    by: Membership,
    now: dt.datetime,
) -> list[Passenger]:
    """Mark the pupils of one session; who could not be marked is told with the rule."""
    entries = [_entry(one, words) for one in group]
    answer = record_marks(school=run.school, slot=slot, entries=entries, by=by, now=now)
    saved = {row.enrolment_id for row in answer.saved}
    said = {row.typed.enrolment_id: row.sentence for row in answer.refused}
    outcome.left += [
        (one, said.get(one.enrolment.pk, "Somebody has just marked this pupil."))
        for one in group
        if one.enrolment.pk not in saved
    ]
    return [one for one in group if one.enrolment.pk in saved]


def _arrival(
    run: TransportRun,
    slot: Slot,
    one: Passenger,
    words: str,
    arrived_at: dt.datetime,
    *,
    by: Membership,
    now: dt.datetime,
) -> Arrival:
    return Arrival(
        school=run.school,
        enrolment=one.enrolment,
        slot=slot.number,
        arrived_at=arrived_at,
        minutes_late=one.minutes,
        code=one.code,
        reason=words,
        came_with=run.name,
        run=run,
        recorded_at=now,
        recorded_by=by,
    )


def _entry(one: Passenger, words: str) -> Entry:
    stands = one.mark is not None
    return Entry(
        enrolment_id=one.enrolment.pk,
        code=one.code,
        version=one.mark.version if one.mark else 0,
        minutes_late=None if one.code == TRANSPORT_FAILED else one.minutes,
        nature=words if one.code == TRANSPORT_FAILED else "",
        reason=words if stands else "",
        note="" if stands else words,
    )


@transaction.atomic
def add_run(
    *, school: Body, name: str, operator: str, telephone: str, starts_on: dt.date
) -> TransportRun:
    """Begin a run; two of one name at a time would be mistaken for each other."""
    taken = TransportRun.objects.on(starts_on).filter(school=school, name__iexact=name)
    if taken.exists():
        raise Refused(f"There is a run called {name} already.", field="name")
    return TransportRun.objects.create(
        school=school,
        name=name,
        operator=operator,
        telephone=telephone,
        starts_on=starts_on,
    )


@transaction.atomic
def end_run(*, run: TransportRun, today: dt.date) -> None:
    """End a run and its places with this day; what it brought stays in the lists."""
    tomorrow = today + dt.timedelta(days=1)
    run.ends_on = tomorrow
    run.save(update_fields=["ends_on"])
    RunPlace.objects.filter(run=run, ends_on__isnull=True).update(ends_on=tomorrow)


@transaction.atomic
def put_on_run(*, run: TransportRun, enrolment: Enrolment, today: dt.date) -> RunPlace:
    """Give a pupil a place on a run from today; given twice it is one place."""
    held = RunPlace.objects.on(today).filter(run=run, enrolment=enrolment).first()
    return held or RunPlace.objects.create(
        school=run.school, run=run, enrolment=enrolment, starts_on=today
    )


@transaction.atomic
def take_off_run(*, place: RunPlace, today: dt.date) -> None:
    """End a pupil's place with this day."""
    place.ends_on = today + dt.timedelta(days=1)
    place.save(update_fields=["ends_on"])
