"""What changing cells of a month does or did, in words, and why not in each other one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from core.words import count
from register.presenters.entries import Chip, chip_of
from register.rules.month import Cell, Change, Recoded
from schools.models import Body, Enrolment
from schools.rules.sessions import Slot


@dataclass(frozen=True, slots=True)
class Sum:
    """How many cells of one code become another."""

    before: Chip
    after: Chip
    number: int


@dataclass(frozen=True, slots=True)
class Line:
    """One cell and what is to be said of it."""

    name: str
    words: str
    history: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The answer to an act, or to the question what it would do."""

    changed: int
    sums: tuple[Sum, ...]
    unchanged: str
    refused: tuple[Line, ...]
    conflicts: tuple[Line, ...]
    pupils: str


def present_changes(
    school: Body,
    done: Recoded,
    change: Change,
    cells: Sequence[Cell],
    *,
    before: Mapping[tuple[int, int], str | None],
    pupils: Mapping[int, Enrolment],
    names: Mapping[int, str],
) -> Changes:
    """Draw an act; `before` are the codes that stood, `names` who made what marks."""
    told = _Teller(school, pupils)
    counted = Counter(
        (before.get((row.enrolment_id, slot.number)), row.code, slot)
        for slot, row in done.changed
    )
    return Changes(
        changed=len(done.changed),
        sums=_sums(counted),
        unchanged=_unchanged(len(done.unchanged), change),
        refused=tuple(
            told.line(slot, row.typed.enrolment_id, row.sentence)
            for slot, row in done.refused
        ),
        conflicts=tuple(
            told.line(
                slot,
                row.typed.enrolment_id,
                f"Yours: {row.typed.code or 'no mark'}. Meanwhile"
                f" {names.get(row.standing.by_id, 'somebody')} entered"
                f" {row.standing.code or 'no mark'}, which stands.",
            )
            for slot, row in done.conflicts
        ),
        pupils=count(len({cell.enrolment for cell in cells}), "pupil"),
    )


def _sums(counted: Counter[tuple[str | None, str | None, Slot]]) -> tuple[Sum, ...]:
    by_codes: Counter[tuple[str | None, str | None]] = Counter()
    days = {}
    for (before, after, slot), number in counted.items():
        by_codes[before, after] += number
        days[before, after] = slot.day
    return tuple(
        Sum(chip_of(b, days[b, a]), chip_of(a, days[b, a]), number)
        for (b, a), number in by_codes.most_common()
    )


def _unchanged(number: int, change: Change) -> str:
    if not number:
        return ""
    verb = "is" if number == 1 else "are"
    return f"{count(number, 'session')} {verb} {change.code or 'unmarked'} already."


class _Teller:
    def __init__(self, school: Body, pupils: Mapping[int, Enrolment]) -> None:
        self.school, self.pupils = school, pupils

    def line(self, slot: Slot, enrolment: int, said: str) -> Line:
        row = self.pupils.get(enrolment)
        where = {
            "school": self.school.slug,
            "enrolment": enrolment,
            "day": slot.day.isoformat(),
            "session": slot.session.name.lower(),
        }
        return Line(
            name=row.pupil.sort_name if row else "Not at this school",
            words=slot.words,
            history=reverse("mark-history", kwargs=where) if row else "",
            said=said,
        )
