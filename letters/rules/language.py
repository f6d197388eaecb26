"""The language of letters: `{{ field }}`, `{% if field %}`, `{% for row in rows %}`.

There are no attributes, calls, filters or imports in it, and it is never handed to an
interpreter of Python: a text can name what is declared for its letter and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

# A value stands in the filled text as a mark, so that no value is ever read as markup.
OPENS, CLOSES = "\ue000", "\ue001"
PRIVATE = re.compile("[\ue000-\uf8ff\x00-\x08\x0b-\x1f]")
_TAG = re.compile(r"\{\{(.*?)\}\}|\{%(.*?)%\}", re.DOTALL)
_ALONE = re.compile(r"(?m)^[ \t]*(\{%[^\n]*?%\})[ \t]*\n")
_NAME = r"[a-z][a-z_]*"
_VALUE = re.compile(rf"({_NAME})(?:\.({_NAME}))?")
_IF = re.compile(rf"if\s+(not\s+)?({_NAME})(?:\.({_NAME}))?")
_FOR = re.compile(rf"for\s+({_NAME})\s+in\s+({_NAME})")
DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a text, and in which line."""

    line: int
    sentence: str

    def __str__(self) -> str:
        return f"Line {self.line}: {self.sentence}"


class BadText(ValueError):
    """A text that cannot be read; it says in which line."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


class MissingFact(LookupError):
    """A text names something that this letter has no value for."""

    def __init__(self, name: str, line: int) -> None:
        super().__init__(name)
        self.name = name
        self.line = line


@dataclass(frozen=True, slots=True)
class Plain:
    """Text that is printed as it stands."""

    text: str


@dataclass(frozen=True, slots=True)
class Value:
    """A field, or a column of the row that is being gone through."""

    name: str
    column: str
    line: int


@dataclass(frozen=True, slots=True)
class Choice:
    """What stands where a field has a value, and what where it has none."""

    test: Value
    is_negated: bool
    body: tuple[Node, ...]
    otherwise: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Loop:
    """What stands once for each row of a field."""

    row: str
    rows: Value
    body: tuple[Node, ...]


Node = Plain | Value | Choice | Loop


@dataclass(slots=True)
class _Block:
    opened_by: str
    line: int
    made: list[Node] = field(default_factory=list)
    before_else: list[Node] | None = None


def parse(text: str) -> tuple[Node, ...]:
    """Read a text. Raises `BadText` with the line of the first fault."""
    source = text.replace("\r\n", "\n")
    private = PRIVATE.search(source)
    if private:
        line = source.count("\n", 0, private.start()) + 1
        raise BadText(Fault(line, "a character that cannot be printed stands here."))
    stack = [_Block("", 1)]
    for kind, words, line in _tokens(source):
        if kind == "plain":
            stack[-1].made.append(Plain(words))
        elif kind == "value":
            stack[-1].made.append(_value(words, line))
        else:
            _act(stack, words, line)
    if len(stack) > 1:
        block = stack[-1]
        name = block.opened_by.split()[0]
        raise BadText(Fault(block.line, f"“{name}” is never closed with “end{name}”."))
    return tuple(stack[0].made)


def _tokens(source: str) -> Iterator[tuple[str, str, int]]:
    # A line of nothing but a tag leaves no blank line behind; its end is kept in the
    # tag, so that the lines of faults stay those of the editor.
    source = _ALONE.sub(lambda found: f"{found[1][:-2]}\n%}}", source)
    place = 0
    for found in _TAG.finditer(source):
        line = source.count("\n", 0, found.start()) + 1
        if found.start() > place:
            yield from _plain(source[place : found.start()], source, place)
        place = found.end()
        if found[1] is not None:
            yield "value", found[1].strip(), line
        else:
            yield "act", found[2].strip(), line
    if place < len(source):
        yield from _plain(source[place:], source, place)


def _plain(text: str, source: str, place: int) -> Iterator[tuple[str, str, int]]:
    line = source.count("\n", 0, place) + 1
    stray = re.search(r"\{\{|\{%|\}\}|%\}", text)
    if stray:
        at = line + text.count("\n", 0, stray.start())
        raise BadText(Fault(at, f"“{stray[0]}” has no other half in its line."))
    yield "plain", text, line


def _value(words: str, line: int) -> Value:
    found = _VALUE.fullmatch(words)
    if not found:
        raise BadText(
            Fault(
                line, f"“{words}” is not the name of a field; nothing else may stand."
            )
        )
    return Value(found[1], found[2] or "", line)


def _act(stack: list[_Block], words: str, line: int) -> None:
    first = words.split()[0] if words else ""
    if first in {"if", "for"}:
        pattern = _IF if first == "if" else _FOR
        if not pattern.fullmatch(words):
            raise BadText(Fault(line, f"“{words}” is not understood."))
        if len(stack) > DEEPEST:
            raise BadText(Fault(line, "conditions stand too deep inside each other."))
        stack.append(_Block(words, line))
    elif words == "else":
        _turn(stack[-1], line)
    elif words in {"endif", "endfor"}:
        _close(stack, words, line)
    else:
        raise BadText(
            Fault(line, f"“{words}” is not understood: if, else, endif, for, endfor.")
        )


def _turn(block: _Block, line: int) -> None:
    if not block.opened_by.startswith("if") or block.before_else is not None:
        raise BadText(Fault(line, "“else” belongs to no “if”."))
    block.before_else, block.made = block.made, []


def _close(stack: list[_Block], words: str, line: int) -> None:
    block = stack[-1]
    if block.opened_by.split(" ")[0] != words.removeprefix("end"):
        raise BadText(Fault(line, f"“{words}” closes nothing."))
    stack.pop()
    stack[-1].made.append(_closed(block))


def _closed(block: _Block) -> Node:
    loop = _FOR.fullmatch(block.opened_by)
    if loop:
        rows = Value(loop[2], "", block.line)
        return Loop(loop[1], rows, tuple(block.made))
    test = _IF.fullmatch(block.opened_by)
    if test is None:
        raise AssertionError(block.opened_by)
    has_else = block.before_else is not None
    return Choice(
        Value(test[2], test[3] or "", block.line),
        bool(test[1]),
        tuple((block.before_else or []) if has_else else block.made),
        tuple(block.made) if has_else else (),
    )


Facts = Mapping[str, object]
Given = Sequence[str]


def fill(nodes: Sequence[Node], said: Facts) -> tuple[str, list[str]]:
    """Return the text with a mark for each value, and the values.

    `said` has printable values: strings, and sequences of mappings of strings for rows.
    Raises `MissingFact` where a value is asked for and there is none.
    """
    values: list[str] = []
    text = "".join(_filled(nodes, dict(said), values))
    return text, values


def _filled(
    nodes: Sequence[Node], said: dict[str, object], values: list[str]
) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Plain):
            yield node.text
        elif isinstance(node, Value):
            found = _look_up(node, said)
            if not isinstance(found, str) or not found:
                raise MissingFact(node.column or node.name, node.line)
            values.append(PRIVATE.sub(" ", found))
            yield f"{OPENS}{len(values) - 1}{CLOSES}"
        elif isinstance(node, Choice):
            is_so = bool(_look_up(node.test, said)) is not node.is_negated
            yield from _filled(node.body if is_so else node.otherwise, said, values)
        else:
            rows = _look_up(node.rows, said)
            for row in rows if isinstance(rows, list | tuple) else ():
                yield from _filled(node.body, said | {node.row: row}, values)


def _look_up(value: Value, said: Facts) -> object:
    found = said.get(value.name)
    if not value.column:
        return found
    return found.get(value.column) if isinstance(found, Mapping) else None
