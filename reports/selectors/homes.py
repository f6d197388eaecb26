"""What a home page may ask of a school's day; each thing is read when first asked for."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from core import clock
from core.periods import Period
from register.codes import AttendanceCode, code_on
from register.models import Suggestion
from register.rules.names import as_counted
from register.rules.windows import has_opened
from register.selectors.board import BoardLine, board_of
from register.selectors.figures import by_academic_year, marks_of_pupils
from reports.rules.whereabouts import Whereabouts, days_absent_in_a_row, whereabouts
from reports.selectors import now as day
from schools.models import Body
from schools.permissions import Scope
from schools.rules.calendar import SchoolCalendar
from schools.rules.policy import Policy
from schools.rules.sessions import Session, Slot
from schools.selectors.calendar import calendar_of
from schools.selectors.policy import policy_on

_RUN_DAYS = 45


@dataclass(frozen=True)
class Today:
    """A school at a moment, as one person may see it."""

    scope: Scope
    now: dt.datetime
    on: dt.date

    @property
    def school(self) -> Body:
        return self.scope.body

    @cached_property
    def calendar(self) -> SchoolCalendar:
        return calendar_of(self.school)

    @cached_property
    def policy(self) -> Policy:
        return policy_on(self.school, self.on)

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """Return the sessions of the day for which registers are taken."""
        both = (Slot(self.on, session) for session in Session)
        return tuple(slot for slot in both if self.calendar.is_registered(slot))

    @cached_property
    def next_day(self) -> dt.date | None:
        """Return the next school day, None where the calendar ends."""
        try:
            return self.calendar.nth_school_day_after(self.on, 1)
        except LookupError:
            return None

    @cached_property
    def roll(self) -> dict[int, day.PupilNow]:
        return day.roll_on(self.school, self.on)

    @cached_property
    def marks(self) -> dict[tuple[int, int], day.MarkNow]:
        return day.marks_of_day(self.school, self.on)

    @cached_property
    def registers(self) -> list[BoardLine]:
        """Return every register of the day that asks for somebody, at known times."""
        lines = board_of(self.school, self.on, self.now)
        return [line for line in lines if line.is_asked_for]

    @cached_property
    def suggestions(self) -> list[Suggestion]:
        return day.suggestions_of_day(self.school, self.on)

    @cached_property
    def slot(self) -> Slot | None:
        """Return the session whose registers opened last, else the day's first."""
        local = clock.local(self.now)
        opened = [
            r.slot
            for r in self.registers
            if r.window and has_opened(r.window, r.slot, local)
        ]
        return max(opened, default=next(iter(self.slots), None))

    @cached_property
    def missing(self) -> list[BoardLine]:
        """Return the registers that closed without being handed in, the oldest first."""
        missing = [register for register in self.registers if register.is_missing]
        return sorted(missing, key=lambda row: (row.slot, as_counted(row.group_name)))

    @cached_property
    def whereabouts(self) -> dict[int, Whereabouts]:
        """Return of each pupil what the day's registers say."""
        closed: dict[tuple[int | None, Slot], bool] = {
            (r.group_id, r.slot): r.standing.is_closed
            for r in self.registers
            if r.standing
        }
        return {
            pk: whereabouts(
                [
                    (self._code(slot, pk), closed.get((pupil.group_id, slot), False))
                    for slot in self.slots
                ]
            )
            for pk, pupil in self.roll.items()
        }

    @cached_property
    def unaccounted(self) -> list[day.PupilNow]:
        """Return the pupils of whom nobody knows where they are, by name."""
        return [
            pupil
            for pk, pupil in self.roll.items()
            if self.whereabouts[pk] is Whereabouts.UNACCOUNTED
        ]

    @cached_property
    def days_absent(self) -> dict[int, int]:
        """Return of the unaccounted for how many school days they have been absent."""
        ids = [pupil.enrolment_id for pupil in self.unaccounted]
        if not ids:
            return {}
        period = Period.through(self.on - dt.timedelta(days=_RUN_DAYS), self.on)
        table = marks_of_pupils(ids, by_academic_year(period)[-1])
        days = [day.toordinal() for day in self.calendar.school_days(period)]
        first = table.first_day.toordinal()
        runs: dict[int, int] = {}
        for pk, row in zip(table.enrolment_ids.tolist(), table.letters, strict=True):
            letters: dict[int, str] = {}
            for number, letter in zip(
                table.sessions.tolist(), row.tolist(), strict=True
            ):
                on = first + number // 2
                letters[on] = letters.get(on, "") + chr(letter)
            runs[pk] = days_absent_in_a_row([letters.get(on, "") for on in days])
        return runs

    @cached_property
    def late(self) -> list[tuple[day.PupilNow, day.MarkNow]]:
        """Return the late marks of the day, the latest arrival first."""
        found = [
            (self.roll[mark.enrolment_id], mark)
            for mark in self.marks.values()
            if mark.enrolment_id in self.roll
            and mark.code
            and code_on(mark.code, self.on).is_late
        ]
        return sorted(
            found, key=lambda row: (-row[1].slot, -(row[1].minutes_late or 0))
        )

    def _code(self, slot: Slot, enrolment_id: int) -> AttendanceCode | None:
        mark = self.marks.get((slot.number, enrolment_id))
        return code_on(mark.code, self.on) if mark and mark.code else None
