"""Runs of absence, as the chronology tells them."""

import datetime as dt

import pytest

from register.codes import UNMARKED, code_on
from register.selectors.story import runs_of_absence
from schools.rules.sessions import Slot

MONDAY = Slot(dt.date(2026, 11, 16), 0)  # type: ignore[arg-type]


def marked(codes: str):
    """Read "/I." as present, ill, not marked, from Monday morning on."""
    slot = Slot.from_number(MONDAY.number)
    for code in codes.replace(" ", ""):
        letter = UNMARKED if code == "." else code_on(code, slot.day).letter
        yield slot, letter
        slot = slot.next


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        ("/\\ /\\", []),
        ("I", ["Absent, Mon 16 Nov AM"]),
        ("II /\\", ["Absent, Mon 16 Nov AM to Mon 16 Nov PM"]),
        (
            "/I I\\ /I",
            ["Absent, Mon 16 Nov PM to Tue 17 Nov AM", "Absent, Wed 18 Nov PM"],
        ),
        # Neither an unmarked session nor one that was not possible ends a run.
        ("I. XI /", ["Absent, Mon 16 Nov AM to Tue 17 Nov PM"]),
        ("IL I", ["Absent, Mon 16 Nov AM", "Absent, Tue 17 Nov AM"]),
    ],
)
def test_a_run_lasts_until_a_session_is_attended(codes, words):
    assert [run.words for run in runs_of_absence(marked(codes))] == words


def test_a_run_says_its_reasons_with_the_sessions_of_each():
    (run,) = runs_of_absence(marked("IIOI"))
    assert run.reasons == "Illness 3, Absent, other or unknown reason 1"
