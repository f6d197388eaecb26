"""What the registers tell of a pupil: runs of absence, amendments, words of parents."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import connection

from core.chronology import Entry, Link
from register.codes import UNMARKED, by_letter
from register.models import MarkYear, Suggestion
from schools.rules.sessions import Slot, slot_at

APP = "register"

# Each earlier entry, what replaced it, who did and why.
_AMENDMENTS = """
    select l.enrolment_id, l.slot, l.code, coalesce(n.code, m.code),
           coalesce(n.at, m.at), b.name, b.position, d.reason
      from register_ledgerentry l
      join schools_enrolment e on e.id = l.enrolment_id
      left join register_ledgerentry n on n.slot = l.slot
       and n.enrolment_id = l.enrolment_id and n.version = l.version + 1
      left join register_mark m on m.slot = l.slot
       and m.enrolment_id = l.enrolment_id and m.version = l.version + 1
      join schools_membership b on b.id = coalesce(n.by_id, m.by_id)
      left join register_markdetail d on d.slot = l.slot
       and d.enrolment_id = l.enrolment_id and d.version = l.version + 1
     where e.pupil_id = %s
"""


@dataclass(frozen=True, slots=True)
class Run:
    """Sessions missed one after the other, with the codes that say why."""

    slots: tuple[Slot, ...]
    letters: str

    @property
    def words(self) -> str:
        """Say how long and when: Absent, Mon 2 Nov AM to Tue 3 Nov PM."""
        first, last = self.slots[0], self.slots[-1]
        if first == last:
            return f"Absent, {first.words}"
        return f"Absent, {first.words} to {last.words}"

    @property
    def reasons(self) -> str:
        """Say the codes and how many sessions each: Illness 4."""
        counted = Counter(by_letter(letter).title for letter in self.letters)
        return ", ".join(f"{title} {number}" for title, number in counted.items())


def marks_story(pupil_id: int) -> Iterator[Entry]:
    """Tell runs of absence, changed entries, and what was known beforehand."""
    yield from _absences(pupil_id)
    yield from _amendments(pupil_id)
    yield from _suggestions(pupil_id)


def runs_of_absence(marked: Iterable[tuple[Slot, str]]) -> Iterator[Run]:
    """Return the runs of missed sessions in registers in order, with their letters.

    A session without a mark, or one that was no possible attendance, neither ends a run
    nor belongs to it; one that the pupil attended ends it.
    """
    slots: list[Slot] = []
    letters = ""
    for slot, letter in marked:
        if letter == UNMARKED or not by_letter(letter).counts_as_possible:
            continue
        if by_letter(letter).counts_as_absent:
            slots.append(slot)
            letters += letter
        elif slots:
            yield Run(tuple(slots), letters)
            slots, letters = [], ""
    if slots:
        yield Run(tuple(slots), letters)


def _absences(pupil_id: int) -> Iterator[Entry]:
    rows = MarkYear.objects.filter(enrolment__pupil=pupil_id).order_by("year")
    marked: dict[Slot, str] = {}
    for row in rows:
        for position, letter in enumerate(bytes(row.letters).decode("ascii")):
            if letter != UNMARKED:
                marked[slot_at(row.year, position)] = letter
    for run in runs_of_absence(sorted(marked.items())):
        yield Entry(
            at=run.slots[0].day,
            app=APP,
            kind="mark",
            words=run.words,
            detail=run.reasons,
        )


def _amendments(pupil_id: int) -> Iterator[Entry]:
    with connection.cursor() as cursor:
        cursor.execute(_AMENDMENTS, [pupil_id])
        rows = cursor.fetchall()
    for enrolment, number, before, after, at, name, position, reason in rows:
        slot = Slot.from_number(number)
        yield Entry(
            at=at,
            app=APP,
            kind="mark",
            words=f"{slot.words}: {before or 'no mark'} changed to {after or 'no mark'}",
            detail=reason or "",
            by=(name, position),
            link=Link(
                name="mark-history",
                arguments={
                    "enrolment": enrolment,
                    "day": slot.day.isoformat(),
                    "session": slot.session.name.lower(),
                },
            ),
        )


def _suggestions(pupil_id: int) -> Iterator[Entry]:
    rows = Suggestion.objects.filter(enrolment__pupil=pupil_id)
    for row in rows.select_related("entered_by"):
        first, last = Slot.from_number(row.first_slot), Slot.from_number(row.last_slot)
        until = "" if first == last else f" to {last.words}"
        withdrawn = " (withdrawn)" if row.withdrawn_at else ""
        yield Entry(
            at=row.entered_at,
            app=APP,
            kind="message" if row.source == Suggestion.Source.PARENT else "note",
            words=f"{row.get_source_display()}: {row.code}, {first.words}{until}{withdrawn}",
            detail=row.words,
            by=(row.entered_by.name, row.entered_by.position),
        )
