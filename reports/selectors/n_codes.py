"""N marks that still stand, read from year rows."""

import datetime as dt

from core.periods import Period
from register.codes import code_on
from register.selectors.figures import by_academic_year, marks_of_schools
from reports.rules.n_codes import OpenN, open_ns
from reports.rules.whereabouts import UNEXPLAINED
from reports.selectors.figures import letters_of
from schools.models import Body
from schools.rules.sessions import academic_year_of, year_starts_on
from schools.selectors.calendar import calendar_of

# Into the year before: an N of July is overdue in September.
_BACK = dt.timedelta(days=62)


def n_codes(school: Body, today: dt.date) -> list[OpenN]:
    """Return every enrolment with an N mark of this year or the end of the last."""
    since = year_starts_on(academic_year_of(today)) - _BACK
    letter = code_on(UNEXPLAINED, today).letter
    marks = [
        found
        for part in by_academic_year(Period.through(since, today))
        for found in letters_of(marks_of_schools([school], part), letter)
    ]
    return open_ns(marks, calendar_of(school), today)
