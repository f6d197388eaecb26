"""What the school's record tells of a pupil: roll, groups, flags, changes."""

import datetime as dt
from collections.abc import Iterator

from core.chronology import Entry
from core.periods import ONE_DAY
from schools.codes.flags import BY_KEY, SeenBy
from schools.models import Enrolment, Flag, Placement, Pupil, PupilChange
from schools.rules.age import year_group_words
from schools.states import Act

APP = "schools"
_NEEDS = {
    SeenBy.TEACHERS: "",
    SeenBy.CASE_STAFF: Act.SEE_FLAGS.value,
    SeenBy.SAFEGUARDING: Act.SEE_SAFEGUARDING.value,
}
# Roll and flags are told from their own rows, on the days from which they hold.
_TOLD = {
    PupilChange.Kind.RECORD: "",
    PupilChange.Kind.FAMILY: "",
    PupilChange.Kind.UPN: Act.EDIT_PUPILS.value,
    PupilChange.Kind.CONTACT: Act.SEE_CONTACTS.value,
}


def record_story(pupil_id: int) -> Iterator[Entry]:
    """Tell when the pupil joined, moved and left, was flagged, and what was changed."""
    yield from _roll(pupil_id)
    yield from _groups(pupil_id)
    yield from _flags(pupil_id)
    yield from _changes(pupil_id)


def _roll(pupil_id: int) -> Iterator[Entry]:
    for row in Enrolment.objects.filter(pupil=pupil_id):
        kind = " as a guest of another school" if row.kind == "subsidiary" else ""
        yield _entry(row.starts_on, "roll", f"Joined the roll{kind}")
        if row.ends_on:
            yield _entry(row.ends_on - ONE_DAY, "roll", "Last day on the roll")


def _groups(pupil_id: int) -> Iterator[Entry]:
    rows = Placement.objects.filter(enrolment__pupil=pupil_id).select_related("group")
    for row in rows:
        group = row.group.name if row.group else "no group"
        words = f"{year_group_words(row.year_group)}, {group}"
        yield _entry(row.starts_on, "group", words)


def _flags(pupil_id: int) -> Iterator[Entry]:
    for row in Flag.objects.filter(pupil=pupil_id).select_related("owner"):
        kind = BY_KEY[row.kind]
        needs = _NEEDS[kind.seen_by]
        yield _entry(row.starts_on, "flag", f"{kind.label}: from this day", needs)
        if row.ends_on:
            last = row.ends_on - ONE_DAY
            yield _entry(last, "flag", f"{kind.label}: until this day", needs)


def _changes(pupil_id: int) -> Iterator[Entry]:
    rows = PupilChange.objects.filter(pupil=pupil_id, kind__in=list(_TOLD))
    for row in rows.select_related("changed_by"):
        needs = _TOLD[PupilChange.Kind(row.kind)]
        yield Entry(
            at=row.changed_at,
            app=APP,
            kind="contact" if row.kind == PupilChange.Kind.CONTACT else "record",
            words=row.words,
            by=(row.changed_by.name, row.changed_by.position),
            needs=Act.SEE_SAFEGUARDING.value if row.is_sensitive else needs,
        )


def _entry(on: dt.date, kind: str, words: str, needs: str = "") -> Entry:
    return Entry(at=on, app=APP, kind=kind, words=words, needs=needs)


def roll_changes(pupil: Pupil) -> list[PupilChange]:
    """Return who put the pupil on the roll, moved them, took them off, and why."""
    return list(
        PupilChange.objects.filter(
            pupil=pupil, kind=PupilChange.Kind.ROLL
        ).select_related("changed_by")
    )
