"""How a register stands, in the words of its page."""

import datetime as dt

import pytest

from core.clock import at_local
from register.codes import codes_on
from register.presenters.register_status import Tally, status_of, tally_of
from register.rules.windows import RegisterWindow
from register.selectors.page import Taken
from schools.rules.sessions import Session, Slot

FRIDAY = dt.date(2026, 11, 20)
AM = Slot(FRIDAY, Session.AM)
WINDOW = RegisterWindow(dt.time(8, 50), dt.time(9, 20), dt.time(12))


def at(hour: int, minute: int) -> dt.datetime:
    return at_local(FRIDAY, dt.time(hour, minute))


def taken(hour: int, minute: int, decided: dt.datetime | None = None) -> Taken:
    moment = at(hour, minute)
    return Taken(moment, decided or moment, "Ms Ash", "Class teacher")


@pytest.mark.parametrize(
    ("now", "handed_in", "kind", "words"),
    [
        (at(8, 40), None, "waiting", "Opens 08:50"),
        (at(9, 8), None, "open", "Open, closes 09:20, in 12 min"),
        (at(9, 20), None, "closed", "Closed 09:20, not taken"),
        (at(9, 0), taken(8, 51), "taken", "Taken 08:51 by Ms Ash"),
        (at(9, 40), taken(9, 31), "late", "Taken late 09:31 by Ms Ash"),
        (at(9, 40), taken(9, 31, at(9, 5)), "taken", "Taken 09:31 by Ms Ash"),
    ],
)
def test_a_register_says_how_it_stands(now, handed_in, kind, words):
    status = status_of(WINDOW, AM, now=now, taken=handed_in)
    assert (status.kind, status.words) == (kind, words)
    assert status.is_taken is (handed_in is not None)


def test_a_register_opened_again_is_not_closed_and_says_until_when():
    status = status_of(WINDOW, AM, now=at(10, 0), taken=None, open_until=at(10, 30))
    assert status.words == "Open again until 10:30"
    assert not status.is_closed


def test_a_late_pupil_is_not_among_the_absent():
    marks = ["/", "L", "U", "N", "I", "V", None]
    assert tally_of(marks, codes_on(FRIDAY)) == Tally(of=7, marked=6, absent=2, late=2)
