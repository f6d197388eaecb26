"""Reads PDFs as a person with a ruler would: what is written, where, in millimetres."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

POINT = 25.4 / 72
Matrix = tuple[float, float, float, float, float, float]
SAME: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True)
class Words:
    """A piece of text and where it begins: from the left and from the top, in mm."""

    text: str
    x: float
    y: float
    page: int


def words_of(content: bytes) -> list[Words]:
    """Return the pieces of text of a PDF in the order in which they are drawn."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [
            words
            for number, page in enumerate(pdf.pages)
            for words in _page(page, number)
        ]


def text_of(content: bytes) -> str:
    """Return all that is written, without regard to lines."""
    joined = " ".join(words.text for words in words_of(content))
    return re.sub(r"\s+", " ", joined)


def _page(page: Any, number: int) -> Iterator[Words]:
    height = float(page.mediabox[3])
    fonts = {
        name: _letters(font) for name, font in page.resources.get("/Font", {}).items()
    }
    matrix, stack, line, font = SAME, [], SAME, {}
    steps: Any = pikepdf.parse_content_stream(page)
    for operands, operator in steps:
        sign = str(operator)
        if sign == "q":
            stack.append(matrix)
        elif sign == "Q":
            matrix = stack.pop()
        elif sign == "cm":
            matrix = _times(_numbers(operands), matrix)
        elif sign == "Tm":
            line = _numbers(operands)
        elif sign == "Tf":
            font = fonts[str(operands[0])]
        elif sign in {"TJ", "Tj"}:
            *_, x, y = _times(line, matrix)
            text = _text(operands[0] if sign == "TJ" else operands, font)
            yield Words(text, x * POINT, (height - y) * POINT, number)


def _text(parts: Any, letters: dict[int, str]) -> str:
    codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    pairs = (codes[i : i + 2] for i in range(0, len(codes), 2))
    return "".join(letters.get(int.from_bytes(pair, "big"), "") for pair in pairs)


def _letters(font: Any) -> dict[int, str]:
    """Return what each glyph of a font says, by its table of Unicode."""
    table = bytes(font.ToUnicode.read_bytes()).decode("ascii", "ignore")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, said in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            found[int(code, 16)] = bytes.fromhex(said).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for low, high, said in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for step in range(int(high, 16) - int(low, 16) + 1):
                found[int(low, 16) + step] = chr(int(said, 16) + step)
    return found


def _numbers(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(number) for number in operands)
    return a, b, c, d, e, f


def _times(one: Matrix, two: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = two
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )
