"""Reads of the ledger: every entry of marks, the standing one and those it replaced.

Standing entries are the marks themselves, earlier ones the ledger's rows; both are read
together, with who made them and what was said (SI 2024/208 reg 6).
"""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import connection

from core.clock import at_local
from core.periods import ONE_DAY, Period
from register.models import RegisterTaken
from register.rules.ledger import LedgerLine, Place, as_it_stood
from schools.models import Body, Enrolment, Pupil, RegistrationGroup
from schools.rules.sessions import Session, Slot, academic_year_of, year_starts_on
from schools.selectors.calendar import calendar_of

_ENTRIES = """
    select e.slot, e.enrolment_id, e.version, e.code, e.minutes_late, e.at, e.by_id,
           coalesce(b.name, ''), coalesce(b.position, ''),
           coalesce(d.reason, ''), coalesce(d.nature, ''), coalesce(d.note, ''),
           d.device_at, e.stands
      from (select slot, enrolment_id, version, code, minutes_late, at, by_id,
                   true as stands
              from register_mark
             where slot = any (%(slots)s) and enrolment_id = any (%(enrolments)s)
             union all
            select slot, enrolment_id, version, code, minutes_late, at, by_id, false
              from register_ledgerentry
             where slot = any (%(slots)s) and enrolment_id = any (%(enrolments)s)) e
      left join schools_membership b on b.id = e.by_id
      left join register_markdetail d on d.slot = e.slot
       and d.enrolment_id = e.enrolment_id and d.version = e.version
     order by e.slot, e.enrolment_id, e.version
"""
# Every change has a detail with its reason, so changes are found by their details; the
# entry itself is the standing mark or, if it was changed again, in the ledger.
_CHANGES = """
    select d.slot, d.enrolment_id, d.version
      from register_markdetail d
      left join register_mark m on m.slot = d.slot
       and m.enrolment_id = d.enrolment_id and m.version = d.version
      left join register_ledgerentry l on l.slot = d.slot
       and l.enrolment_id = d.enrolment_id and l.version = d.version
     where d.school_id = %(school)s and d.version > 1
       and d.slot >= %(first)s and d.slot < %(after)s
       and coalesce(m.at, l.at) >= %(since)s and coalesce(m.at, l.at) < %(until)s
"""
_EVER = dt.datetime.min.replace(tzinfo=dt.UTC)
_NEVER = dt.datetime.max.replace(tzinfo=dt.UTC)


def entries_of(enrolment_ids: Iterable[int], slots: Iterable[Slot]) -> list[LedgerLine]:
    """Return every entry of some pupils' sessions, each mark's in order."""
    return _entries(list(enrolment_ids), [slot.number for slot in slots])


def stood_at(
    slot: Slot, enrolment_ids: Iterable[int], at: dt.datetime
) -> dict[int, LedgerLine]:
    """Return the entries of a register as it stood at a moment, by enrolment."""
    stood = as_it_stood(entries_of(enrolment_ids, [slot]), at)
    return {enrolment: line for (_, enrolment), line in stood.items()}


def marks_changed(
    school: Body,
    *,
    sessions: tuple[Slot, Slot],
    since: dt.datetime = _EVER,
    until: dt.datetime = _NEVER,
) -> list[LedgerLine]:
    """Return every entry of the marks of some sessions that were changed in a time.

    `sessions` is the first slot and the one after the last.
    """
    first, after = sessions
    with connection.cursor() as cursor:
        cursor.execute(
            _CHANGES,
            {
                "school": school.pk,
                "first": first.number,
                "after": after.number,
                "since": since,
                "until": until,
            },
        )
        places: set[Place] = {(slot, pupil) for slot, pupil, _ in cursor.fetchall()}
    lines = _entries(
        list({pupil for _, pupil in places}), list({slot for slot, _ in places})
    )
    return [line for line in lines if line.place in places]


Found = tuple[list[LedgerLine], dict[int, Enrolment]]


def amendments_made(school: Body, day: dt.date) -> Found:
    """Return the marks that somebody changed on a day, with their pupils.

    Looked for among the sessions of that year and the one before.
    """
    year = academic_year_of(day)
    sessions = (
        Slot(year_starts_on(year - 1), Session.AM),
        Slot(day + ONE_DAY, Session.AM),
    )
    lines = marks_changed(
        school,
        sessions=sessions,
        since=at_local(day, dt.time.min),
        until=at_local(day + ONE_DAY, dt.time.min),
    )
    return _while_living(school, lines, day)


def amendments_of_sessions(school: Body, day: dt.date) -> Found:
    """Return the marks of a day that were ever changed, with their pupils."""
    sessions = (Slot(day, Session.AM), Slot(day + ONE_DAY, Session.AM))
    return _while_living(school, marks_changed(school, sessions=sessions), day)


def pupil_changes(school: Body, pupil: Pupil, period: Period) -> list[LedgerLine]:
    """Return the entries of a pupil's marks in a period that were changed."""
    calendar = calendar_of(school)
    enrolments = Enrolment.objects.filter(pupil=pupil).values_list("pk", flat=True)
    slots = [
        slot
        for slot in map(Slot.from_number, calendar.registered_numbers)
        if slot.day in period
    ]
    lines = entries_of(enrolments, slots)
    changed = {line.place for line in lines if not line.is_first}
    return [line for line in lines if line.place in changed]


def _while_living(school: Body, lines: list[LedgerLine], day: dt.date) -> Found:
    """Leave a child out of the lists of the day of their death and after it."""
    pupils = {
        pk: row
        for pk, row in _pupils_of(school, lines).items()
        if row.pupil.died_on is None or day < row.pupil.died_on
    }
    return [line for line in lines if line.enrolment_id in pupils], pupils


def _pupils_of(school: Body, lines: Iterable[LedgerLine]) -> dict[int, Enrolment]:
    wanted = {line.enrolment_id for line in lines}
    rows = Enrolment.objects.filter(school=school, pk__in=wanted)
    return {row.pk: row for row in rows.select_related("pupil")}


def times_taken(group: RegistrationGroup, slots: Sequence[Slot]) -> list[RegisterTaken]:
    """Return when a group's registers were handed in, those withdrawn among them."""
    return list(
        RegisterTaken.objects.filter(
            group=group, slot__in=[slot.number for slot in slots]
        )
        .select_related("taken_by", "withdrawn_by")
        .order_by("slot", "taken_at", "pk")
    )


def _entries(enrolment_ids: list[int], slots: list[int]) -> list[LedgerLine]:
    with connection.cursor() as cursor:
        cursor.execute(_ENTRIES, {"slots": slots, "enrolments": enrolment_ids})
        return [
            LedgerLine(
                slot=Slot.from_number(row[0]),
                enrolment_id=row[1],
                version=row[2],
                code=row[3],
                minutes_late=row[4],
                at=row[5],
                by_id=row[6],
                by_name=row[7],
                by_position=row[8],
                reason=row[9],
                nature=row[10],
                note=row[11],
                device_at=row[12],
                stands=row[13],
            )
            for row in cursor.fetchall()
        ]
