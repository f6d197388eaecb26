"""Whether a text may be used for its letter: what it names, and what it may not omit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from letters.codes.field import Field, Shape
from letters.codes.fields import BY_NAME
from letters.codes.kind import Kind
from letters.codes.standing import STANDING
from letters.rules.language import (
    BadText,
    Choice,
    Fault,
    Loop,
    Node,
    Plain,
    Value,
    parse,
)
from letters.rules.numbers import upns_in


def fields_of(kind: Kind) -> tuple[Field, ...]:
    """Return what a text of this letter may name, in the order of the editor's list."""
    asked = tuple(BY_NAME[name] for name in kind.asked)
    return (*STANDING, *asked)


def is_certain(field: Field, kind: Kind) -> bool:
    """Tell whether a field always has a value in this letter."""
    return field.always or field.name in kind.needs


def faults_of(text: str, kind: Kind) -> list[Fault]:
    """Return everything that is wrong with a text, by line; nothing, if it may be used."""
    try:
        nodes = parse(text)
    except BadText as bad:
        return [bad.fault]
    known = {field.name: field for field in fields_of(kind)}
    found = list(_walk(nodes, _Reading(known, kind)))
    found += [
        Fault(line, "a unique pupil number stands here; it is never printed.")
        for line, words in enumerate(text.splitlines(), start=1)
        if upns_in(words)
    ]
    return sorted(found, key=lambda fault: fault.line)


def omissions_of(texts: Sequence[str], kind: Kind) -> list[str]:
    """Return the fields that a letter must name by its source, and these texts do not."""
    named: set[str] = set()
    for text in texts:
        try:
            named |= set(_names(parse(text)))
        except BadText:
            continue
    return [name for name in kind.must_name if name not in named]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What may be named at one place of a text, and what is known to have a value."""

    known: Mapping[str, Field]
    kind: Kind
    sure: frozenset[str] = frozenset()
    rows: Mapping[str, Field] | None = None

    def inside(
        self, *, sure: str = "", row: tuple[str, Field] | None = None
    ) -> _Reading:
        rows = {**(self.rows or {}), **({row[0]: row[1]} if row else {})}
        more = self.sure | ({sure} if sure else set())
        return _Reading(self.known, self.kind, more, rows)


def _walk(nodes: Sequence[Node], at: _Reading) -> Iterator[Fault]:
    for node in nodes:
        if isinstance(node, Value):
            yield from _value(node, at)
        elif isinstance(node, Choice):
            yield from _named(node.test, at)
            sure = node.test.name if not node.test.column else ""
            yes, no = ("", sure) if node.is_negated else (sure, "")
            yield from _walk(node.body, at.inside(sure=yes))
            yield from _walk(node.otherwise, at.inside(sure=no))
        elif isinstance(node, Loop):
            yield from _loop(node, at)


def _loop(node: Loop, at: _Reading) -> Iterator[Fault]:
    field = at.known.get(node.rows.name)
    if field is None:
        yield _unknown(node.rows, at)
    elif field.shape is not Shape.ROWS:
        yield Fault(node.rows.line, f"“{field.name}” has no rows to go through.")
    elif node.row in at.known:
        yield Fault(node.rows.line, f"“{node.row}” is the name of a field already.")
    else:
        yield from _walk(node.body, at.inside(row=(node.row, field)))


def _named(node: Value, at: _Reading) -> Iterator[Fault]:
    row = (at.rows or {}).get(node.name)
    if row is not None:
        if node.column not in row.columns:
            columns = ", ".join(f"{node.name}.{name}" for name in row.columns)
            yield Fault(node.line, f"say which part of “{node.name}”: {columns}.")
    elif node.column or node.name not in at.known:
        yield _unknown(node, at)


def _value(node: Value, at: _Reading) -> Iterator[Fault]:
    faults = list(_named(node, at))
    yield from faults
    field = at.known.get(node.name)
    if faults or field is None or node.name in (at.rows or {}):
        return
    if field.shape in (Shape.ROWS, Shape.FLAG):
        need = "for" if field.shape is Shape.ROWS else "if"
        yield Fault(node.line, f"“{field.name}” can only stand in “{need}”.")
    elif not is_certain(field, at.kind) and field.name not in at.sure:
        yield Fault(
            node.line,
            f"“{field.name}” is not always known: put it between"
            f" {{% if {field.name} %}} and {{% endif %}}.",
        )


def _unknown(node: Value, at: _Reading) -> Fault:
    name = f"{node.name}.{node.column}" if node.column else node.name
    return Fault(node.line, f"“{name}” is no field of the letter “{at.kind.title}”.")


def _names(nodes: Sequence[Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Plain):
            continue
        if isinstance(node, Value):
            yield node.name
        elif isinstance(node, Loop):
            yield node.rows.name
            yield from _names(node.body)
        else:
            yield from _names(node.body)
            yield from _names(node.otherwise)
