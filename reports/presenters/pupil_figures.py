"""A pupil's figures of a year as a page prints them, each with the sum behind it."""

from dataclasses import dataclass

from core.words import count
from register.codes import UNMARKED, by_letter
from register.codes.kinds import kind_of
from register.rules.counting import Counts
from register.rules.thresholds import (
    SEVERE_PERCENT,
    is_persistently_absent,
    is_severely_absent,
    persistent_percent,
    sessions_to_go,
)
from reports.selectors.pupil_year import PupilYear
from schools.rules.bands import Band, band_of

NO_FIGURE = "none yet"


@dataclass(frozen=True, slots=True)
class YearFigures:
    """The figures of a year, each as printed, with the sum that it comes from."""

    attendance: str
    working: str
    left_out: str
    band: Band | None
    standing: str
    standing_level: str
    to_go: tuple[str, ...]
    lates: str
    by_code: tuple[tuple[str, str, str, int], ...]


def figures(year: PupilYear, bands: tuple[Band, ...]) -> YearFigures:
    """Say a year's figures with their working, and how far each threshold is."""
    counts = year.counts
    percent = persistent_percent(year.academic_year)
    standing, level = _standing(counts, percent)
    return YearFigures(
        attendance=_percent(counts),
        working=_working(counts),
        left_out=_left_out(counts),
        band=band_of(counts.attended, counts.possible, bands),
        standing=standing,
        standing_level=level,
        to_go=_to_go(counts, year.left, percent),
        lates=_lates(counts, year.minutes_late),
        by_code=_by_code(counts),
    )


def _percent(counts: Counts) -> str:
    attendance = counts.attendance()
    return NO_FIGURE if attendance is None else f"{attendance}%"


def _working(counts: Counts) -> str:
    if not counts.possible:
        return "No session was possible yet."
    return (
        f"{counts.attended} of {counts.possible} possible sessions attended;"
        f" {counts.absent} missed: {counts.authorised} authorised,"
        f" {counts.unauthorised} unauthorised."
    )


def _left_out(counts: Counts) -> str:
    parts = [f"{number} {code}" for code, number in counts.left_out.items()]
    if counts.unmarked:
        parts.append(f"{counts.unmarked} not marked")
    return f"Left out of the sum: {', '.join(parts)}." if parts else ""


def _standing(counts: Counts, percent: int) -> tuple[str, str]:
    missed, possible = counts.absent, counts.possible
    if is_severely_absent(missed, possible):
        return "Severely absent", "critical"
    if is_persistently_absent(missed, possible, percent=percent):
        return "Persistently absent", "serious"
    return "Not persistently absent", "none"


def _to_go(counts: Counts, left: int, percent: int) -> tuple[str, ...]:
    if not counts.possible or not left:
        return ()
    lines = [_threshold(counts, left, percent, "persistent absence")]
    if is_persistently_absent(counts.absent, counts.possible, percent=percent):
        lines.append(_threshold(counts, left, SEVERE_PERCENT, "severe absence"))
    lines.append(f"{count(left, 'session')} left this year.")
    return tuple(lines)


def _threshold(counts: Counts, left: int, percent: int, name: str) -> str:
    go = sessions_to_go(counts.absent, counts.possible, left, percent=percent)
    edge = f"{name} ({percent}% missed)"
    if go.missed_in_a_row == 0:
        if go.attended_in_a_row is None:
            return f"In {edge}; out of reach of leaving it this year."
        more = count(go.attended_in_a_row, "session")
        return f"In {edge}; {more} attended without a break leave it."
    if go.missed_in_a_row is None:
        return f"{edge[0].upper()}{edge[1:]} is out of reach this year."
    return f"{count(go.missed_in_a_row, 'session')} missed in a row reach {edge}."


def _lates(counts: Counts, minutes: int) -> str:
    if not counts.late:
        return "Never late"
    lost = f", {count(minutes, 'minute')} in all" if minutes else ""
    return f"{counts.late_before} L, {counts.late_after} U{lost}"


def _by_code(counts: Counts) -> tuple[tuple[str, str, str, int], ...]:
    """Return code, kind, title and number of every code used, the commonest first."""
    rows = [
        (by_letter(letter), number)
        for letter, number in counts.by_letter.items()
        if letter != UNMARKED
    ]
    rows.sort(key=lambda row: -row[1])
    return tuple((c.code, kind_of(c), c.title, number) for c, number in rows)
