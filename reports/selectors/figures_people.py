"""Of whom a figure is: the enrolments that a selection counts, and their name."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from core.periods import Period
from reports.rules.selection import Selection
from reports.selectors.figures import (
    Sums,
    asked_sessions,
    marked_before,
    sums_of_pupils,
    sums_of_schools,
)
from reports.selectors.now import PupilNow, names_of, roll_on
from schools.models import Body, Enrolment, Flag, Pupil, RegistrationGroup
from schools.selectors.calendar import calendar_of


class Nobody(LookupError):
    """The address names a group or a pupil that the school has not."""


@dataclass(frozen=True)
class People:
    """The pupils behind a figure; `ids` is None for everyone with a mark at the school."""

    school: Body
    selection: Selection

    @cached_property
    def roll(self) -> Mapping[int, PupilNow]:
        """Return the pupils on the roll on the last day of the period."""
        return roll_on(self.school, self.selection.span.last)

    @cached_property
    def known(self) -> Mapping[int, PupilNow]:
        """Return every pupil counted, those who have left since among them.

        Children who have died are counted and not named.
        """
        gone = [pk for pk in self.sums.ids.tolist() if pk not in self.roll]
        everyone = {**self.roll, **names_of(self.school, gone)}
        died = Pupil.objects.filter(school=self.school, died_on__isnull=False)
        unnamed = set(died.values_list("pk", flat=True))
        return {pk: row for pk, row in everyone.items() if row.pupil_id not in unnamed}

    @cached_property
    def ids(self) -> tuple[int, ...] | None:
        """Return the enrolments counted, None where nobody is left out."""
        wanted = self._wanted
        if not self.selection.flag:
            return wanted
        flagged = set(
            Flag.objects.on(self.selection.span.last)
            .filter(school=self.school, kind=self.selection.flag)
            .values_list("pupil_id", flat=True)
        )
        everyone = self.roll if wanted is None else wanted
        return tuple(
            pk
            for pk in everyone
            if pk in self.roll and self.roll[pk].pupil_id in flagged
        )

    @cached_property
    def _wanted(self) -> tuple[int, ...] | None:
        of, number = self.selection.of, self.selection.number
        if of == "year":
            return tuple(
                pk for pk, row in self.roll.items() if row.year_group == number
            )
        if of == "group":
            return tuple(pk for pk, row in self.roll.items() if row.group_id == number)
        if of == "pupil":
            rows = Enrolment.objects.filter(school=self.school, pupil=self.pupil)
            return tuple(rows.values_list("pk", flat=True))
        return None

    @cached_property
    def pupil(self) -> Pupil | None:
        """Return the pupil of a selection of one, or raise `Nobody`."""
        if self.selection.of != "pupil":
            return None
        found: Pupil | None = Pupil.objects.filter(
            school=self.school, pk=self.selection.number or 0
        ).first()
        if found is None:
            raise Nobody
        return found

    @cached_property
    def group(self) -> RegistrationGroup | None:
        """Return the group of a selection of one, or raise `Nobody`."""
        if self.selection.of != "group":
            return None
        found: RegistrationGroup | None = RegistrationGroup.objects.filter(
            school=self.school, pk=self.selection.number or 0
        ).first()
        if found is None:
            raise Nobody
        return found

    @cached_property
    def name(self) -> str:
        """Return whose figures they are, as a heading says it."""
        if self.pupil:
            return self.pupil.name
        if self.group:
            return self.group.name
        if self.selection.of == "year":
            return year_words(self.selection.number or 0)
        return self.school.name

    @cached_property
    def sums(self) -> Sums:
        """Return what they attended and missed."""
        sums = self._sums(self.selection.span.period)
        if self.selection.weekday is None:
            return sums
        return sums.on_weekday(self.selection.weekday)

    @cached_property
    def last_year(self) -> Sums:
        """Return the same weeks of the year before, of whoever counted then."""
        span = self.selection.span.last_year
        return People(self.school, self.selection.during(span)).sums

    def unmarked(self, today: dt.date) -> int:
        """Count the sessions of days gone by that registers asked for and nobody marked."""
        period = self.selection.span.period.intersect(Period(dt.date.min, today))
        if period is None or self.selection.weekday is not None:
            return 0
        asked = asked_sessions(
            self.school,
            period,
            registered=calendar_of(self.school).registered_numbers,
            enrolment_ids=self.ids,
        )
        return max(0, asked - marked_before(self.sums, today))

    def _sums(self, period: Period) -> Sums:
        if self.ids is None:
            return sums_of_schools([self.school], period)
        return sums_of_pupils(self.ids, period)


def year_words(year_group: int) -> str:
    """Say a year group as staff do."""
    if year_group < 0:
        return "Nursery"
    return "Reception" if year_group == 0 else f"Year {year_group}"
