"""Which codes a trip may have, and which of its sessions its list is about."""

import datetime as dt

from register.rules.trip import slot_now, trip_codes
from schools.rules.sessions import Session, Slot

FRIDAY = dt.date(2026, 11, 20)
AM, PM = Slot(FRIDAY, Session.AM), Slot(FRIDAY, Session.PM)
MONDAY = Slot(dt.date(2026, 11, 23), Session.AM)


def test_a_trip_is_a_visit_sport_work_experience_or_other_activity():
    assert [row.code for row in trip_codes(FRIDAY)] == ["V", "P", "W", "B"]


def test_the_list_is_about_the_latest_session_that_has_come():
    slots = [AM, PM, MONDAY]
    assert slot_now(slots, AM) == AM
    assert slot_now(slots, PM) == PM
    assert slot_now(slots, Slot(dt.date(2026, 11, 30), Session.PM)) == MONDAY


def test_before_the_trip_it_is_the_first_session():
    assert slot_now([AM, PM], AM.previous) == AM
    assert slot_now([], AM) is None
