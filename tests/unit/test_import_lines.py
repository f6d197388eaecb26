"""Lines of files of pupils, schools and marks, read alone."""

import datetime as dt

import pytest

from core.tables import read_table
from register.rules.mark_lines import COLUMNS as MARK_COLUMNS
from register.rules.mark_lines import read_mark
from schools.rules.importing.columns import Line, guess, lines_of, missing
from schools.rules.importing.establishments import phase_of
from schools.rules.importing.places import places
from schools.rules.importing.pupils import COLUMNS, read_pupil
from schools.rules.sessions import Session, Slot

TODAY = dt.date(2026, 11, 20)
PUPIL = {
    "admission_number": "1204",
    "upn": "",
    "first_name": "Ada",
    "last_name": "Cole",
    "date_of_birth": "03/10/2017",
    "sex": "F",
    "year_group": "Year 4",
    "group": "4B",
    "starts_on": "2022-09-05",
    "contact_1_first_name": "Jo",
    "contact_1_last_name": "Cole",
    "contact_1_mobile": "07700 900123",
    "contact_1_responsibility": "Yes",
}


def line(**cells: str) -> Line:
    return Line(7, cells, {key: key for key in cells})


def test_a_pupil_is_read_with_the_contact_in_international_form():
    pupil, problems = read_pupil(line(**PUPIL), TODAY)
    assert not problems
    assert pupil is not None
    assert pupil.year_group == 4
    assert pupil.starts_on == dt.date(2022, 9, 5)
    assert pupil.record["date_of_birth"] == dt.date(2017, 10, 3)
    (contact,) = pupil.contacts
    assert contact.numbers == (("+447700900123", "Mobile"),)
    assert contact.has_responsibility


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        ("date_of_birth", "31/02/2017", "is no day"),
        ("date_of_birth", "", "is missing"),
        ("upn", "A123", "A UPN is"),
        ("year_group", "Year 22", "no year group"),
        ("sex", "Q", "is not F or M"),
        ("contact_1_mobile", "12", "no telephone number"),
        ("last_day", "1/9/2020", "before the first"),
        ("ethnicity", "ABCD", "school census"),
        ("first_name", "x" * 81, "More than 80"),
        ("contact_1_last_name", "", "needs a last name"),
    ],
)
def test_a_wrong_cell_is_named_by_line_and_column(cell, value, said):
    pupil, problems = read_pupil(line(**PUPIL | {cell: value}), TODAY)
    assert pupil is None
    assert [(p.line, p.column) for p in problems] == [(7, cell)]
    assert said in problems[0].sentence


def test_headings_are_guessed_and_a_saved_choice_goes_first():
    found = guess(COLUMNS, ("Adno", "Surname", "Legal surname", "DOB"), None)
    assert found["admission_number"] == "Adno"
    assert found["last_name"] == "Surname"
    saved = guess(COLUMNS, ("Surname", "Legal surname"), {"last_name": "Legal surname"})
    assert saved["last_name"] == "Legal surname"
    assert "First name" in missing(COLUMNS, found)


def test_a_formula_in_a_cell_that_is_read_is_a_problem():
    table = read_table(b"Adno,Surname,Other\n1,=1+1,=2\n")
    _, problems = lines_of(table, {"admission_number": "Adno", "last_name": "Surname"})
    assert [(p.line, p.column) for p in problems] == [(2, "Surname")]


def test_a_pupil_stands_a_year_lower_a_year_ago_and_in_no_class_before_it_began():
    pieces = places(
        first_day=dt.date(2025, 9, 3),
        ends_on=None,
        year_group=4,
        group_starts_on=dt.date(2026, 8, 1),
        today=TODAY,
    )
    assert [(p.starts_on, p.ends_on, p.year_group, p.is_in_group) for p in pieces] == [
        (dt.date(2025, 9, 3), dt.date(2026, 8, 1), 3, False),
        (dt.date(2026, 8, 1), None, 4, True),
    ]


@pytest.mark.parametrize(
    ("kind", "group", "phase", "expected"),
    [
        ("Community special school", "Special schools", "Not applicable", "special"),
        ("Voluntary aided school", "LA maintained schools", "Primary", "primary"),
        ("Academy", "Academies", "Middle deemed secondary", "secondary"),
        ("Academy", "Academies", "All-through", "primary"),
    ],
)
def test_the_phase_is_one_that_figures_are_published_by(kind, group, phase, expected):
    row = line(establishment_type=kind, type_group=group, phase=phase)
    assert phase_of(row, 4) == expected


def mark(**cells: str) -> Line:
    typed = {"pupil": "1204", "day": "16/11/2026", "session": "AM", "code": "I"}
    return line(**typed | cells)


def test_a_mark_is_read_by_the_law_of_its_day():
    found, problems = read_mark(mark(), TODAY)
    assert not problems
    assert found is not None
    assert found.slot == Slot(dt.date(2026, 11, 16), Session.AM)
    assert not found.is_retired


def test_a_retired_code_is_one_of_its_day_and_said_to_be_retired():
    found, _ = read_mark(mark(code="H", day="06/05/2024"), TODAY)
    assert found is not None
    assert found.is_retired
    _, (problem,) = read_mark(mark(code="H"), TODAY)
    assert "was last a code on" in problem.sentence


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        ("code", "QQ", "no attendance code"),
        ("session", "noon", "neither AM nor PM"),
        ("day", "23/11/2026", "to come"),
        ("day", "soon", "no day"),
        ("minutes_late", "x", "no number of minutes"),
    ],
)
def test_a_wrong_mark_says_what_is_wrong(cell, value, said):
    found, problems = read_mark(mark(**{cell: value}), TODAY)
    assert found is None
    assert said in problems[0].sentence


@pytest.mark.parametrize("code", ["#", "Z", "-", ""])
def test_what_calendar_and_roll_say_is_no_mark(code):
    assert read_mark(mark(code=code), TODAY) == (None, [])


def test_every_column_of_a_file_of_marks_has_a_key_of_its_own():
    assert len({column.key for column in MARK_COLUMNS}) == len(MARK_COLUMNS)
