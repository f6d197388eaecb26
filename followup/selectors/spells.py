"""How long a child has been away without a settled reason."""

import datetime as dt
from collections.abc import Sequence

from core.periods import Period
from register.codes import UNMARKED, codes_on
from register.selectors.figures import by_academic_year, marks_of_pupils
from schools.rules.calendar import SchoolCalendar

# Nobody looks further back than two half terms for the beginning of an absence.
_BACK = dt.timedelta(days=100)
_UNSETTLED = ("N", "O")


def first_days(
    enrolment_ids: Sequence[int], day: dt.date, calendar: SchoolCalendar
) -> dict[int, dt.date]:
    """Return for each child the first school day of the absence that goes on today.

    School days before, in a row, on which every mark is N or O: a list that was not
    made on those days does not make the absence any shorter.
    """
    first = dict.fromkeys(enrolment_ids, day)
    if not enrolment_ids:
        return first
    period = Period(day - _BACK, day)
    parts = by_academic_year(period)
    days = list(calendar.school_days(parts[-1])) if parts else []
    if not days:
        return first
    unsettled = {
        row.letter for code, row in codes_on(day).items() if code in _UNSETTLED
    }
    table = marks_of_pupils(list(enrolment_ids), parts[-1])
    for pk, row in zip(table.enrolment_ids.tolist(), table.letters, strict=True):
        marked: dict[dt.date, str] = {}
        for number, letter in zip(table.sessions.tolist(), row.tolist(), strict=True):
            if chr(letter) != UNMARKED:
                on = table.first_day + dt.timedelta(days=number // 2)
                marked[on] = marked.get(on, "") + chr(letter)
        for before in reversed(days):
            letters = marked.get(before, "")
            if not letters or not unsettled.issuperset(letters):
                break
            first[pk] = before
    return first


def day_number(first: dt.date, day: dt.date, calendar: SchoolCalendar) -> int:
    """Return which school day of an absence a day is, the first being 1."""
    return max(1, len(calendar.school_days(Period.through(first, day))))


def school_day(first: dt.date, number: int, calendar: SchoolCalendar) -> dt.date:
    """Return the day of an absence with a number: the inverse of `day_number`."""
    if number <= 1:
        return first
    return calendar.nth_school_day_after(first, number - 1)
