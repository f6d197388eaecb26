"""Tables from files: read with distrust, refused by line, written without formulas."""

import pytest

from core.tables import FileRefused, defused, is_formula, read_table, write_csv

GOOD = b"Name,Day\r\nAda,1/9/2026\r\n"


def refusal(content: bytes) -> tuple[int, str]:
    with pytest.raises(FileRefused) as refused:
        read_table(content)
    return refused.value.problem.line, str(refused.value)


def test_a_line_keeps_the_number_that_an_editor_shows():
    table = read_table(b'Name,Note\r\n"Ada","two\r\nlines"\r\n\r\nBen,one\r\n')
    assert [(row.line, row.cells[0]) for row in table.rows] == [(2, "Ada"), (5, "Ben")]


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-8", "Zoë"), ("utf-8-sig", "Zoë"), ("cp1252", "Zoë"), ("utf-16", "Zoë")],
)
def test_usual_encodings_are_told_apart(encoding, name):
    table = read_table(f"Name,Day\n{name},1/9/2026\n".encode(encoding))
    assert table.rows[0].cells[0] == name
    assert table.header == ("Name", "Day")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_the_heading_s_own(separator):
    table = read_table(f"Name{separator}Day\nAda{separator}today\n".encode())
    assert table.rows[0].cells == ("Ada", "today")


def test_half_a_file_is_refused_with_its_line():
    line, sentence = refusal(b'Name,Day\nAda,1/9/2026\nBen,"1/9')
    assert line == 3
    assert "never closed" in sentence
    line, sentence = refusal(b"Name,Day\nAda,1/9/2026\nBen")
    assert line == 3
    assert "1 columns" in sentence


def test_a_heading_that_stands_twice_is_refused():
    line, sentence = refusal(b"Name,Day,name\nAda,1,2\n")
    assert line == 1
    assert "name" in sentence


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"Name,Day\n", "no line under it"),
        (b"PK\x03\x04rest", "workbook"),
        (b"%PDF-1.7", "PDF"),
        ("Name,Day\nAda,1\n".encode("utf-16-le"), "not text"),
        (b"Name,Day\nA\x81da,1\n", "no letter"),
        (b"Name,Day\n" + b"x" * 3000 + b",1\n", "letters"),
        (b"x" * 25_000_001, "larger than"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(content, said):
    assert said in refusal(content)[1]


@pytest.mark.parametrize("cell", ["=1+1", "@cmd", "+cmd|x", "-cmd", "  =SUM(A1)"])
def test_a_formula_is_found_and_defused(cell):
    assert is_formula(cell)
    assert defused(cell) == f"'{cell}"
    assert b"'" in write_csv(["A"], [[cell]])


@pytest.mark.parametrize("cell", ["+447700900123", "-5", "O'Neil", "", "-", "a=b"])
def test_a_number_or_a_name_is_no_formula(cell):
    assert not is_formula(cell)
    assert defused(cell) == cell
