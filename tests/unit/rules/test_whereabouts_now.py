"""Who is on the premises by register and desk."""

from __future__ import annotations

from datetime import time

import pytest

from register.rules.whereabouts import MarkSeen, Place, place_of

AM, PM = time(8, 50), time(13)


def mark(opens, code, is_on_site):
    return MarkSeen(opens, code, is_on_site, f"{code}")


PRESENT = mark(AM, "/", is_on_site=True)
DENTIST = mark(AM, "M", is_on_site=False)


@pytest.mark.parametrize(
    ("marks", "arrivals", "departures", "place"),
    [
        ([], [], [], Place.UNKNOWN),
        ([mark(AM, None, is_on_site=False)], [], [], Place.UNKNOWN),
        ([PRESENT], [], [], Place.IN),
        ([mark(AM, "U", is_on_site=True)], [time(9, 41)], [], Place.IN),
        ([DENTIST], [], [], Place.OUT),
        # The code says appointment, the desk that the child is here.
        ([DENTIST], [time(9, 20)], [], Place.IN),
        ([PRESENT], [], [(time(10, 15), None)], Place.OUT),
        ([PRESENT], [], [(time(10, 15), time(11, 30))], Place.IN),
        ([mark(AM, "N", is_on_site=False)], [], [], Place.UNKNOWN),
        # Present in the morning, and nobody knows of the afternoon.
        ([PRESENT, mark(PM, "N", is_on_site=False)], [], [], Place.UNKNOWN),
        ([PRESENT, mark(PM, None, is_on_site=False)], [], [], Place.IN),
        ([PRESENT, mark(PM, "M", is_on_site=False)], [], [], Place.OUT),
        # Signed out at noon; the afternoon's mark saw the pupil back.
        ([PRESENT, mark(PM, "\\", is_on_site=True)], [], [(time(12), None)], Place.IN),
        ([], [time(8, 35)], [], Place.IN),
        ([PRESENT], [], [(AM, None)], Place.OUT),
    ],
)
def test_the_last_thing_known_says_where(marks, arrivals, departures, place):
    assert place_of(marks, arrivals, departures).place is place
