"""The step into the next year as its pages print it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from core.words import count, long_day, moment
from schools.models import Rollover
from schools.rules.age import year_group_words
from schools.rules.rollover import LEAVES, STAYS, Plan, class_names
from schools.selectors.rollover import NONE, Mover


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A class of this year and what becomes of its pupils."""

    number: int
    name: str
    year: str
    pupils: int
    to: str
    going: str
    differs: str


@dataclass(frozen=True, slots=True)
class PupilLine:
    """A pupil and what is said of them beside what the class does."""

    enrolment: int
    name: str
    year: str
    act: str
    to: str
    goes: str


@dataclass(frozen=True, slots=True)
class NextClass:
    """A class of next year, and how many go to it."""

    name: str
    pupils: int


def group_lines(moves: Sequence[Mover], plan: Plan) -> list[GroupLine]:
    """Print this year's classes, the youngest first; pupils in none come last."""
    by_group: dict[int, list[Mover]] = {}
    for mover in moves:
        by_group.setdefault(mover.standing.group, []).append(mover)
    lines = [_group(number, rows, plan) for number, rows in by_group.items()]
    years = {
        number: (number == NONE, min(m.standing.year for m in rows))
        for number, rows in by_group.items()
    }
    return sorted(lines, key=lambda line: (years[line.number], line.name))


def _group(number: int, rows: Sequence[Mover], plan: Plan) -> GroupLine:
    group = rows[0].placement.group
    years = sorted({m.standing.year for m in rows})
    to = Counter(_goes(m) for m in rows)
    differs = sum(
        any(plan["pupils"].get(str(m.standing.enrolment), {}).values()) for m in rows
    )
    return GroupLine(
        number=number,
        name=group.name if group else "No class",
        year=", ".join(year_group_words(year) for year in years),
        pupils=len(rows),
        to=plan["groups"].get(str(number), ""),
        going=", ".join(f"{number} {words}" for words, number in to.most_common()),
        differs=count(differs, "pupil") if differs else "",
    )


def pupil_lines(moves: Sequence[Mover], plan: Plan) -> list[PupilLine]:
    """Print the pupils of a class with what is said of each."""
    lines = []
    for mover in moves:
        said = plan["pupils"].get(str(mover.standing.enrolment), {})
        lines.append(
            PupilLine(
                enrolment=mover.standing.enrolment,
                name=mover.placement.enrolment.pupil.sort_name,
                year=year_group_words(mover.standing.year),
                act=said.get("act", ""),
                to=said.get("to", ""),
                goes=_goes(mover),
            )
        )
    return lines


def next_classes(moves: Sequence[Mover], plan: Plan) -> list[NextClass]:
    """Print next year's classes with how many go to each."""
    counted = Counter(m.goes.to for m in moves if m.goes.to)
    names = class_names(plan, [m.goes for m in moves])
    return [NextClass(name, counted[name]) for name in names]


def totals(moves: Sequence[Mover]) -> str:
    """Say how many go up, stay and leave, and how many would be in no class."""
    acts = Counter(m.goes.act for m in moves)
    lost = sum(m.goes.act != LEAVES and not m.goes.to for m in moves)
    parts = [
        f"{count(len(moves) - acts[LEAVES] - acts[STAYS], 'pupil')} up a year",
        f"{acts[STAYS]} stay in their year",
        f"{acts[LEAVES]} leave",
    ]
    return ", ".join(parts) + (f"; {lost} would be in no class" if lost else "") + "."


def history(rows: Sequence[Rollover]) -> list[tuple[str, str]]:
    """Print what was done before."""
    return [(long_day(row.starts_on), _done(row)) for row in rows]


def _done(row: Rollover) -> str:
    if row.undone_at and row.undone_by:
        return f"undone by {row.undone_by}, {moment(row.undone_at)}"
    if row.done_at and row.done_by:
        return f"carried out by {row.done_by}, {moment(row.done_at)}"
    return "never carried out"


def _goes(mover: Mover) -> str:
    if mover.goes.act == LEAVES:
        return "leave"
    to = mover.goes.to or "no class"
    year = year_group_words(mover.goes.year)
    return f"to {to}, {year}" + (", again" if mover.goes.act == STAYS else "")
