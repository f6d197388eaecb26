"""Changes many marks of a month in one act, each as its own entry of the ledger."""

import datetime as dt
from collections.abc import Collection, Sequence

from django.db import transaction

from register.rules.entries import Entry, Refused
from register.rules.month import Cell, Change, Recoded, by_slot
from register.services.marks import record_marks
from schools.models import Body, Membership
from schools.rules.sessions import Slot


@transaction.atomic
def recode(
    *,
    school: Body,
    cells: Sequence[Cell],
    change: Change,
    by: Membership,
    now: dt.datetime,
    relatives: Collection[int] = (),
    only_look: bool = False,
) -> Recoded:
    """Change the marks of some cells, and say what became of each.

    What a rule refuses or somebody else changed meanwhile is answered and left; the rest
    is written. With `only_look` everything is tried and nothing is kept, so that what a
    preview says is what the act does. `relatives` are enrolments of the person's family.
    """
    done = Recoded()
    for slot, chosen in by_slot(cells).items():
        entries = [change.entry(cell) for cell in chosen]
        done.refused += [
            (slot, _family(entry))
            for entry in entries
            if entry.enrolment_id in relatives
        ]
        _enter(
            done,
            school,
            slot,
            [entry for entry in entries if entry.enrolment_id not in relatives],
            by=by,
            now=now,
        )
    if only_look:
        transaction.set_rollback(True)
    return done


def _enter(
    done: Recoded,
    school: Body,
    slot: Slot,
    entries: list[Entry],
    *,
    by: Membership,
    now: dt.datetime,
) -> None:
    outcome = record_marks(school=school, slot=slot, entries=entries, by=by, now=now)
    made_from = {entry.enrolment_id: entry.version for entry in entries}
    for row in outcome.saved:
        is_new = row.version > made_from[row.enrolment_id]
        (done.changed if is_new else done.unchanged).append((slot, row))
    done.refused += [(slot, row) for row in outcome.refused]
    done.conflicts += [(slot, row) for row in outcome.conflicts]


def _family(entry: Entry) -> Refused:
    return Refused(
        entry,
        "The pupil is family of yours, and staff have no casework on their own"
        " relatives. A colleague does this.",
        "School's rule on relatives",
    )
