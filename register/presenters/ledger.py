"""A register's ledger as it is shown: every entry, or how it stood at a moment."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from core.clock import at_local, local
from core.words import count
from register.models import RegisterTaken, Reopening
from register.presenters.entries import EntryLine, entry_line, entry_lines, when_said
from register.rules.ledger import LedgerLine, Place, as_it_stood, by_place
from register.rules.windows import RegisterWindow
from register.selectors.registers import Register
from schools.models import Enrolment, Membership

HANDED_IN = "Handed in"


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilLines:
    """A pupil's entries in one register."""

    name: str
    href: str
    history: str
    amend: str
    entries: tuple[EntryLine, ...]
    later: int


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to the register as a whole."""

    at: dt.datetime
    when: str
    words: str
    by_name: str
    by_position: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A moment at which the register may be looked at."""

    words: str
    at: str
    current: bool


def pupil_lines(
    register: Register,
    enrolments: Sequence[Enrolment],
    lines: Sequence[LedgerLine],
    *,
    at: dt.datetime | None,
    changed_only: bool,
) -> tuple[PupilLines, ...]:
    """Draw each pupil's entries in order, or the one that stood at a moment."""
    made = by_place(lines)
    stood = as_it_stood(lines, at) if at else None
    drawn = [
        _pupil(register, row, made.get((register.slot.number, row.pk), ()), stood)
        for row in enrolments
    ]
    if not changed_only:
        return tuple(drawn)
    return tuple(row for row in drawn if row.later or len(row.entries) > 1)


def summary_of(enrolments: Sequence[Enrolment], lines: Sequence[LedgerLine]) -> str:
    """Say how many pupils, entries and changed marks a ledger has."""
    changed = sum(len(made) > 1 for made in by_place(lines).values())
    return (
        f"{count(len(enrolments), 'pupil')}, {count(len(lines), 'entry', 'entries')},"
        f" {count(changed, 'mark')} changed."
    )


def events_of(
    register: Register,
    taken: Iterable[RegisterTaken],
    reopenings: Iterable[Reopening],
) -> tuple[Event, ...]:
    """Return what happened to the register as a whole, in order."""
    day = register.slot.day
    events = []
    for row in taken:
        read = f", read by {row.read_by}" if row.read_by else ""
        events.append(_event(row.taken_at, day, f"{HANDED_IN}{read}", row.taken_by))
        if row.withdrawn_at and row.withdrawn_by:
            words = f"Withdrawn: {row.withdrawn_reason}"
            events.append(_event(row.withdrawn_at, day, words, row.withdrawn_by))
    for opened in reopenings:
        until = when_said(opened.until, day)
        words = f"Opened again until {until}: {opened.reason}"
        events.append(_event(opened.reopened_at, day, words, opened.reopened_by))
    return tuple(sorted(events, key=lambda event: event.at))


def choices_of(
    register: Register,
    window: RegisterWindow | None,
    lines: Iterable[LedgerLine],
    events: Iterable[Event],
    at: dt.datetime | None,
) -> tuple[Choice, ...]:
    """Return the moments worth looking at: handed in, closed, and after each change."""
    day = register.slot.day
    moments: dict[dt.datetime, str] = {}
    if window is not None:
        moments[at_local(day, window.closes)] = f"at the close, {window.closes:%H:%M}"
    for event in events:
        if event.words.startswith(HANDED_IN):
            moments[event.at] = f"handed in, {event.when}"
    # Of the changes within a minute the last, for a minute is what people can read.
    changes = {
        local(line.at).replace(second=0, microsecond=0): line.at
        for line in sorted(lines, key=lambda line: line.at)
        if not line.is_first
    }
    for last in changes.values():
        moments.setdefault(last, f"changed {when_said(last, day)}")
    return (
        Choice("now", "", at is None),
        *(
            Choice(words, local(when).replace(tzinfo=None).isoformat(), when == at)
            for when, words in sorted(moments.items())
        ),
    )


def _pupil(
    register: Register,
    row: Enrolment,
    made: Sequence[LedgerLine],
    stood: Mapping[Place, LedgerLine] | None,
) -> PupilLines:
    place = (register.slot.number, row.pk)
    mark = {
        "school": register.school.slug,
        "enrolment": row.pk,
        "day": register.slot.day.isoformat(),
        "session": register.slot.session.name.lower(),
    }
    entries = entry_lines(made)
    if stood is not None:
        entries = (entry_line(stood[place]),) if place in stood else ()
    return PupilLines(
        name=row.pupil.sort_name,
        href=reverse(
            "pupil", kwargs={"school": register.school.slug, "pupil": row.pupil_id}
        ),
        history=reverse("mark-history", kwargs=mark),
        amend=reverse("amend", kwargs=mark),
        entries=entries,
        later=_changes_after(made, entries) if stood is not None else 0,
    )


def _changes_after(made: Sequence[LedgerLine], shown: Sequence[EntryLine]) -> int:
    last = shown[-1].number if shown else 0
    return sum(line.version > last for line in made)


def _event(at: dt.datetime, day: dt.date, words: str, by: Membership) -> Event:
    return Event(
        at=at,
        when=when_said(at, day),
        words=words,
        by_name=by.name,
        by_position=by.position,
    )
