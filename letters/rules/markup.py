"""The few marks of a letter's text: headings, lists, tables, boxes to tick, new pages.

A blank line ends a paragraph; a line's end within one stays. `## Heading`, `- item`,
`1. item`, `- [ ] to tick`, `| a | b |` (the first line is the head), `**strong**`,
`____` for a line to write on (alone: as wide as the page), `~~~` for room to sign, `===` for a new page. Everything
else is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from letters.rules.language import CLOSES, OPENS

_MARK = re.compile(f"{OPENS}(\\d+){CLOSES}")
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_BLANK = re.compile(r"_{4,}")
_SHAPES = re.compile(r"(?m)^(## |[=~]{3,}\s*$)")
_KINDS = (
    ("page", re.compile(r"={3,}\s*$")),
    ("rule", re.compile(r"_{4,}\s*$")),
    ("room", re.compile(r"~{3,}\s*$")),
    ("heading", re.compile(r"##\s+(.*)")),
    ("tick", re.compile(r"-\s*\[ \]\s+(.*)")),
    ("item", re.compile(r"-\s+(.*)")),
    ("number", re.compile(r"\d+\.\s+(.*)")),
    ("row", re.compile(r"\|(.*)\|\s*$")),
)
_LISTS = {
    "tick": ("ul", ' class="ticks"'),
    "item": ("ul", ""),
    "number": ("ol", ""),
}
_FIXED = {
    "page": '</section>\n<section class="next">',
    "rule": '<p class="rule"></p>',
    "room": '<div class="room"></div>',
}
Line = tuple[str, str]


def to_html(text: str, values: Sequence[str]) -> str:
    """Return a filled text as HTML: the text's marks read, the values only escaped."""
    return "\n".join(_pages(_classed(text), values))


def to_plain(text: str, values: Sequence[str]) -> str:
    """Return a filled text as a message prints it."""
    bare = _BLANK.sub("…", _STRONG.sub(r"\1", _SHAPES.sub("", text)))
    filled = _MARK.sub(lambda found: values[int(found[1])], bare)
    return re.sub(r"\n{3,}", "\n\n", filled).strip() + "\n"


def _classed(text: str) -> Iterator[Line]:
    for line in text.split("\n"):
        bare = line.strip()
        for kind, pattern in _KINDS:
            found = pattern.match(bare)
            if found:
                yield kind, found[1].strip() if pattern.groups else ""
                break
        else:
            yield ("text", bare) if bare else ("gap", "")


def _pages(lines: Iterator[Line], values: Sequence[str]) -> Iterator[str]:
    yield "<section>"
    for kind, block in _blocks(lines):
        if kind in _FIXED:
            yield "\n".join([_FIXED[kind]] * len(block))
        elif kind == "heading":
            yield from (f"<h2>{_inline(words, values)}</h2>" for words in block)
        elif kind == "row":
            yield _table(block, values)
        elif kind in _LISTS:
            yield _list(kind, block, values)
        elif kind == "text":
            yield f"<p>{'<br>'.join(_inline(words, values) for words in block)}</p>"
    yield "</section>"


def _blocks(lines: Iterator[Line]) -> Iterator[tuple[str, list[str]]]:
    """Put lines of one sort that follow each other together."""
    kind, block = "gap", list[str]()
    for line_kind, words in lines:
        if line_kind != kind:
            if block:
                yield kind, block
            kind, block = line_kind, []
        block.append(words)
    if block:
        yield kind, block


def _list(kind: str, block: Sequence[str], values: Sequence[str]) -> str:
    tag, attributes = _LISTS[kind]
    items = "".join(
        f"<li>{part}</li>" for words in block for part in _items(words, values)
    )
    return f"<{tag}{attributes}>{items}</{tag}>"


def _items(words: str, values: Sequence[str]) -> list[str]:
    """Return an item; one that is a value of several lines is as many items."""
    alone = _MARK.fullmatch(words)
    if alone:
        lines = values[int(alone[1])].splitlines()
        return [escape(line.strip(" -•\t")) for line in lines if line.strip()]
    return [_inline(words, values)]


def _table(block: Sequence[str], values: Sequence[str]) -> str:
    head, *rows = [[cell.strip() for cell in words.split("|")] for words in block]
    top = "".join(f'<th scope="col">{_inline(cell, values)}</th>' for cell in head)
    body = "".join(
        "<tr>" + "".join(f"<td>{_inline(cell, values)}</td>" for cell in row) + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _inline(words: str, values: Sequence[str]) -> str:
    marked = _STRONG.sub(r"<strong>\1</strong>", escape(words, quote=False))
    lined = _BLANK.sub('<span class="line"></span>', marked)
    return _MARK.sub(
        lambda found: escape(values[int(found[1])].strip()).replace("\n", "<br>"), lined
    )
