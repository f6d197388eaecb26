"""A file as its page and its line in the list print it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from schools.models import Import

_WORDS = {
    Import.State.WAITING: ("Being read", "blue"),
    Import.State.PREVIEW: ("Preview: nothing is changed yet", "yellow"),
    Import.State.REFUSED: ("Refused: nothing was changed", "red"),
    Import.State.QUEUED: ("Being applied", "blue"),
    Import.State.APPLIED: ("Applied", "green"),
    Import.State.GIVEN_UP: ("Given up: nothing was changed", "grey"),
}
_ONE = {"lines": "line", "problems": "problem", "new classes": "new class"}
_OURS = {"samples", "problems", "notes", "lines"}


@dataclass(frozen=True)
class ImportPage:
    """What stands on the page of one file."""

    file: Import
    state: str
    colour: str
    is_working: bool
    may_apply: bool
    may_change: bool
    done: int
    total: int
    # Number, words, address and level, as the component takes them.
    stats: tuple[tuple[int, str, str, str], ...]
    samples: tuple[tuple[int, str], ...]
    problems: tuple[dict[str, Any], ...]
    notes: tuple[dict[str, Any], ...]
    more_problems: int


def import_page(file: Import, progress: tuple[int, int] = (0, 0)) -> ImportPage:
    """Return what is printed of a file."""
    state = Import.State(file.state)
    words, colour = _WORDS[state]
    if state is Import.State.WAITING and not file.columns:
        words = "Waits: which column holds what?"
    problems = tuple(p for p in file.problems if p["stops"])
    return ImportPage(
        file=file,
        state=words,
        colour=colour,
        is_working=state in (Import.State.WAITING, Import.State.QUEUED),
        may_apply=state is Import.State.PREVIEW and _does_anything(file.counts),
        may_change=state in (Import.State.PREVIEW, Import.State.REFUSED),
        done=progress[0],
        total=progress[1],
        stats=_stats(file.counts),
        samples=tuple((line, words) for line, words in file.counts.get("samples", ())),
        problems=problems,
        notes=tuple(p for p in file.problems if not p["stops"]),
        more_problems=max(0, file.counts.get("problems", 0) - len(problems)),
    )


def _stats(counts: dict[str, Any]) -> tuple[tuple[int, str, str, str], ...]:
    shown = [("lines", counts.get("lines", 0), "")]
    shown += [
        (what, number, "") for what, number in counts.items() if what not in _OURS
    ]
    if counts.get("problems"):
        shown.append(("problems", counts["problems"], "critical"))
    return tuple(
        (number, _ONE.get(what, what) if number == 1 else what, "", level)
        for what, number, level in shown
    )


def _does_anything(counts: dict[str, Any]) -> bool:
    return any(counts.get(what) for what in ("new", "changed"))
