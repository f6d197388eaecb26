"""Tables in files that other people made: read with distrust, written without formulas.

A file is refused with the line and the reason; nothing of it is guessed. Line numbers
are those that an editor shows, whatever line breaks stand inside quotes.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

MOST_BYTES = 25_000_000
MOST_LINES = 200_000
MOST_LETTERS = 2_000
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_NO_TABLE = {
    b"PK\x03\x04": "This is a workbook or an archive. Save it as CSV and send that.",
    b"\xd0\xcf\x11\xe0": "This is an old workbook. Save it as CSV and send that.",
    b"%PDF": "This is a PDF. Send a CSV file.",
}
_FORMULA = ("=", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, or worth a look, at one place of a file; line 0 is the whole."""

    line: int
    column: str
    sentence: str


class FileRefused(ValueError):
    """The file cannot be read as a table at all."""

    def __init__(self, sentence: str, *, line: int = 0) -> None:
        super().__init__(sentence)
        self.problem = Problem(line, "", sentence)


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a table and the line on which it begins."""

    line: int
    cells: Sequence[str]


@dataclass(frozen=True)
class Table:
    """A header and the records under it, each as long as the header."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(content: bytes) -> Table:
    """Read a CSV file with one line of headings; raise `FileRefused` where it is none."""
    text = _text_of(content)
    records = _records(text)
    header = _header(records)
    rows: list[Row] = []
    for row in records:
        if len(row.cells) != len(header):
            raise FileRefused(
                f"Line {row.line} has {len(row.cells)} columns and the heading has"
                f" {len(header)}. Was the file cut off, or a comma left without quotes?",
                line=row.line,
            )
        if len(rows) == MOST_LINES:
            raise FileRefused(f"The file has more than {MOST_LINES:,} lines.")
        rows.append(row)
    if not rows:
        raise FileRefused("The file has a heading and no line under it.")
    return Table(header, tuple(rows))


def is_formula(cell: str) -> bool:
    """Tell whether a spreadsheet would compute a cell instead of showing it.

    A telephone number may begin with + and a number with -, so those two count only
    before something else than a digit.
    """
    start = cell.lstrip(" ")
    if start.startswith(_FORMULA):
        return True
    return start[:1] in {"+", "-"} and not start[1:2].isdigit() and len(start) > 1


def defused(cell: object) -> object:
    """Return a cell that a spreadsheet shows as it is and never computes."""
    return f"'{cell}" if isinstance(cell, str) and is_formula(cell) else cell


def write_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a CSV file that opens in a spreadsheet, in UTF-8 with a mark."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([defused(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _text_of(content: bytes) -> str:
    if not content.strip():
        raise FileRefused("The file is empty.")
    if len(content) > MOST_BYTES:
        raise FileRefused(f"The file is larger than {MOST_BYTES // 1_000_000} MB.")
    for start, sentence in _NO_TABLE.items():
        if content.startswith(start):
            raise FileRefused(sentence)
    if content.startswith(_MARKS[1:]):
        return _decoded(content, "utf-16")
    if b"\0" in content:
        line = content[: content.index(b"\0")].count(b"\n") + 1
        raise FileRefused(
            "The file is not text, or text in an encoding that says nothing of itself."
            " Save it as CSV in UTF-8.",
            line=line,
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What spreadsheets in England write, and the national establishment file too.
        return _decoded(content, "cp1252")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise FileRefused(
            f"Line {line} holds a byte that is no letter. Save the file as CSV in UTF-8.",
            line=line,
        ) from None


def _records(text: str) -> Iterator[Row]:
    first_line = text.split("\n", 1)[0]
    separator = max(",;\t", key=first_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise FileRefused(
                f"A quotation mark that opens on line {line} is never closed: the file"
                " was cut off, or a quotation mark inside a cell is not doubled.",
                line=line,
            ) from None
        if not any(cell.strip() for cell in cells):
            continue
        if long := next((c for c in cells if len(c) > MOST_LETTERS), None):
            raise FileRefused(
                f"A cell of line {line} has {len(long):,} letters;"
                f" {MOST_LETTERS:,} is the most.",
                line=line,
            )
        yield Row(line, tuple(cell.strip() for cell in cells))


def _header(records: Iterator[Row]) -> tuple[str, ...]:
    first = next(records, None)
    if first is None:
        raise FileRefused("The file has no heading.")
    names = tuple(first.cells)
    if twice := [
        name for name, n in Counter(map(str.casefold, names)).items() if name and n > 1
    ]:
        raise FileRefused(
            f"Two columns have the heading “{twice[0]}”. Name each column once.",
            line=first.line,
        )
    return names
