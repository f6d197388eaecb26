"""Finds unique pupil numbers, which never stand on paper (DfE UPN guide, section 3)."""

from __future__ import annotations

import re
from collections.abc import Iterable

_LIKE_ONE = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z]\s?\d{3}\s?\d{4}\s?\d{4}\s?[A-Za-z0-9](?![A-Za-z0-9])"
)


def upns_in(text: str) -> list[str]:
    """Return what in a text looks like a UPN: a letter, then eleven figures, then one or a letter."""
    return _LIKE_ONE.findall(text)


def names_with_upn(facts: Iterable[tuple[str, object]]) -> list[str]:
    """Return the names of the facts in which a UPN stands, however deep."""
    return [name for name, value in facts if any(map(upns_in, _texts(value)))]


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)
    else:
        yield str(value)
