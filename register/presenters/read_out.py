"""A register as it is read over the telephone: who has no mark yet, and what is known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from register.codes import codes_on
from register.models import Mark
from register.presenters.entries import Chip, chip_of
from register.rules.windows import present_code
from register.selectors.suggestions import KnownRow
from schools.models import Enrolment
from schools.rules.sessions import Slot

QUICK = ("L", "N")


@dataclass(frozen=True, slots=True)
class Choice:
    """A code that is read out often."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One pupil: the mark that stands, or what may be chosen."""

    enrolment: int
    name: str
    version: int
    chip: Chip | None
    known: str
    choices: tuple[Choice, ...]
    chosen: str
    problem: str


def read_lines(
    slot: Slot,
    pupils: Sequence[Enrolment],
    marks: Mapping[int, Mark],
    known: Mapping[int, KnownRow],
    *,
    chosen: Mapping[int, str],
    problems: Mapping[int, str],
) -> tuple[ReadLine, ...]:
    """Draw the register in the order of names."""
    return tuple(
        _line(
            slot,
            row,
            marks.get(row.pk),
            known.get(row.pk),
            chosen.get(row.pk, ""),
            problems.get(row.pk, ""),
        )
        for row in pupils
    )


def _line(
    slot: Slot,
    row: Enrolment,
    mark: Mark | None,
    known: KnownRow | None,
    chosen: str,
    problem: str,
) -> ReadLine:
    is_marked = mark is not None and mark.code is not None
    return ReadLine(
        enrolment=row.pk,
        name=row.pupil.sort_name,
        version=mark.version if mark else 0,
        chip=chip_of(mark.code, slot.day) if mark and is_marked else None,
        known=f"{known.code}: {known.words}" if known else "",
        choices=_choices(slot, known),
        chosen=chosen,
        problem=problem,
    )


def _choices(slot: Slot, known: KnownRow | None) -> tuple[Choice, ...]:
    table = codes_on(slot.day)
    codes = [present_code(slot.session), *QUICK]
    if known and known.code not in codes:
        codes.append(known.code)
    return tuple(Choice(code, table[code].title) for code in codes if code in table)
