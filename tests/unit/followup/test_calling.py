"""Whom to ring next."""

import datetime as dt

from followup.rules.calling import (
    Number,
    Tried,
    has_tried_all,
    is_claimed,
    next_number,
)
from followup.states import Outcome

NINE = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)
MOTHER, WORK, FATHER = Number(1, "m"), Number(1, "w"), Number(2, "f")
ALL = [MOTHER, WORK, FATHER]


def tried(number, outcome=Outcome.NO_ANSWER, minutes=0):
    return Tried(
        number.contact_id, number.number, outcome, NINE + dt.timedelta(minutes=minutes)
    )


def test_contacts_are_tried_in_their_order_each_number_once():
    assert next_number(ALL, []) == MOTHER
    assert next_number(ALL, [tried(MOTHER)]) == WORK
    assert next_number(ALL, [tried(MOTHER), tried(WORK)]) == FATHER


def test_after_all_of_them_whoever_waited_longest_is_next():
    rows = [tried(WORK, minutes=1), tried(MOTHER, minutes=2), tried(FATHER, minutes=3)]
    assert next_number(ALL, rows) == WORK


def test_a_wrong_number_is_not_tried_again():
    assert next_number([MOTHER], [tried(MOTHER, Outcome.WRONG_NUMBER)]) is None
    assert next_number([], []) is None


def test_all_were_tried_once_each_number_was_or_somebody_spoke():
    assert not has_tried_all(ALL, [tried(MOTHER), tried(WORK)])
    assert has_tried_all(ALL, [tried(n) for n in ALL])
    assert has_tried_all(ALL, [tried(MOTHER, Outcome.SPOKE)])
    assert not has_tried_all([], [])


def test_a_claim_holds_until_its_moment():
    assert is_claimed(NINE + dt.timedelta(seconds=1), NINE)
    assert not is_claimed(NINE, NINE)
    assert not is_claimed(None, NINE)
