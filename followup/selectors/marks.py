"""Every mark of a school's year as rules read it: enrolment by enrolment, in order."""

import datetime as dt

from core.periods import Period
from register.codes import UNMARKED, by_letter
from register.selectors.figures import by_academic_year, marks_of_schools
from schools.models import Body
from schools.rules.sessions import Slot, academic_year_of, year_starts_on


def year_of_marks(school: Body, today: dt.date) -> dict[int, list[tuple[Slot, str]]]:
    """Return the marks of this school year up to a day; "" where none was entered."""
    period = Period.through(year_starts_on(academic_year_of(today)), today)
    names = {ord(UNMARKED): ""}
    found: dict[int, list[tuple[Slot, str]]] = {}
    for part in by_academic_year(period):
        table = marks_of_schools([school], part)
        first = table.first_day.toordinal() * 2
        slots = [Slot.from_number(first + n) for n in table.sessions.tolist()]
        for pk, row in zip(table.enrolment_ids.tolist(), table.letters, strict=True):
            letters = row.tolist()
            for letter in set(letters) - names.keys():
                names[letter] = by_letter(chr(letter)).code
            found[pk] = [
                (slot, names[letter])
                for slot, letter in zip(slots, letters, strict=True)
            ]
    return found


def marks_on_day(school: Body, day: dt.date) -> dict[tuple[int, int], str]:
    """Return the code of each enrolment and session of one day."""
    table = marks_of_schools([school], Period.through(day, day))
    return {
        (pk, session % 2): by_letter(chr(letter)).code
        for pk, row in zip(table.enrolment_ids.tolist(), table.letters, strict=True)
        for session, letter in zip(table.sessions.tolist(), row.tolist(), strict=True)
        if letter != ord(UNMARKED)
    }
