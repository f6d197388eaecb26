"""Who is due for which letter, as an app above says it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A pupil who is due for a letter by somebody's rule, with the facts it needs.

    `cause` is the same as long as the reason is the same: it is what keeps the letter
    from being sent twice. `asks` names the facts that only a person can add: such a line
    is filled in and not ticked.
    """

    kind: str
    pupil: int
    cause: str
    reason: str
    facts: Mapping[str, object] = field(default_factory=dict)
    asks: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Return what names this line in a form."""
        return f"{self.kind}|{self.pupil}|{self.cause}"


def without_written(
    due: Iterable[Due], written: frozenset[tuple[str, int, str]]
) -> list[Due]:
    """Leave out what was asked for already, and what two sources say twice."""
    seen = set(written)
    left = []
    for row in due:
        known = (row.kind, row.pupil, row.cause)
        if known not in seen:
            seen.add(known)
            left.append(row)
    return left
