"""What a question to a body is made of; the questions themselves stand beside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

Value = Any
"""A JSON value; `schools.rules.answers` says whether it fits its question."""

Warn = Callable[[Value], str | None]


class Kind(Enum):
    """What an answer is made of, and so which field asks for it."""

    INTEGER = "integer"
    TIME = "time"
    YES_NO = "yes or no"
    CHOICE = "choice"
    ROLES = "roles"
    CODES = "codes"
    BANDS = "bands"


class Layer(Enum):
    """Whose word stands behind the limits of a question."""

    LAW = "law"
    GUIDANCE = "statutory guidance"
    LOCAL = "local policy"


def nothing_to_warn(_value: Value) -> str | None:
    """Warn of nothing."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing to choose. `least` and `most` are refused beyond; `warn` only warns."""

    key: str
    label: str
    kind: Kind
    layer: Layer
    guidance: str
    source: str
    unit: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    least: int | None = None
    most: int | None = None
    warn: Warn = nothing_to_warn


def warn_over(limit: int, sentence: str) -> Warn:
    """Warn of a number above a limit."""
    return lambda value: sentence if value > limit else None


def warn_under(limit: int, sentence: str) -> Warn:
    """Warn of a number below a limit."""
    return lambda value: sentence if value < limit else None
