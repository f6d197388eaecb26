"""The statements that write marks, a whole register in each.

Triggers keep the ledger and the year rows; see register/migrations/sql/marks.sql.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from core.rows import int_array
from register.rules.entries import Entry, Standing
from schools.models import Body, Membership
from schools.rules.sessions import Slot

_STANDING = """
    select enrolment_id, code, version, minutes_late, at, by_id
      from register_mark where slot = %s and enrolment_id = any (%s::int[])
"""
_INSERT = """
    insert into register_mark
        (at, slot, enrolment_id, school_id, by_id, version, minutes_late, code)
    select %s, %s, typed.enrolment_id, %s, %s, 1, typed.minutes_late, typed.code
      from unnest(%s::int[], %s::smallint[], %s::text[])
           as typed (enrolment_id, minutes_late, code)
"""
_CHANGE = """
    update register_mark m
       set at = %s, by_id = %s, version = m.version + 1,
           minutes_late = typed.minutes_late, code = typed.code
      from unnest(%s::int[], %s::smallint[], %s::text[])
           as typed (enrolment_id, minutes_late, code)
     where m.slot = %s and m.enrolment_id = typed.enrolment_id
"""
_DETAIL = """
    insert into register_markdetail
        (slot, school_id, enrolment_id, version, reason, nature, note, device_at)
    select %s, %s, typed.*
      from unnest(%s::int[], %s::smallint[], %s::text[], %s::text[], %s::text[],
                  %s::timestamptz[]) as typed
"""


def standing(slot: Slot, enrolment_ids: Iterable[int]) -> dict[int, Standing]:
    """Return the entries that stand for these enrolments."""
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, [slot.number, int_array(enrolment_ids)])
        return {row[0]: Standing(*row) for row in cursor}


def insert(
    entries: Sequence[Entry],
    *,
    slot: Slot,
    school: Body,
    by: Membership,
    now: dt.datetime,
) -> list[Standing]:
    """Write the first entries of pupils who had none."""
    if not entries:
        return []
    _write_details(entries, slot=slot, school=school)
    with connection.cursor() as cursor:
        cursor.execute(
            _INSERT, [now, slot.number, school.pk, by.pk, *_columns(entries)]
        )
    return _written(entries, by, now)


def change(
    entries: Sequence[Entry],
    *,
    slot: Slot,
    school: Body,
    by: Membership,
    now: dt.datetime,
) -> list[Standing]:
    """Write entries in the place of those that stood; a trigger keeps the old ones."""
    if not entries:
        return []
    _write_details(entries, slot=slot, school=school)
    with connection.cursor() as cursor:
        cursor.execute(_CHANGE, [now, by.pk, *_columns(entries), slot.number])
    return _written(entries, by, now)


def _columns(entries: Sequence[Entry]) -> list[Any]:
    return [
        int_array(entry.enrolment_id for entry in entries),
        [entry.minutes_late for entry in entries],
        [entry.code for entry in entries],
    ]


def _write_details(entries: Sequence[Entry], *, slot: Slot, school: Body) -> None:
    """Write what was said with entries, where anything was."""
    said = [
        entry
        for entry in entries
        if entry.reason or entry.nature or entry.note or entry.pressed_at
    ]
    if not said:
        return
    columns: list[list[Any]] = [
        [entry.enrolment_id for entry in said],
        [entry.version + 1 for entry in said],
        [entry.reason for entry in said],
        [entry.nature for entry in said],
        [entry.note for entry in said],
        [entry.pressed_at for entry in said],
    ]
    with connection.cursor() as cursor:
        cursor.execute(_DETAIL, [slot.number, school.pk, *columns])


def _written(
    entries: Sequence[Entry], by: Membership, now: dt.datetime
) -> list[Standing]:
    return [
        Standing(
            enrolment_id=entry.enrolment_id,
            code=entry.code,
            version=entry.version + 1,
            minutes_late=entry.minutes_late,
            at=now,
            by_id=by.pk,
        )
        for entry in entries
    ]
