"""What may be arranged, for which sessions, and what becomes due by it."""

import datetime as dt

import pytest

from core.clock import LONDON
from core.periods import Period
from register.codes import codes_on
from register.codes.arrangement_kinds import KINDS, kinds_on
from register.models import Arrangement, Suggestion
from register.rules.arrangements import (
    Terms,
    code_of,
    objection_to,
    provision_due_on,
    sessions_missed,
    warnings_about,
)
from register.rules.confirmations import Whereabouts, whereabouts
from register.rules.windows import RegisterWindow
from schools.rules.calendar import SchoolCalendar
from schools.rules.sessions import Session, Slot
from schools.rules.terms import Closure, ClosureKind, HalfTerm
from schools.rules.weeks import weekly

CALENDAR = SchoolCalendar(
    half_terms=(
        HalfTerm(
            "Autumn 2", "Autumn", Period(dt.date(2026, 11, 2), dt.date(2026, 12, 19))
        ),
        HalfTerm(
            "Spring 1", "Spring", Period(dt.date(2027, 1, 4), dt.date(2027, 2, 13))
        ),
    ),
    closures=(
        Closure(
            Period.of_day(dt.date(2026, 11, 27)), ClosureKind.STAFF_DAY, None, "Staff"
        ),
    ),
)
TODAY = dt.date(2026, 11, 20)
MONDAY = dt.date(2026, 11, 23)
AFTERNOONS = weekly((day, Session.PM) for day in range(5))
ALL = weekly((day, session) for day in range(5) for session in Session)
BY_KEY = kinds_on(TODAY)


def wall(*parts: int) -> dt.datetime:
    """Return a moment as the clock on the wall shows it."""
    return dt.datetime(*parts, tzinfo=LONDON)  # type: ignore[arg-type,misc]


PUPIL = dt.date(2016, 3, 1)


def terms(key, **facts):
    said = {
        "kind": BY_KEY[key],
        "born_on": PUPIL,
        "year_group": 11,
        "first": MONDAY,
        "last": dt.date(2026, 12, 18),
        "sessions": AFTERNOONS,
        **facts,
    }
    return Terms(**said)


def sentence(given):
    objection = objection_to(given, from_day=TODAY)
    return objection.sentence if objection else None


# The table ---------------------------------------------------------------------


def test_every_kind_of_the_model_has_a_row_with_codes_of_its_day():
    assert {kind.key for kind in KINDS} == set(Arrangement.Kind.values)
    for kind in KINDS:
        assert set(kind.codes) <= set(codes_on(TODAY)), kind.key
        assert kind.source in Suggestion.Source.values, kind.key
        assert "starts_on" in kind.needed, kind.key
        assert kind.needs_end is ("last_day" in kind.needed), kind.key


def test_before_the_law_of_2024_no_kind_is_offered():
    assert kinds_on(dt.date(2024, 8, 18)) == {}


# Codes -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "chosen", "born_on", "code"),
    [
        ("half_days", "", dt.date(2022, 12, 1), "X"),
        ("half_days", "", PUPIL, "C2"),
        ("part_time", "", PUPIL, "C2"),
        ("off_site", "K", PUPIL, "K"),
        ("off_site", "Q", PUPIL, "B"),
        ("suspension", "", PUPIL, "E"),
        ("travel", "", PUPIL, "T"),
        ("staggered", "", PUPIL, "Y7"),
        ("dual", "", PUPIL, "D"),
    ],
)
def test_a_kind_means_its_code_and_x_outside_compulsory_school_age(
    key, chosen, born_on, code
):
    assert code_of(BY_KEY[key], chosen, born_on=born_on, day=MONDAY) == code


# Objections --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (terms("part_time"), None),
        (terms("part_time", last=None), "say the last day"),
        (terms("part_time", last=TODAY), "before the first"),
        (terms("part_time", sessions=None), "Tick the sessions"),
        (terms("part_time", sessions=ALL), "no school"),
        (terms("part_time", first=dt.date(2026, 11, 19)), "beforehand or not at all"),
        (terms("part_time", agreed_on=dt.date(2026, 11, 24)), "before it was agreed"),
        (terms("part_time", agreed_on=MONDAY), None),
        (terms("part_time", review_on=MONDAY), "after it has begun"),
        (terms("study_leave", sessions=None), None),
        (terms("study_leave", year_group=10), "Year 11 and above"),
        (terms("suspension", first=dt.date(2026, 11, 16), sessions=None), None),
        (terms("travel", first=dt.date(2026, 11, 16), sessions=None), None),
        (terms("dual", last=None), None),
        (terms("dual", last=None, sessions=None), "Tick the sessions"),
        (terms("exclusion", last=None, sessions=None), None),
    ],
)
def test_what_law_or_sense_forbids_is_said_in_a_sentence(given, words):
    said = sentence(given)
    assert said is None if words is None else words in said


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (terms("observance", last=MONDAY, sessions=None), ""),
        (
            terms("observance", last=dt.date(2026, 11, 24), sessions=None),
            "2 school days",
        ),
        (terms("part_time", review_on=dt.date(2027, 1, 18)), ""),
        (terms("part_time", review_on=dt.date(2027, 1, 19)), "more than eight weeks"),
    ],
)
def test_what_guidance_asks_is_a_warning(given, words):
    said = " ".join(warnings_about(given, CALENDAR))
    assert words in said if words else said == ""


# Suspension --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("last", "is_looked_after", "due"),
    [
        (dt.date(2026, 11, 30), False, None),  # five school days: the 27th is none
        (dt.date(2026, 12, 1), False, dt.date(2026, 12, 1)),
        (None, False, dt.date(2026, 12, 1)),
        (dt.date(2026, 11, 24), True, MONDAY),
    ],
)
def test_education_is_owed_from_the_sixth_school_day_or_the_first(
    last, is_looked_after, due
):
    owed = provision_due_on(MONDAY, last, CALENDAR, is_looked_after=is_looked_after)
    assert owed == due


def test_where_the_calendar_ends_nothing_is_made_up():
    first = dt.date(2027, 2, 10)
    assert provision_due_on(first, None, CALENDAR, is_looked_after=False) is None


# Appointments ------------------------------------------------------------------

WINDOWS = {
    Session.AM: RegisterWindow(dt.time(8, 50), dt.time(9, 20), dt.time(12)),
    Session.PM: RegisterWindow(dt.time(13), dt.time(13, 30), dt.time(15, 15)),
}


@pytest.mark.parametrize(
    ("leaves", "returns", "missed"),
    [
        (None, dt.time(9, 20), [Session.AM]),
        (None, dt.time(9, 19), []),  # back while the register is open: L
        (dt.time(9, 0), dt.time(11, 0), []),  # present when the register began
        (dt.time(8, 50), dt.time(11, 0), [Session.AM]),
        (dt.time(11, 0), None, [Session.PM]),
        (dt.time(13, 5), None, []),
        (None, None, [Session.AM, Session.PM]),
    ],
)
def test_an_appointment_takes_a_session_only_from_opening_to_close(
    leaves, returns, missed
):
    assert list(sessions_missed(leaves, returns, WINDOWS)) == missed


# Providers ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "now", "where"),
    [
        (True, wall(2026, 11, 23, 9, 0), Whereabouts.THERE),
        (False, wall(2026, 11, 23, 9, 0), Whereabouts.NOT_THERE),
        (None, wall(2026, 11, 23, 9, 19), Whereabouts.WAITING),
        (None, wall(2026, 11, 23, 9, 20), Whereabouts.UNACCOUNTED),
        (None, wall(2026, 11, 24, 7, 0), Whereabouts.UNACCOUNTED),
        (None, wall(2026, 11, 22, 23, 0), Whereabouts.WAITING),
    ],
)
def test_silence_after_the_close_is_a_pupil_whom_nobody_accounts_for(said, now, where):
    slot = Slot(MONDAY, Session.AM)
    assert whereabouts(slot, said=said, closes=dt.time(9, 20), now=now) is where
