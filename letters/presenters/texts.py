"""Texts of letters in their list, and the fields that stand beside the editor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from letters.codes.kind import Kind
from letters.codes.kinds import GROUPS
from letters.models import TemplateVersion
from letters.rules.checking import fields_of, is_certain
from letters.selectors.templates import TemplateLine, Used
from schools.models import Body


@dataclass(frozen=True, slots=True)
class TextLine:
    """A text that is used for a letter."""

    language: str
    owner: str
    is_own: bool
    since: dt.date
    by: str
    href: str


@dataclass(frozen=True, slots=True)
class KindLine:
    """A letter with its texts."""

    title: str
    sender: str
    href: str
    texts: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True)
class KindGroup:
    """Letters that belong together."""

    name: str
    kinds: tuple[KindLine, ...]


def kind_groups(lines: Iterable[TemplateLine], body: Body) -> list[KindGroup]:
    """Print every letter with its texts."""
    rows = list(lines)
    return [
        KindGroup(
            name, tuple(_kind(row, body) for row in rows if row.kind.group == name)
        )
        for name in GROUPS
    ]


def _kind(row: TemplateLine, body: Body) -> KindLine:
    return KindLine(
        title=row.kind.title,
        sender=row.kind.sender,
        href=text_href(body, row.kind, "English"),
        texts=tuple(_text(used, row.kind, body) for used in row.texts),
    )


def _text(used: Used, kind: Kind, body: Body) -> TextLine:
    return TextLine(
        language=used.language,
        owner=used.owner.name,
        is_own=used.owner == body,
        since=used.version.starts_on,
        by=writer_of(used.version),
        href=text_href(body, kind, used.language),
    )


def writer_of(version: TemplateVersion) -> str:
    """Say who wrote a version."""
    if version.made_by is None:
        return "Rollbook"
    return f"{version.made_by.name}, {version.made_by.position}"


def text_href(body: Body, kind: Kind, language: str) -> str:
    """Return the address of the editor of a text."""
    at = {body.kind: body.slug, "kind": kind.key, "language": language}
    return reverse(f"{body.kind}-letter-text", kwargs=at)


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field that a text may name."""

    written: str
    label: str
    sample: str
    note: str


def field_lines(kind: Kind) -> list[FieldLine]:
    """Return the fields of a letter for the list beside the editor."""
    return [
        FieldLine(
            written=_written(field.name, tuple(field.columns)),
            label=field.label,
            sample="" if field.columns else str(field.sample),
            note=""
            if is_certain(field, kind)
            else f"not always known: {{% if {field.name} %}} … {{% endif %}}",
        )
        for field in fields_of(kind)
    ]


def _written(name: str, columns: tuple[str, ...]) -> str:
    if not columns:
        return f"{{{{ {name} }}}}"
    cells = " ".join(f"{{{{ row.{column} }}}}" for column in columns)
    return f"{{% for row in {name} %}} {cells} {{% endfor %}}"
