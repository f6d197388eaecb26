"""What may go and what went, as the page prints it."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.words import count, long_day, moment
from register.models import Disposal, Hold
from schools.rules.sessions import academic_year_words


@dataclass(frozen=True)
class Look:
    """One look: what would go by school year, or what went."""

    number: int
    before: str
    shown: str
    years: tuple[tuple[str, str, str], ...]
    total: str
    held: str
    state: str
    colour: str
    by: str
    removed: str
    is_open: bool


@dataclass(frozen=True)
class Held:
    """A pupil whose entries an open case keeps."""

    name: str
    case: str
    reason: str
    since: str
    by: str


def look(row: Disposal, *, is_latest: bool) -> Look:
    """Print one look; only the latest one can still be approved."""
    years = row.counts["years"]
    marks = sum(number for _, number, _ in years)
    held = row.counts["held"]
    removed = row.counts.get("removed")
    state, colour = _state(row, marks, is_latest=is_latest)
    return Look(
        number=row.pk,
        before=long_day(row.before),
        shown=moment(row.shown_at),
        years=tuple(
            (academic_year_words(year), f"{number:,}", f"{pupils:,}")
            for year, number, pupils in years
        ),
        total=count(marks, "entry", "entries"),
        held=f"{count(held['pupils'], 'pupil')}, "
        f"{count(held['marks'], 'entry', 'entries')}"
        if held["pupils"]
        else "",
        state=state,
        colour=colour,
        by=f"{row.approved_by}, {moment(row.approved_at)}"
        if row.approved_by and row.approved_at
        else "",
        removed=_removed(removed) if removed else "",
        is_open=bool(is_latest and marks and row.approved_at is None),
    )


def held_line(row: Hold) -> Held:
    """Print one hold."""
    return Held(
        name=row.enrolment.pupil.sort_name,
        case=row.case,
        reason=row.reason,
        since=moment(row.placed_at),
        by=str(row.placed_by),
    )


def looks(rows: Sequence[Disposal]) -> tuple[Look, ...]:
    """Print every look, the latest first."""
    return tuple(look(row, is_latest=place == 0) for place, row in enumerate(rows))


def _state(row: Disposal, marks: int, *, is_latest: bool) -> tuple[str, str]:
    if row.done_at:
        return "removed", "grey"
    if row.approved_at:
        return "approved, goes within minutes", "blue"
    if not marks:
        return "nothing was old enough", "green"
    return ("waits for approval", "yellow") if is_latest else ("superseded", "grey")


def _removed(gone: dict[str, int]) -> str:
    parts = (
        count(gone["marks"], "entry", "entries"),
        f"{count(gone['changes'], 'amended entry', 'amended entries')} before them",
        f"of {count(gone['pupils'], 'pupil')}",
        count(gone["registers"], "register"),
    )
    return ", ".join(parts)
