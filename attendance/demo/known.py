"""What is known of Friday 20 November before anyone has marked it: suggestions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from random import Random

from attendance.demo.bodies import School
from attendance.demo.children import Stay
from attendance.demo.shape import STARTS_AT
from attendance.demo.sheets import Book
from attendance.demo.staff import Staff
from core.clock import at_local
from register.models import Suggestion
from schools.states import Role

TODAY = STARTS_AT.date()
AM, PM = TODAY.toordinal() * 2, TODAY.toordinal() * 2 + 1
_STILL_ILL = 0.6
_CALLS = (
    "Mother telephoned: a cold and a temperature",
    "Father telephoned: sick in the night",
    "Mother telephoned: headache and sore throat",
    "Carer sent an e-mail: stomach bug",
    "Grandmother telephoned: earache",
)
_TRIPS = {
    "primary": "Museum of local history, back by 14:45",
    "secondary": "Geography field work at the estuary, back by 15:00",
    "special": "Swimming at the leisure pool and lunch, back by 14:30",
}


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody's word about some sessions of a pupil."""

    code: str
    source: str
    words: str
    first: int = AM
    last: int = PM


def add_suggestions(
    book: Book,
    school: School,
    staff: Staff,
    stays: list[Stay],
    last_codes: dict[int, str],
    rng: Random,
) -> None:
    """Note suggestions for the pupils whom a register of Friday asks for."""
    present = [
        (stay, place.group)
        for stay in stays
        if stay.school is school and (place := stay.place_on(TODAY)) and place.group
    ]
    groups = sorted({group for _, group in present})
    mine = school.groups[_teacher_key(school)]
    trip = rng.choice([group for group in groups if group != mine])
    shown = iter(_SHOWN)
    for stay, group in present:
        known = _known(stay, last_codes.get(stay.enrolment, ""), rng)
        if known is None and group == trip:
            known = Known("V", "trip", _TRIPS[school.shape.phase])
        if known is None and group == mine and rng.random() < 0.25:  # noqa: PLR2004
            known = next(shown, None)
        if known is not None:
            _add(book, stay, known, staff.by_role[Role.OFFICE], rng)


_SHOWN = (
    Known("I", "parent", _CALLS[0]),
    Known("M", "appointment", "Dentist at 09:30, appointment card seen", AM, AM),
    Known("C", "leave", "Leave granted by the head: family funeral"),
    Known("M", "appointment", "Hospital clinic at 13:45", PM, PM),
)


def _teacher_key(school: School) -> tuple[int, int, int]:
    names = {
        school.shape.group_name(year_group, form): (year, year_group, form)
        for year, year_group, form in school.groups
        if year == TODAY.year
    }
    return names[school.shape.teacher_group]


def _known(stay: Stay, last_code: str, rng: Random) -> Known | None:
    """Return what is known of a pupil apart from a trip."""
    if TODAY.weekday() in stay.away_on:
        return Known("D", "other_school", "Due at the other school today")
    if last_code == "C2":
        words = "Part-time timetable agreed to 18 December: mornings only"
        return Known("C2", "timetable", words, PM, PM)
    if last_code == "I" and rng.random() < _STILL_ILL:
        return Known("I", "parent", "Mother telephoned: still unwell")
    return _new(rng)


def _new(rng: Random) -> Known | None:
    """Return what somebody said of today, for a few pupils in a hundred."""
    session = rng.choice((AM, PM))
    chosen = rng.choices(
        (
            None,
            Known("I", "parent", rng.choice(_CALLS)),
            Known("M", "appointment", "Orthodontist, card seen", session, session),
            Known("C", "leave", "Leave granted: a wedding abroad", AM, AM + 9),
        ),
        (980, 12, 5, 3),
    )
    return chosen[0]


def _add(book: Book, stay: Stay, known: Known, office: int, rng: Random) -> None:
    by_phone = known.source == "parent"
    day = TODAY if by_phone else TODAY - dt.timedelta(days=rng.randint(2, 12))
    hour, minute = (8, rng.randrange(2, 39)) if by_phone else (11, rng.randrange(60))
    book.add(
        Suggestion,
        school_id=stay.school.id,
        enrolment_id=stay.enrolment,
        first_slot=known.first,
        last_slot=known.last,
        code=known.code,
        source=known.source,
        words=known.words,
        entered_at=at_local(day, dt.time(hour, minute)),
        entered_by_id=office,
    )
