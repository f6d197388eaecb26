from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schools.rules.sessions import (
    WIDTH,
    Session,
    Slot,
    academic_year_of,
    academic_year_words,
    say_day,
    slot_at,
    year_position,
)

slots = st.builds(
    Slot, st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.sampled_from(Session)
)


@given(slots)
def test_a_slot_comes_back_from_its_number(slot):
    assert Slot.from_number(slot.number) == slot


@given(slots, slots)
def test_numbers_order_slots_as_they_happen(one, other):
    assert (one < other) is (one.number < other.number)


@given(slots)
def test_the_next_slot_of_the_previous_is_the_slot(slot):
    assert slot.previous.next == slot
    assert slot.previous < slot < slot.next


@given(slots)
def test_a_slot_comes_back_from_its_place_in_the_year(slot):
    position = year_position(slot)
    assert 0 <= position < WIDTH
    assert slot_at(academic_year_of(slot.day), position) == slot


def test_stored_numbers_keep_their_meaning_for_ever():
    assert Slot(date(2026, 11, 20), Session.AM).number == 1479880
    assert Slot(date(2026, 11, 20), Session.PM).number == 1479881


def test_the_year_begins_on_1_august():
    assert academic_year_of(date(2026, 7, 31)) == 2025
    assert academic_year_of(date(2026, 8, 1)) == 2026
    assert year_position(Slot(date(2026, 8, 1), Session.AM)) == 0
    assert academic_year_words(2026) == "2026/27"
    assert academic_year_words(1999) == "1999/00"


def test_a_leap_year_fills_the_row_and_another_leaves_its_last_day():
    assert year_position(Slot(date(2028, 7, 31), Session.PM)) == WIDTH - 1
    assert year_position(Slot(date(2027, 7, 31), Session.PM)) == WIDTH - 3


@pytest.mark.parametrize("position", [-1, WIDTH - 2, WIDTH])
def test_a_place_outside_the_year_is_refused(position):
    with pytest.raises(ValueError, match="2026 has no position"):
        slot_at(2026, position)


def test_staff_say_the_day_and_the_half_of_it():
    slot = Slot(date(2026, 11, 20), Session.PM)
    assert slot.words == "Fri 20 Nov PM"
    assert say_day(date(2027, 5, 3)) == "Mon 3 May"
    assert [s.words for s in Session] == ["morning", "afternoon"]
