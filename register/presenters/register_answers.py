"""What a register's page is told by the server, as JSON.

The names of the fields are a contract with scripts that may be a day old, because a
device keeps them for when there is no network: add to them, never rename.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from register.presenters.register_status import Status, Tally
from register.rules.entries import Entry, Outcome, Standing
from register.selectors.page import StandingRow, Taken
from register.selectors.presence import Here

Json = dict[str, Any]


def items_of(
    outcome: Outcome, entries: Mapping[str, Entry], names: Mapping[int, str]
) -> list[Json]:
    """Say of each entry what became of it, under the id that the script gave it."""
    ids = {entry.enrolment_id: name for name, entry in entries.items()}
    saved = [
        {"id": ids[row.enrolment_id], "state": "saved", **standing(row, names)}
        for row in outcome.saved
    ]
    conflicts = [
        {
            **_typed(row.typed, ids, "conflict"),
            "standing": standing(row.standing, names),
        }
        for row in outcome.conflicts
    ]
    refused = [
        {
            **_typed(row.typed, ids, "refused"),
            "sentence": row.sentence,
            "rule": row.rule,
        }
        for row in outcome.refused
    ]
    return saved + conflicts + refused


def standing(row: Standing, names: Mapping[int, str]) -> Json:
    """Return a mark as it stands, by whom and when."""
    return {
        "enrolment": row.enrolment_id,
        "code": row.code,
        "version": row.version,
        "minutes_late": row.minutes_late,
        "by": names.get(row.by_id, ""),
        "at": row.at.isoformat(),
    }


def _typed(entry: Entry, ids: Mapping[int, str], state: str) -> Json:
    return {
        "id": ids[entry.enrolment_id],
        "state": state,
        "enrolment": entry.enrolment_id,
        "code": entry.code,
        "version": entry.version,
        "minutes_late": entry.minutes_late,
    }


def register_of(tally: Tally, status: Status, taken: Taken | None) -> Json:
    """Return how far the register has come."""
    return {
        "marked": tally.marked,
        "of": tally.of,
        "absent": tally.absent,
        "late": tally.late,
        "status": status.kind,
        "words": status.words,
        "closed": status.is_closed,
        "taken_at": taken.at.isoformat() if taken else None,
        "taken_by": taken.by if taken else None,
    }


def marks_of(rows: Iterable[StandingRow]) -> list[Json]:
    """Return every pupil who has ever been marked in this register, as they stand."""
    return [
        {
            "enrolment": row.enrolment,
            "code": row.code,
            "version": row.version,
            "minutes_late": row.minutes_late,
            "by": row.by or "",
            "at": row.at.isoformat(),
        }
        for row in rows
        if row.at is not None
    ]


def people_of(others: Iterable[Here]) -> list[Json]:
    """Return who else is here."""
    return [{"name": here.name, "position": here.position} for here in others]
