"""Writes marks, then the changes to them, as people would have: triggers do the rest.

The ledger and the year rows of a demonstration are written by the same triggers as
everybody's, so that nothing about them is special.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connections

from attendance.demo.entries import Change, Entry
from attendance.demo.sheets import OWNER

_COPY = """
    copy register_mark
        (at, slot, enrolment_id, school_id, by_id, version, minutes_late, code)
    from stdin
"""
_CHANGES = """
    create temporary table demo_change (
        slot int, enrolment_id int, code text, minutes_late smallint,
        at timestamptz, by_id int, reason text
    ) on commit drop
"""
_REASONS = """
    insert into register_markdetail
        (slot, school_id, enrolment_id, version, reason, nature, note)
    select slot, %s, enrolment_id, 2, reason, '', '' from demo_change
     order by at, slot, enrolment_id
"""
_CHANGE = """
    update register_mark m
       set at = c.at, by_id = c.by_id, version = 2,
           minutes_late = c.minutes_late, code = c.code
      from (select * from demo_change order by at, slot, enrolment_id) c
     where m.slot = c.slot and m.enrolment_id = c.enrolment_id
"""


def write_entries(school_id: int, entries: Iterable[Entry]) -> int:
    """Write the first entries of a school's year in one COPY; return how many."""
    natures: list[Entry] = []
    count = 0
    with connections[OWNER].cursor() as cursor, cursor.copy(_COPY) as copy:
        for line in _lines(school_id, entries, natures):
            copy.write(line)
            count += line.count("\n")
    _write_natures(school_id, natures)
    return count


def write_changes(school_id: int, changes: list[Change]) -> None:
    """Write the changes of a school's year, each with its reason."""
    if not changes:
        return
    with connections[OWNER].cursor() as cursor:
        cursor.execute(_CHANGES)
        with cursor.copy("copy demo_change from stdin") as copy:
            for c in changes:
                copy.write_row(
                    (c.slot, c.enrolment, c.code, c.minutes_late, c.at, c.by, c.reason)
                )
        cursor.execute(_REASONS, [school_id])
        cursor.execute(_CHANGE)
        cursor.execute("drop table demo_change")


def _lines(
    school_id: int, entries: Iterable[Entry], natures: list[Entry]
) -> Iterator[str]:
    """Print entries as COPY reads them, a few thousand at a time."""
    lines: list[str] = []
    printed: dict[Any, str] = {}
    for entry in entries:
        at = printed.get(entry.at)
        if at is None:
            at = printed[entry.at] = entry.at.isoformat()
        late = r"\N" if entry.minutes_late is None else entry.minutes_late
        code = entry.code.replace("\\", "\\\\")
        lines.append(
            f"{at}\t{entry.slot}\t{entry.enrolment}\t{school_id}\t{entry.by}"
            f"\t1\t{late}\t{code}\n"
        )
        if entry.nature:
            natures.append(entry)
        if len(lines) >= 4000:  # noqa: PLR2004
            yield "".join(lines)
            lines.clear()
    yield "".join(lines)


def _write_natures(school_id: int, natures: list[Entry]) -> None:
    columns = "(slot, school_id, enrolment_id, version, reason, nature, note)"
    copied = f"copy register_markdetail {columns} from stdin"
    with connections[OWNER].cursor() as cursor, cursor.copy(copied) as copy:
        for entry in natures:
            copy.write_row(
                (entry.slot, school_id, entry.enrolment, 1, "", entry.nature, "")
            )
