"""Codes that a word from home may lead to, in the groups of the regulation."""

from collections.abc import Sequence
from dataclasses import dataclass

from register.codes import AttendanceCode
from register.selectors.choices import CodeChoice


@dataclass(frozen=True, slots=True)
class CodeGroup:
    """Codes of one kind, as (code, words)."""

    title: str
    codes: tuple[tuple[str, str], ...]


def open_codes(choices: Sequence[CodeChoice]) -> list[AttendanceCode]:
    """Return the codes that may be entered."""
    return [choice.code for choice in choices if choice.refusal is None]


def code_groups(choices: Sequence[CodeChoice]) -> tuple[CodeGroup, ...]:
    """Group the codes that may be entered."""
    grouped: dict[str, list[tuple[str, str]]] = {}
    for row in open_codes(choices):
        grouped.setdefault(row.group.value, []).append((row.code, row.title))
    return tuple(CodeGroup(title, tuple(rows)) for title, rows in grouped.items())
