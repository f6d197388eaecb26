"""Absences, evidence, lateness and returns to the authority, from spelt marks."""

import datetime as dt
from typing import Any

import pytest

from core.periods import Period
from followup.rules.authority_returns import continuous, irregular, sickness
from followup.rules.evidence import doubts, illnesses, refusal_to_unauthorise
from followup.rules.lateness import pattern_of
from followup.rules.returns import absences, talks_due
from schools.rules.calendar import SchoolCalendar
from schools.rules.terms import HalfTerm

FIRST = Period(dt.date(2026, 9, 2), dt.date(2026, 10, 24))
SECOND = Period(dt.date(2026, 11, 2), dt.date(2026, 12, 19))
AUTUMN = SchoolCalendar(
    (HalfTerm("Autumn 1", "Autumn", FIRST), HalfTerm("Autumn 2", "Autumn", SECOND))
)
MONDAY = dt.date(2026, 9, 7)


def marks(words, start=MONDAY):
    """Spell two sessions a school day, from Monday 7 September: "// II NN"."""
    slots = AUTUMN.sessions(Period(start, dt.date(2026, 12, 19)))
    spelt = [code for word in words.split() for code in word.replace("-", " ")]
    return [
        (slot, code.strip() if code != "/" or slot.session == 0 else "\\")
        for slot, code in zip(slots, spelt, strict=False)
    ]


def test_absences_are_separate_where_the_child_came_between_them():
    found = absences(marks("II // NN I/ //"))
    assert [row.days for row in found] == [1, 2]
    assert found[0].back_on == MONDAY + dt.timedelta(days=1)
    assert found[1].back_on == MONDAY + dt.timedelta(days=3)


def test_an_appointment_and_a_late_arrival_are_no_absence():
    assert absences(marks("M/ U/ //")) == []


def test_an_absence_that_goes_on_has_no_return():
    [row] = absences(marks("// II II"))
    assert row.back_on is None


def test_an_interview_after_every_third_absence_and_a_meeting_after_a_long_one():
    rows = absences(marks("I/ I/ I/ // II II II II II //"))
    found = talks_due(rows, interview_after=3, meeting_after_days=5)
    assert [(row.kind, len(row.absences)) for row in found] == [
        ("interview", 3),
        ("meeting", 1),
    ]
    assert found[1].due_on == MONDAY + dt.timedelta(days=11)


def test_evidence_may_be_asked_for_after_more_than_the_schools_number_of_days():
    asked: dict[str, Any] = {
        "half_term": FIRST,
        "after_days": 5,
        "spells": 3,
        "has_medical_need": False,
    }
    assert doubts(marks("II II II II II //"), **asked) == []
    [row] = doubts(marks("II II II II II II //"), **asked)
    assert (row.rule, row.first_day) == ("long", MONDAY)


@pytest.mark.parametrize(("has_medical_need", "asks"), [(False, True), (True, False)])
def test_three_illnesses_in_a_half_term_raise_doubt_but_for_a_known_condition(
    has_medical_need, asks
):
    found = doubts(
        marks("I/ I/ I/ //"),
        half_term=FIRST,
        after_days=5,
        spells=3,
        has_medical_need=has_medical_need,
    )
    assert [row.rule for row in found] == (["spells"] if asks else [])


@pytest.mark.parametrize("leave", ["C", "G"])
def test_illness_directly_after_leave_raises_doubt(leave):
    asked: dict[str, Any] = {
        "half_term": FIRST,
        "after_days": 5,
        "spells": 3,
        "has_medical_need": False,
    }
    [row] = doubts(marks(f"{leave * 2} II //"), **asked)
    assert row.rule == "after_leave"
    assert doubts(marks(f"{leave * 2} // II //"), **asked) == []


def test_illness_is_cut_out_of_a_longer_absence():
    [row] = illnesses(marks("GG II //"))
    assert row.codes == ("I", "I")


@pytest.mark.parametrize(
    ("is_authorised", "told", "refused"),
    [(None, [], True), (True, [1], True), (False, [], True), (False, [9], True)],
)
def test_an_absence_is_not_unauthorised_before_a_parent_was_told(
    is_authorised, told, refused
):
    said = refusal_to_unauthorise(is_authorised=is_authorised, told=told, parents=[1])
    assert bool(said) is refused
    assert refusal_to_unauthorise(is_authorised=False, told=[1], parents=[1]) is None


def test_late_marks_l_and_u_of_one_half_term_are_counted_together():
    spelt = marks("L/ U/ L/ L/ //")
    assert pattern_of(spelt, FIRST, 5) is None
    found = pattern_of(spelt, FIRST, 4)
    assert found is not None
    assert len(found.slots) == 4
    assert pattern_of(spelt, SECOND, 1) is None


def test_ten_school_days_of_g_n_o_u_in_a_row_are_returned():
    nine = continuous(marks("NN " * 9 + "//"))
    assert nine == []
    [row] = continuous(marks("NO GU " * 5 + "//"))
    assert (row.days, len(row.slots), row.first_day) == (10, 20, MONDAY)
    assert row.due_on == MONDAY + dt.timedelta(days=11)


@pytest.mark.parametrize("between", ["I", "/", "-"])
def test_one_session_of_anything_else_breaks_the_ten_days(between):
    assert continuous(marks("NN " * 9 + f"N{between} " + "NN " * 9)) == []


def test_a_session_that_is_not_required_neither_counts_nor_breaks():
    [row] = continuous(marks("NN " * 5 + "XX " + "NN " * 5))
    assert row.days == 10


def test_illness_is_a_forecast_and_not_a_count():
    spelt = marks("II " * 6)
    last = spelt[-1][0].day
    ask: dict[str, Any] = {"calendar": AUTUMN, "today": last}
    assert sickness(spelt, back_on=None, **ask) is None
    back = AUTUMN.nth_school_day_after(last, 9)
    assert sickness(spelt, back_on=back, **ask) is None
    found = sickness(spelt, back_on=AUTUMN.nth_school_day_after(last, 10), **ask)
    assert found is not None
    assert (found.days, found.first_day) == (15, MONDAY)


def test_illness_is_counted_together_over_the_school_year():
    spelt = marks(("II " * 5 + "// ") * 3)
    found = sickness(spelt, AUTUMN, today=spelt[-1][0].day, back_on=None)
    assert found is not None
    assert (found.days, len(found.slots)) == (15, 30)


def test_irregular_attendance_is_told_once_a_month():
    spelt = marks("O/ " * 10)
    today = spelt[-1][0].day
    found = irregular(spelt, AUTUMN, today=today)
    assert found is not None
    assert (found.first_day, found.days) == (today.replace(day=1), 10)
    assert irregular(spelt[:17], AUTUMN, today=today) is None
