"""The ledger's rules: what stood when, which versions lack, why a mark changes."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.rules.asking import ASK_AGAIN_AFTER, may_ask_again
from register.rules.ledger import (
    AGAIN,
    LONGEST_REASON,
    WHILE_OPEN,
    LedgerLine,
    as_it_stood,
    by_place,
    moments_of_change,
    reason_known,
    versions_missing,
)
from schools.rules.sessions import Session, Slot

AM = Slot(date(2026, 11, 20), Session.AM)
NINE = datetime(2026, 11, 20, 9, tzinfo=UTC)


def line(version: int, minutes: int, *, pupil: int = 1, reason: str = "") -> LedgerLine:
    return LedgerLine(
        slot=AM,
        enrolment_id=pupil,
        version=version,
        code="/",
        minutes_late=None,
        at=NINE + timedelta(minutes=minutes),
        by_id=1,
        by_name="A. Person",
        by_position="Class teacher",
        reason=reason,
    )


LINES = [line(1, 0), line(2, 10), line(3, 10), line(1, 5, pupil=2)]


@pytest.mark.parametrize(
    ("minutes", "stood"),
    [(-1, {}), (0, {1: 1}), (5, {1: 1, 2: 1}), (9, {1: 1, 2: 1}), (10, {1: 3, 2: 1})],
)
def test_what_stood_at_a_moment_is_the_last_version_made_until_then(minutes, stood):
    found = as_it_stood(LINES, NINE + timedelta(minutes=minutes))
    assert {pupil: row.version for (_, pupil), row in found.items()} == stood


@given(st.permutations(LINES), st.integers(-2, 12))
def test_what_stood_does_not_depend_on_the_order_in_which_entries_are_read(
    lines, minutes
):
    moment = NINE + timedelta(minutes=minutes)
    assert as_it_stood(lines, moment) == as_it_stood(LINES, moment)


def test_entries_are_kept_by_mark_and_in_order():
    made = by_place(reversed(LINES))
    assert [row.version for row in made[AM.number, 1]] == [1, 2, 3]
    assert [row.version for row in made[AM.number, 2]] == [1]


def test_moments_of_change_leave_out_first_entries_and_come_once():
    assert moments_of_change(LINES) == (NINE + timedelta(minutes=10),)


@pytest.mark.parametrize(
    ("have", "lack"), [((), ()), ((1, 2, 3), ()), ((1, 3), (2,)), ((3,), (1, 2))]
)
def test_a_version_that_lacks_is_found(have, lack):
    assert versions_missing([line(version, 0) for version in have]) == lack


def test_a_first_entry_is_no_change_and_a_correction_is_known_by_its_reason():
    assert line(1, 0).is_first
    assert not line(2, 0).is_first
    assert replace(line(2, 0), reason=WHILE_OPEN).is_correction
    assert not line(2, 0, reason="Father rang").is_correction


@pytest.mark.parametrize(
    ("withdrawn", "closed", "reopened", "reason"),
    [
        (False, False, None, WHILE_OPEN),
        (True, False, None, WHILE_OPEN),
        (False, True, "fire drill", "Register reopened: fire drill"),
        (True, True, "fire drill", "Register reopened: fire drill"),
        (True, True, None, AGAIN),
        (False, True, None, ""),
    ],
)
def test_the_reason_of_a_change_is_known_only_where_it_is(
    withdrawn, closed, reopened, reason
):
    known = reason_known(
        was_withdrawn=withdrawn, has_closed=closed, reopened_for=reopened
    )
    assert known == reason


def test_a_long_reason_of_a_reopening_still_fits_the_ledger():
    known = reason_known(was_withdrawn=False, has_closed=True, reopened_for="x" * 200)
    assert len(known) == LONGEST_REASON


def test_a_register_is_asked_for_again_after_five_minutes_and_not_before():
    almost = NINE + ASK_AGAIN_AFTER - timedelta(seconds=1)
    assert may_ask_again(None, NINE)
    assert not may_ask_again(NINE, almost)
    assert may_ask_again(NINE, NINE + ASK_AGAIN_AFTER)
