"""Brings marks of former days from a file, each through the one service that marks.

A mark that stands is never changed by a file: where the file says otherwise its line is
a problem, and somebody amends the mark with a reason or corrects the file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from register.models import Mark
from register.rules.entries import Entry, Outcome
from register.rules.mark_lines import COLUMNS, MarkLine, read_mark
from register.services.marks import record_marks
from schools.models import Body, Enrolment
from schools.rules.importing.columns import Line
from schools.rules.sessions import Slot
from schools.selectors.calendar import calendar_of
from schools.services.importing import ImportRefused, Plan, Work
from schools.states import Act


@dataclass
class MarkPlan(Plan):
    """The marks to write, by session and enrolment."""

    marks: dict[Slot, dict[int, MarkLine]] = field(
        default_factory=lambda: defaultdict(dict)
    )


class MarkImporter:
    """Files of marks, from the system that a school used before."""

    title = "Marks of former days"
    act = Act.AMEND_MARKS
    columns = COLUMNS

    def plan(self, work: Work, lines: Sequence[Line]) -> MarkPlan:
        """Find each pupil's enrolment and compare with the marks that stand."""
        plan, today = MarkPlan(), work.today
        roll = _Roll(work.body)
        calendar = calendar_of(work.body)
        for done, line in enumerate(lines, start=1):
            mark, problems = read_mark(line, today)
            plan.problems += problems
            if mark is None:
                if not problems:
                    plan.count("without a mark")
                continue
            enrolment = roll.find(mark, plan)
            if enrolment is None:
                continue
            if not calendar.is_registered(mark.slot):
                plan.problems.append(
                    line.problem("day", "The calendar has no register then.")
                )
            elif enrolment in plan.marks[mark.slot]:
                plan.problems.append(
                    line.problem(
                        "pupil", "The pupil has another line for this session."
                    )
                )
            else:
                plan.marks[mark.slot][enrolment] = mark
            if done % 1000 == 0:
                work.tell(done, len(lines))
        _compare(work.body, plan)
        return plan

    def apply(self, work: Work, plan: MarkPlan) -> None:
        """Write session by session; a rule against one mark stops the whole file."""
        total = sum(len(marks) for marks in plan.marks.values())
        done = 0
        for slot in sorted(plan.marks):
            marks = plan.marks[slot]
            outcome = record_marks(
                school=work.body,
                slot=slot,
                entries=_entries(marks),
                by=work.by,
                now=work.now,
            )
            if not outcome.is_clean:
                raise ImportRefused(_refusals(outcome, marks))
            done += len(marks)
            work.tell(done, total)


class _Roll:
    """A school's enrolments by admission number."""

    def __init__(self, school: Body) -> None:
        self.enrolments: dict[str, list[Enrolment]] = defaultdict(list)
        rows = Enrolment.objects.filter(school=school).select_related("pupil")
        for row in rows:
            self.enrolments[row.pupil.admission_number].append(row)

    def find(self, mark: MarkLine, plan: Plan) -> int | None:
        """Return the enrolment that a mark is for, or note why there is none."""
        rows = self.enrolments.get(mark.pupil)
        if rows is None:
            sentence = f"No pupil has the admission number {mark.pupil}."
            plan.problems.append(mark.line.problem("pupil", sentence))
            return None
        on_roll = [row.pk for row in rows if row.is_on_roll(mark.slot.day)]
        if not on_roll:
            sentence = f"{rows[0].pupil.name} was not on the roll that day."
            plan.problems.append(mark.line.problem("day", sentence))
            return None
        return on_roll[0]


def _compare(school: Body, plan: MarkPlan) -> None:
    """Take out what stands already, and note where something else stands."""
    standing = _standing(school, plan)
    for slot in list(plan.marks):
        for enrolment, mark in list(plan.marks[slot].items()):
            code = standing.get((slot.number, enrolment))
            if code is None:
                plan.count("new", mark.line.number, _sample(mark))
                if mark.is_retired:
                    plan.notes.append(
                        mark.line.problem(
                            "code",
                            f"{mark.code} is a code of that day and no longer one.",
                        )
                    )
                continue
            del plan.marks[slot][enrolment]
            if code == mark.code:
                plan.count("unchanged")
            else:
                sentence = f"The register has {code} there. A file changes no mark."
                plan.problems.append(mark.line.problem("code", sentence))
        if not plan.marks[slot]:
            del plan.marks[slot]


def _standing(school: Body, plan: MarkPlan) -> Mapping[tuple[int, int], str]:
    """Read the marks of the file's sessions, some hundreds of sessions at a time."""
    found: dict[tuple[int, int], str] = {}
    slots = iter(sorted(slot.number for slot in plan.marks))
    while some := list(islice(slots, 200)):
        rows = Mark.objects.filter(school=school, slot__in=some, code__isnull=False)
        for slot, enrolment, code in rows.values_list("slot", "enrolment_id", "code"):
            found[slot, enrolment] = str(code)
    return found


def _entries(marks: Mapping[int, MarkLine]) -> list[Entry]:
    return [
        Entry(
            enrolment_id=enrolment,
            code=mark.code,
            version=0,
            minutes_late=mark.minutes_late,
            nature=mark.nature,
            note=mark.note,
            reason="From a file of marks",
        )
        for enrolment, mark in marks.items()
    ]


def _refusals(
    outcome: Outcome, marks: Mapping[int, MarkLine]
) -> list[tuple[Line, str]]:
    refused = [
        (marks[row.typed.enrolment_id].line, row.sentence) for row in outcome.refused
    ]
    return refused + [
        (marks[row.typed.enrolment_id].line, "Somebody marked this pupil just now.")
        for row in outcome.conflicts
    ]


def _sample(mark: MarkLine) -> str:
    day = f"{mark.slot.day:%a %-d %b %Y} {mark.slot.session.name}"
    return f"{mark.pupil}: {mark.code} on {day}"
