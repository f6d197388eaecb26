"""Makes a school's list of a day, as often as registers come in.

Run twice, late, for a past day, or by two workers at once, it makes each line once: a
lock lets one maker in at a time, and constraints stand behind the lock.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import prefetch_related_objects

from followup.models import AbsenceLine, AbsenceSpell
from followup.selectors.spells import day_number, first_days
from followup.selectors.unexplained import (
    Unexplained,
    needs_of,
    slots_of,
    unexplained_on,
)
from followup.services.intentions import intend_messages
from followup.services.resolving import end_spells, resolve_lines
from followup.services.stepping import add_due_steps
from schools.models import Body
from schools.selectors.calendar import calendar_of

_NOTE = """
    insert into followup_dailylist
           (school_id, day, first_made_at, last_made_at, fingerprint)
    values (%s, %s, %s, %s, %s)
        on conflict (school_id, day) do update
       set last_made_at = greatest(followup_dailylist.last_made_at,
                                   excluded.last_made_at),
           fingerprint = excluded.fingerprint
"""


@dataclass(frozen=True, slots=True)
class Made:
    """What a making of the list changed."""

    lines: int = 0
    closed: int = 0
    steps: int = 0
    messages: int = 0

    @property
    def total(self) -> int:
        return self.lines + self.closed + self.steps + self.messages


@transaction.atomic
def make_list(
    *, school: Body, day: dt.date, now: dt.datetime, fingerprint: str = ""
) -> Made:
    """Bring a school's list of a day up to what its registers say."""
    if not slots_of(school, day):
        return Made()
    _lock(school, day)
    _note(school, day, now, fingerprint)
    unexplained = unexplained_on(school, day)
    away = {row.enrolment_id for row in unexplained}
    closed = resolve_lines(school=school, day=day, away=away)
    end_spells(school=school, day=day)
    lines = _new_lines(school, day, unexplained, now)
    prefetch_related_objects(lines, "enrolment__pupil")
    return Made(
        lines=len(lines),
        closed=closed,
        steps=add_due_steps(school=school, day=day, now=now),
        messages=intend_messages(school=school, day=day, lines=lines, now=now),
    )


def _lock(school: Body, day: dt.date) -> None:
    """Let one maker of a school's day in at a time, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(%s, %s)", [school.pk, day.toordinal()]
        )


def _note(school: Body, day: dt.date, now: dt.datetime, fingerprint: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, [school.pk, day, now, now, fingerprint])


def _new_lines(
    school: Body, day: dt.date, unexplained: Sequence[Unexplained], now: dt.datetime
) -> list[AbsenceLine]:
    """Add a line for each child who has none that is open or still holds."""
    known: dict[int, list[AbsenceLine]] = {}
    for line in AbsenceLine.objects.filter(
        day=day, enrolment_id__in=[row.enrolment_id for row in unexplained]
    ):
        known.setdefault(line.enrolment_id, []).append(line)
    turns = {row.enrolment_id: _turn(row, known) for row in unexplained}
    fresh = [row for row in unexplained if turns[row.enrolment_id]]
    if not fresh:
        return []
    spells = _spells(school, day, [row.enrolment_id for row in fresh])
    needs = needs_of([row.enrolment_id for row in fresh], day)
    calendar = calendar_of(school)
    return AbsenceLine.objects.bulk_create(
        AbsenceLine(
            school=school,
            enrolment_id=row.enrolment_id,
            spell=spells[row.enrolment_id],
            day=day,
            slot=row.slot,
            turn=turns[row.enrolment_id],
            why=row.why,
            need=needs[row.enrolment_id],
            day_number=day_number(spells[row.enrolment_id].starts_on, day, calendar),
            made_at=now,
        )
        for row in fresh
    )


def _turn(row: Unexplained, known: dict[int, list[AbsenceLine]]) -> int:
    """Return which line of the session this would be, 0 where none is needed.

    A line that is open answers for the whole day. One that a person closed holds for
    its session, until the mark was made N once more after it.
    """
    lines = known.get(row.enrolment_id, [])
    if any(line.closed_at is None for line in lines):
        return 0
    same = [line for line in lines if line.slot == row.slot]
    if not same:
        return 1
    last = max(same, key=lambda line: line.turn)
    marked_again = (
        row.marked_at is not None
        and last.closed_at is not None
        and row.marked_at > last.closed_at
    )
    return last.turn + 1 if marked_again else 0


def _spells(
    school: Body, day: dt.date, enrolment_ids: Sequence[int]
) -> dict[int, AbsenceSpell]:
    """Return the spell that each child is in, begun where none runs."""
    running = {
        spell.enrolment_id: spell
        for spell in AbsenceSpell.objects.filter(
            enrolment_id__in=enrolment_ids, last_on__isnull=True, starts_on__lte=day
        )
    }
    without = [pk for pk in enrolment_ids if pk not in running]
    first = first_days(without, day, calendar_of(school))
    past = {
        spell.enrolment_id: spell
        for spell in AbsenceSpell.objects.filter(
            enrolment_id__in=without, starts_on__lte=day, last_on__gte=day
        )
    }
    new = [pk for pk in without if pk not in past]
    ended = _last_days(new)
    begun = AbsenceSpell.objects.bulk_create(
        AbsenceSpell(
            school=school,
            enrolment_id=pk,
            # Today, where an earlier absence has the first day already.
            starts_on=day if ended.get(pk, dt.date.min) >= first[pk] else first[pk],
        )
        for pk in new
    )
    return running | past | {spell.enrolment_id: spell for spell in begun}


def _last_days(enrolment_ids: Sequence[int]) -> dict[int, dt.date]:
    """Return the last day of the last absence of each child that has ended."""
    rows = AbsenceSpell.objects.filter(
        enrolment_id__in=enrolment_ids, last_on__isnull=False
    )
    ended = rows.order_by("last_on").values_list("enrolment_id", "last_on")
    return {enrolment: last for enrolment, last in ended if last is not None}
