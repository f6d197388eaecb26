"""Writes marks: the one service that does, whoever asks.

Safe to call twice with the same entries, from any number of people and in any order:
enrolments are locked in order of id, an entry carries the version that it was made
from, and one that stands already is answered as saved (DESIGN.md, promise 3).
"""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from core.clock import local
from register.rules.entries import Conflict, Entry, Outcome, Refused, Standing
from register.rules.entry import EntryRefused, check_entry
from register.rules.windows import deciding_moment
from register.services import writing
from register.services.facts import RegisterFacts, lock_and_read
from schools.models import Body, Membership, RegistrationGroup
from schools.rules.sessions import Slot

LONGEST_WAIT = dt.timedelta(hours=12)
_OF_ANOTHER_REGISTER = ("This pupil is not in this register today.", "reg 10(1)")


# A savepoint of its own would cost two trips to the database and save nothing: what
# fails here fails the whole request.
@transaction.atomic(savepoint=False)
def record_marks(
    *,
    school: Body,
    slot: Slot,
    entries: Sequence[Entry],
    by: Membership,
    now: dt.datetime,
    sent_at: dt.datetime | None = None,
    group: RegistrationGroup | None = None,
) -> Outcome:
    """Enter marks for one session, each with its ledger, and say what became of each.

    Entries that a rule forbids and entries that meet somebody else's are answered and
    not written; all others are written together. `sent_at` is the device's clock as it
    sent, from which the wait of each entry is told. `group` is the one on whose register
    they were typed: whom it does not ask for is refused, and nothing is said of them.
    """
    received = local(now)
    facts = lock_and_read(
        school,
        slot,
        [entry.enrolment_id for entry in entries],
        by=by,
        today=received.date(),
    )
    marked = writing.standing(slot, facts.enrolments)
    outcome = Outcome()
    new: list[Entry] = []
    changed: list[Entry] = []
    for entry in entries:
        stands = marked.get(entry.enrolment_id)
        if group and not facts.is_asked_for(entry.enrolment_id, group.pk):
            outcome.refused.append(Refused(entry, *_OF_ANOTHER_REGISTER))
        elif stands is not None and is_same(entry, stands):
            outcome.saved.append(stands)
        elif entry.version != (stands.version if stands else 0):
            outcome.conflicts.append(_conflict(entry, stands))
        else:
            pressed = entry.pressed_at
            decided_at = _pressed_at(pressed, now, sent_at) if pressed else received
            ready = _checked(entry, stands, facts, decided_at, outcome)
            if ready is not None:
                (changed if stands else new).append(ready)
    outcome.saved += writing.insert(new, slot=slot, school=school, by=by, now=now)
    outcome.saved += writing.change(changed, slot=slot, school=school, by=by, now=now)
    return outcome


def is_same(entry: Entry, stands: Standing) -> bool:
    """Tell whether what was typed stands already, as after a double click or a retry."""
    return (
        entry.code == stands.code
        and entry.version <= stands.version
        and entry.minutes_late in (None, stands.minutes_late)
        and not (entry.version == stands.version and (entry.nature or entry.note))
    )


def _conflict(entry: Entry, stands: Standing | None) -> Conflict:
    if stands is None:
        # The page shows an entry that was never stored: it came from another database.
        stands = Standing(
            enrolment_id=entry.enrolment_id,
            code=None,
            version=0,
            minutes_late=None,
            at=dt.datetime.min.replace(tzinfo=dt.UTC),
            by_id=0,
        )
    return Conflict(entry, stands)


def _pressed_at(
    pressed_at: dt.datetime, now: dt.datetime, sent_at: dt.datetime | None
) -> dt.datetime:
    """Return when a key was pressed, as far as the device is believed, in local time."""
    moment = deciding_moment(
        received_at=now,
        pressed_at=pressed_at,
        sent_at=sent_at,
        longest_wait=LONGEST_WAIT,
    )
    return local(moment.at)


def _checked(
    entry: Entry,
    stands: Standing | None,
    facts: RegisterFacts,
    decided_at: dt.datetime,
    outcome: Outcome,
) -> Entry | None:
    """Return the entry as it is to be written, or put its refusal into the outcome."""
    try:
        ready = facts.completed(entry, stands, decided_at)
        if ready.code is not None:
            check_entry(facts.of(ready, stands, decided_at))
    except EntryRefused as refusal:
        outcome.refused.append(Refused(entry, refusal.sentence, refusal.rule))
        return None
    return ready
