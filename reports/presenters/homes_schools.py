"""Schools side by side: for a trust with links into them, for an authority without."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from core.periods import Period
from reports.presenters.figures_rows import NOTHING, Figure, percent, working_href
from reports.rules.benchmarks import benchmarks_for
from reports.rules.selection import Selection
from reports.selectors.homes_authority import SchoolFigures
from reports.selectors.homes_trust import SchoolSums
from schools.models import Body
from schools.rules.sessions import academic_year_of, say_day, year_starts_on

FOUR_WEEKS = dt.timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """A school's line: its name, where it leads, and its figures by column."""

    name: str
    detail: str
    href: str
    cells: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Schools:
    """A table of schools, with what is needed first above it."""

    stats: tuple[tuple[str, str, str, str], ...]
    heads: tuple[tuple[str, tuple[str, ...]], ...]
    rows: tuple[SchoolRow, ...]
    total: SchoolRow | None
    notes: tuple[str, ...]


_WEEK = ("Attendance", "Unauthorised", "Late marks")
_TERM = (
    *("Attendance", "Absence", "Unauthorised", "Late marks"),
    *("Persistently absent", "Severely absent"),
)


def schools_of_trust(
    schools: Sequence[Body],
    week: dict[int, SchoolSums],
    term: dict[int, SchoolSums],
    missing: dict[int, tuple[int, int]],
    today: dt.date,
) -> Schools:
    """Compose a trust's table; each school opens as its head sees it."""
    rows = tuple(_trust_row(school, week, term, missing) for school in schools)
    late = sum(missing[school.pk][0] for school in schools)
    behind = sum(missing[school.pk][0] > 0 for school in schools)
    return Schools(
        stats=(
            (str(len(schools)), "schools", "", ""),
            (str(late), "registers missing", "", "serious" if late else ""),
            (str(behind), "schools with one missing", "", ""),
        ),
        heads=(
            ("Today", ("Registers missing",)),
            ("This week", _WEEK),
            ("This term", _TERM),
        ),
        rows=rows,
        total=None,
        notes=_notes(schools, term, today),
    )


def _trust_row(
    school: Body,
    week: dict[int, SchoolSums],
    term: dict[int, SchoolSums],
    missing: dict[int, tuple[int, int]],
) -> SchoolRow:
    lacking, of = missing[school.pk]
    board = reverse("board", kwargs={"school": school.slug})
    return SchoolRow(
        name=school.name,
        detail=school.get_phase_display(),
        href=reverse("school-home", kwargs={"school": school.slug}),
        cells=(
            Figure(
                f"{lacking} of {of}" if of else "none closed", board if lacking else ""
            ),
            *_cells(
                school, week.get(school.pk), ("attendance", "unauthorised", "late")
            ),
            *_cells(
                school,
                term.get(school.pk),
                (
                    "attendance",
                    "absence",
                    "unauthorised",
                    "late",
                    "persistent",
                    "severe",
                ),
            ),
        ),
    )


def _cells(
    school: Body, sums: SchoolSums | None, keys: tuple[str, ...]
) -> tuple[Figure, ...]:
    if sums is None or not sums.possible:
        return tuple(Figure(NOTHING) for _ in keys)
    whole = {
        "attendance": percent(sums.attended, sums.possible),
        "absence": percent(sums.possible - sums.attended, sums.possible),
        "unauthorised": percent(sums.unauthorised, sums.possible),
        "late": f"{sums.late:,}",
        "persistent": percent(sums.persistent, sums.pupils),
        "severe": percent(sums.severe, sums.pupils),
    }
    selection = Selection(sums.span)
    return tuple(
        Figure(
            whole[key],
            working_href(school, selection, key),
            of=f"{key} of {school.name}",
        )
        for key in keys
    )


def _notes(
    schools: Sequence[Body], term: dict[int, SchoolSums], today: dt.date
) -> tuple[str, ...]:
    spans = {sums.span.words for sums in term.values()}
    notes = [f"This term: {words}." for words in sorted(spans)]
    notes += national_notes({school.phase for school in schools}, today)
    return tuple(notes)


def national_notes(phases: set[str], today: dt.date) -> list[str]:
    """Say the national figures of the types of school in a table, each with its series."""
    year = academic_year_of(today)
    return [
        f"{row.words}: attendance {percent(row.possible - row.absent, row.possible)},"
        f" unauthorised {percent(row.unauthorised, row.possible)},"
        f" persistently absent {row.persistent_share()}%. {row.source}."
        for phase in sorted(phases)
        for row in benchmarks_for(phase, term="", year=year)[:1]
    ]


# An authority ---------------------------------------------------------------


def spans_of_authority(today: dt.date) -> dict[str, Period]:
    """Return the spans of an authority's table, each within one academic year."""
    year = year_starts_on(academic_year_of(today))
    return {
        "Last four weeks": Period.through(max(year, today - FOUR_WEEKS), today),
        "This year to date": Period.through(year, today),
    }


def schools_of_authority(
    found: dict[str, list[SchoolFigures]], spans: dict[str, Period], today: dt.date
) -> Schools:
    """Compose an authority's table: sums of schools, each beside its fraction."""
    by_school: dict[int, dict[str, SchoolFigures]] = {}
    for words, lines in found.items():
        for line in lines:
            by_school.setdefault(line.school_id, {})[words] = line
    latest = list(spans)[-1]
    pupils = sum(line.pupils for line in found[latest])
    rows = tuple(_authority_row(lines, tuple(spans)) for lines in by_school.values())
    phases = {line.phase for lines in found.values() for line in lines}
    return Schools(
        stats=(
            (str(len(rows)), "schools with marks", "", ""),
            (f"{pupils:,}", "pupils with a possible session this year", "", ""),
        ),
        heads=tuple((words, _TERM) for words in spans),
        rows=rows,
        total=None,
        notes=(
            *(
                f"{words}: {say_day(period.starts_on)} to {say_day(last)} {last.year}."
                for words, period in spans.items()
                if (last := period.last_day)
            ),
            "Sums of whole schools; no pupil's record is opened for them.",
            *national_notes(phases, today),
        ),
    )


def _authority_row(
    lines: dict[str, SchoolFigures], order: tuple[str, ...]
) -> SchoolRow:
    known = next(iter(lines.values()))
    return SchoolRow(
        name=known.name,
        detail=f"URN {known.urn}" if known.urn else "",
        href="",
        cells=tuple(
            cell for words in order for cell in _authority_cells(lines.get(words))
        ),
    )


def _authority_cells(line: SchoolFigures | None) -> tuple[Figure, ...]:
    if line is None or not line.possible:
        return tuple(Figure(NOTHING) for _ in _TERM)

    def share(part: int, whole: int) -> Figure:
        return Figure(percent(part, whole), note=f"{part:,} of {whole:,}")

    return (
        share(line.attended, line.possible),
        share(line.possible - line.attended, line.possible),
        share(line.unauthorised, line.possible),
        Figure(f"{line.late:,}"),
        share(line.persistent, line.pupils),
        share(line.severe, line.pupils),
    )
