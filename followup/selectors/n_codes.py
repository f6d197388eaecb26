"""N marks that still stand, read from year rows."""

import datetime as dt

import numpy as np

from core.periods import Period
from followup.rules.n_codes import OpenN, open_ns
from register.codes import code_on
from register.selectors.figures import by_academic_year, marks_of_schools
from schools.models import Body, Enrolment
from schools.rules.sessions import Slot, academic_year_of, year_starts_on
from schools.selectors.calendar import calendar_of

UNEXPLAINED, UNAUTHORISED = "N", "O"
# Into the year before: an N of July is overdue in September.
_BACK = dt.timedelta(days=62)


def n_marks(school: Body, today: dt.date) -> list[tuple[int, Slot]]:
    """Return every N of this year or the end of the last, up to a day."""
    since = year_starts_on(academic_year_of(today)) - _BACK
    letter = ord(code_on(UNEXPLAINED, today).letter)
    found = []
    for part in by_academic_year(Period.through(since, today)):
        table = marks_of_schools([school], part)
        rows, columns = np.nonzero(table.letters == letter)
        first = Slot.from_number(table.first_day.toordinal() * 2).number
        found += [
            (
                int(table.enrolment_ids[row]),
                Slot.from_number(first + int(table.sessions[column])),
            )
            for row, column in zip(rows, columns, strict=True)
        ]
    return found


def n_codes(school: Body, today: dt.date) -> list[OpenN]:
    """Return every enrolment with an N mark of this year or the end of the last."""
    return open_ns(n_marks(school, today), calendar_of(school), today)


def living(enrolment_ids: set[int]) -> dict[int, Enrolment]:
    """Return enrolments with their pupils, without children who have died."""
    rows = Enrolment.objects.filter(
        pk__in=enrolment_ids, pupil__died_on__isnull=True
    ).select_related("pupil")
    return {row.pk: row for row in rows}
