"""The grounds on which leave of absence may be granted, each with what it asks for.

SI 2024/208 reg 11 names five, and no leave may be granted on any other or afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from core.periods import Period

SINCE_2024 = Period(date(2024, 8, 19))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One lawful ground: its code, what must be there first, and where it is said.

    `instead` names the kind of arrangement that is made where a leave of whole days
    cannot say what was agreed.
    """

    key: str
    code: str
    title: str
    shown: str
    law: str
    source: str
    valid: Period
    instead: str = ""
    least_year_group: int | None = None
    doubt: str = ""


_ground = partial(Ground, valid=SINCE_2024)

GROUNDS: tuple[Ground, ...] = (
    _ground(
        key="exceptional",
        code="C",
        title="Exceptional circumstances",
        shown="What is exceptional, and what was shown for it",
        law="Each request is looked at alone, with its facts and background; a holiday "
        "is not normally exceptional. It is asked for before, by a parent the pupil "
        "normally lives with.",
        source="SI 2024/208 reg 11; WTISA 2024",
        doubt="who asks: from memory of the earlier regulations",
    ),
    _ground(
        key="performance",
        code="C1",
        title="Licensed performance or work abroad",
        shown="Licence or exemption: who issued it, and its number",
        law="Only with a licence or an exemption for the performance, or a licence for "
        "work abroad.",
        source="SI 2024/208 reg 11(2)",
    ),
    _ground(
        key="interview",
        code="J1",
        title="Interview for work or a place in education",
        shown="With whom, and the invitation that was seen",
        law="For an interview with an employer or for admission elsewhere.",
        source="SI 2024/208 reg 11(4)",
    ),
    _ground(
        key="study",
        code="S",
        title="Study for a public examination",
        shown="Which examination, and its timetable",
        law="To study for a public examination; guidance asks to grant it sparingly, "
        "in the last year of the course and not before the examinations begin.",
        source="SI 2024/208 reg 11(5); WTISA 2024",
        least_year_group=11,
    ),
    _ground(
        key="part_time",
        code="C2",
        title="Temporary part-time timetable",
        shown="The agreement with the parent",
        law="Needs times and dates that school and parent agreed: it is made as an "
        "arrangement, which asks for them.",
        source="SI 2024/208 reg 11(6)",
        instead="part_time",
    ),
)


def grounds_on(day: date) -> dict[str, Ground]:
    """Return the grounds that the law of a day knows, by key."""
    return {row.key: row for row in GROUNDS if day in row.valid}


@dataclass(frozen=True, slots=True)
class TestWindow:
    """Days on which the pupils of a year group sit national tests."""

    title: str
    year_group: int
    days: Period


TEST_WINDOWS: tuple[TestWindow, ...] = (
    TestWindow(
        "Key stage 2 tests",
        6,
        Period.through(date(2027, 5, 10), date(2027, 5, 13)),
    ),
    TestWindow(
        "Phonics screening",
        1,
        Period.through(date(2027, 6, 7), date(2027, 6, 11)),
    ),
)
"""Of 2026/27, from memory of the published dates: one line each to correct."""
