"""What a letter about a pupil is told of attendance: figures, sessions, late arrivals."""

import datetime as dt
from collections.abc import Callable

from core.periods import Period
from register.codes import UNMARKED, AttendanceCode, by_letter
from register.models import Mark
from register.rules.counting import Counts, percentage
from register.selectors.figures import MarkTable, marks_of_pupils
from reports.selectors.figures import sums_of_schools
from schools.models import Pupil
from schools.rules.sessions import (
    Session,
    Slot,
    academic_year_of,
    year_starts_on,
)
from schools.selectors.groups import half_terms_of
from schools.selectors.pupils import enrolment_on

# A notice names each unauthorised session; of the others the latest are enough.
MOST_SESSIONS = 40
MOST_ABSENCES = 8
SESSIONS = {Session.AM: "morning", Session.PM: "afternoon"}
BY_HALF_TERM = frozenset({"lateness", "lateness_meeting"})
Question = Callable[[AttendanceCode], bool]
Marked = list[tuple[Slot, AttendanceCode]]


def attendance_facts(pupil: Pupil, kind: str, today: dt.date) -> dict[str, object]:
    """Return a pupil's attendance up to yesterday, as letters name it.

    Of this year; of this half term where the letter is about lateness, whose pattern is
    counted in half terms.
    """
    enrolment = enrolment_on(pupil, today)
    starts_on = _counted_from(pupil, kind, today)
    if enrolment is None or today <= starts_on:
        return {}
    table = marks_of_pupils([enrolment.pk], Period(starts_on, today))
    marked = marks_in(table)
    if not marked:
        return {}
    counts = Counts.of([code.letter for _, code in marked])
    lates = [slot for slot, code in marked if _is_late(code)]
    facts: dict[str, object] = {
        "attendance": _percent(counts.attended, counts.possible),
        "attendance_from": marked[0][0].day.isoformat(),
        "attendance_to": marked[-1][0].day.isoformat(),
        "sessions_possible": counts.possible,
        "sessions_missed": counts.absent,
        "sessions_unauthorised": counts.unauthorised,
        "times_late": len(lates),
        "sessions": session_rows(marked, _sessions_of(kind), MOST_SESSIONS),
        "absences": session_rows(
            marked, lambda code: code.counts_as_absent, MOST_ABSENCES
        ),
    }
    return facts | _lates(enrolment.pk, lates) | _of_school(pupil, starts_on, today)


def _counted_from(pupil: Pupil, kind: str, today: dt.date) -> dt.date:
    year = year_starts_on(academic_year_of(today))
    if kind not in BY_HALF_TERM:
        return year
    begun = [row.starts_on for row in half_terms_of(pupil.school)]
    return max((day for day in begun if year <= day < today), default=year)


def marks_in(table: MarkTable) -> Marked:
    """Return the marks of a table of one enrolment, in order."""
    first = Slot(table.first_day, Session.AM).number
    return [
        (Slot.from_number(first + int(table.sessions[at])), by_letter(chr(letter)))
        for row in table.letters
        for at, letter in enumerate(row.tolist())
        if chr(letter) != UNMARKED
    ]


def _sessions_of(kind: str) -> Question:
    """Say which sessions a letter is about: those without a reason, or unauthorised."""
    if kind == "absence_reminder":
        return lambda code: code.code == "N"
    return lambda code: code.counts_as_unauthorised


def session_rows(
    marked: Marked, question: Question, at_most: int
) -> list[dict[str, str]]:
    """Return the latest sessions of a sort as rows of a letter."""
    found = [(slot, code) for slot, code in marked if question(code)]
    return [
        {
            "day": slot.day.isoformat(),
            "session": SESSIONS[slot.session],
            "recorded": code.title,
        }
        for slot, code in found[-at_most:]
    ]


def _lates(enrolment: int, slots: list[Slot]) -> dict[str, object]:
    latest = slots[-MOST_ABSENCES:]
    rows = Mark.objects.filter(
        slot__in=[slot.number for slot in slots], enrolment_id=enrolment
    )
    minutes = dict(rows.values_list("slot", "minutes_late"))
    return {
        "minutes_late": sum(filter(None, minutes.values())),
        "lates": [
            {
                "day": slot.day.isoformat(),
                "arrived": _minutes(minutes.get(slot.number), slot),
            }
            for slot in latest
        ],
    }


def _minutes(minutes: int | None, slot: Slot) -> str:
    if not minutes:
        return f"late, {SESSIONS[slot.session]}"
    return f"{minutes} minute{'' if minutes == 1 else 's'}, {SESSIONS[slot.session]}"


def _of_school(pupil: Pupil, starts_on: dt.date, today: dt.date) -> dict[str, object]:
    sums = sums_of_schools([pupil.school], Period(starts_on, today))
    return {
        "school_attendance": _percent(
            int(sums.attended.sum()), int(sums.possible.sum())
        )
    }


def _percent(attended: int, possible: int) -> str:
    share = percentage(attended, possible)
    return "" if share is None else f"{share}%"


def _is_late(code: AttendanceCode) -> bool:
    return code.code in {"L", "U"}
