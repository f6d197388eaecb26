"""What is known of pupils before anyone has marked them, beside their names."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from schools.rules.sessions import Slot

_KNOWN = """
    select enrolment_id, code, words, nature, entered_at from register_suggestion
     where enrolment_id = any (%s) and last_slot >= %s and first_slot <= %s
       and withdrawn_at is null and register_meets(sessions, %s)
     order by entered_at, id
"""


@dataclass(frozen=True, slots=True)
class KnownRow:
    """What somebody's word suggests for one pupil's session."""

    enrolment: int
    code: str
    words: str
    nature: str
    entered_at: dt.datetime


def suggestions_at(slot: Slot, enrolment_ids: Sequence[int]) -> dict[int, KnownRow]:
    """Return what is known for a session by enrolment: the latest word of each."""
    with connection.cursor() as cursor:
        cursor.execute(
            _KNOWN, [list(enrolment_ids), slot.number, slot.number, slot.number]
        )
        rows = [KnownRow(*row) for row in cursor.fetchall()]
    return {row.enrolment: row for row in rows}
