"""Workbooks that leave the product: one sheet, a bold heading, no formula in any cell."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

MOST_LETTERS_OF_A_TITLE = 31
_NOT_IN_TITLES = str.maketrans("", "", "[]:*?/\\")


def write_workbook(
    title: str, heading: Sequence[str], rows: Iterable[Sequence[Any]]
) -> bytes:
    """Return a workbook; text is written as text, whatever it begins with."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(
        title.translate(_NOT_IN_TITLES)[:MOST_LETTERS_OF_A_TITLE] or "Sheet"
    )
    sheet.freeze_panes = "B2"
    bold = [_cell(sheet, words) for words in heading]
    for cell in bold:
        cell.font = Font(bold=True)
    sheet.append(bold)
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _cell(sheet: Any, value: Any) -> Any:
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
    return cell
