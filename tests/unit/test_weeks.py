"""Which sessions of a week are meant."""

import datetime as dt

from schools.rules.sessions import Session, Slot
from schools.rules.weeks import meets, say_week, weekly

MONDAY = dt.date(2026, 11, 16)
MORNINGS_AND_FRIDAY = weekly(
    [*((day, Session.AM) for day in range(5)), (4, Session.PM)]
)


def test_a_slot_meets_the_week_by_weekday_and_session():
    friday = MONDAY + dt.timedelta(days=4)
    assert meets(MORNINGS_AND_FRIDAY, Slot(MONDAY, Session.AM))
    assert not meets(MORNINGS_AND_FRIDAY, Slot(MONDAY, Session.PM))
    assert meets(MORNINGS_AND_FRIDAY, Slot(friday, Session.PM))


def test_without_a_week_every_session_is_meant():
    assert meets(None, Slot(MONDAY, Session.PM))
    assert say_week(None) == "every session"


def test_a_week_is_said_in_days_and_halves():
    said = "Mon morning, Tue morning, Wed morning, Thu morning, Fri"
    assert say_week(MORNINGS_AND_FRIDAY) == said
    assert say_week(0) == "no session"
