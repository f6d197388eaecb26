"""Whose mark says that a session fell out, and when a mark may be made before it opens."""

import datetime as dt

import pytest

from register.rules.entry import EntryFacts, refusal_of_code
from register.rules.shut import Closing, Place, codes_elsewhere, place_of, shut_code
from schools.rules.sessions import Session, Slot

FRIDAY = dt.date(2026, 11, 20)
LAST_OF_THE_OLD_LAW = dt.date(2024, 7, 19)


@pytest.mark.parametrize(
    ("marked", "known", "place"),
    [
        (None, [], Place.ENTERED),
        (None, ["I"], Place.ENTERED),
        (None, ["C2", "M"], Place.ENTERED),
        (None, ["B"], Place.ELSEWHERE),
        (None, ["I", "D"], Place.ELSEWHERE),
        (None, ["V"], Place.ELSEWHERE),
        ("/", [], Place.MARKED),
        ("N", ["B"], Place.MARKED),
    ],
)
def test_a_closure_leaves_who_is_marked_and_who_is_taught_elsewhere(
    marked, known, place
):
    assert place_of(FRIDAY, marked=marked, known=known) is place


def test_the_whole_school_is_y4_and_a_part_of_the_site_y3():
    assert (shut_code(is_whole=True), shut_code(is_whole=False)) == ("Y4", "Y3")


def test_taught_elsewhere_is_what_the_law_of_the_day_says():
    assert codes_elsewhere(FRIDAY) == {"K", "V", "P", "W", "B", "D"}
    assert "K" not in codes_elsewhere(LAST_OF_THE_OLD_LAW)


def test_a_closing_has_its_sessions_in_order():
    closing = Closing(
        day=FRIDAY, sessions=(Session.PM, Session.AM), groups=None, reason="Snow"
    )
    assert closing.slots == (Slot(FRIDAY, Session.AM), Slot(FRIDAY, Session.PM))


@pytest.mark.parametrize(
    ("code", "is_shut", "may"),
    [
        ("Y4", True, True),
        ("Y3", True, True),
        ("Y4", False, False),
        ("I", True, False),
        ("/", True, False),
    ],
)
def test_before_the_register_opens_only_a_closure_is_marked(code, is_shut, may):
    facts = EntryFacts(
        code=code,
        slot=Slot(FRIDAY, Session.AM),
        today=FRIDAY,
        born_on=dt.date(2017, 10, 3),
        permitted=frozenset({code}),
        has_opened=False,
        is_shut=is_shut,
    )
    assert (refusal_of_code(facts) is None) is may
