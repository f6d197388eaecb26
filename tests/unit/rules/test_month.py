"""Cells of a month: what a page sends of them, and the entry that a change makes."""

import datetime as dt

import pytest

from register.rules.entries import Entry
from register.rules.month import Cell, Change, NoCell, by_slot
from schools.rules.sessions import Session, Slot

FRIDAY = dt.date(2026, 11, 20)
AM, PM = Slot(FRIDAY, Session.AM), Slot(FRIDAY, Session.PM)


def test_a_cell_is_read_as_it_was_written():
    cell = Cell(AM.number, 12, 3)
    assert cell.text == f"12.{AM.number}.3"
    assert Cell.read(cell.text) == cell


@pytest.mark.parametrize("text", ["", "1.2", "a.b.c", "1.-4.2", "1.99999999999999.2"])
def test_what_is_no_cell_is_refused(text):
    with pytest.raises(NoCell):
        Cell.read(text)


@pytest.mark.parametrize(
    ("code", "slot", "entered"),
    [
        ("/", AM, "/"),
        ("/", PM, "\\"),
        ("\\", AM, "/"),
        ("I", PM, "I"),
        (None, AM, None),
    ],
)
def test_present_is_the_code_of_the_session(code, slot, entered):
    change = Change(code=code, reason="Call", nature="Farm")
    assert change.entry(Cell(slot.number, 12, 3)) == Entry(
        enrolment_id=12, code=entered, version=3, reason="Call", nature="Farm"
    )


def test_cells_come_session_by_session_and_each_once():
    cells = [Cell(PM.number, 1, 0), Cell(AM.number, 2, 0), Cell(PM.number, 1, 0)]
    assert by_slot(cells) == {
        AM: [Cell(AM.number, 2, 0)],
        PM: [Cell(PM.number, 1, 0)],
    }
