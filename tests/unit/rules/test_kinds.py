"""Every code has a chip of its own kind, by what it says of the pupil."""

import datetime as dt

import pytest

from register.codes import CODES, codes_on
from register.codes.kinds import kind_of

TODAY = dt.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        ("present", "/ \\"),
        ("late", "L"),
        ("elsewhere", "K V P W B D"),
        ("authorised", "C C1 C2 J1 M S T R I E"),
        ("unauthorised", "G O U"),
        ("unknown", "N"),
        ("unable", "Q Y1 Y2 Y3 Y4 Y5 Y6 Y7"),
        ("notrequired", "X Z #"),
    ],
)
def test_a_code_of_today_is_drawn_as_its_kind(kind, codes):
    table = codes_on(TODAY)
    assert {code for code in table if kind_of(table[code]) == kind} == set(
        codes.split()
    )


def test_an_unmarked_pupil_has_the_empty_chip_and_every_old_code_has_some():
    assert kind_of(None) == "none"
    assert all(kind_of(code) != "none" for code in CODES)
