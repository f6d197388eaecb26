"""Codes to choose from, in the groups of the regulation, and why not the others."""

from collections.abc import Iterable, Sequence
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
    return groups_of(open_codes(choices))


def groups_of(codes: Iterable[AttendanceCode]) -> tuple[CodeGroup, ...]:
    """Group codes as the tables of the regulation do."""
    grouped: dict[str, list[tuple[str, str]]] = {}
    for row in codes:
        grouped.setdefault(row.group.value, []).append((row.code, row.title))
    return tuple(CodeGroup(title, tuple(rows)) for title, rows in grouped.items())


def refused_codes(choices: Sequence[CodeChoice]) -> tuple[tuple[str, str], ...]:
    """Return the codes that may not be entered, each with the sentence why."""
    return tuple(
        (choice.code.code, choice.refusal.sentence)
        for choice in choices
        if choice.refusal is not None
    )
