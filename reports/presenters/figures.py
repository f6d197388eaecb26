"""A page of figures: headline, comparison, groups, bands, codes, weekdays and weeks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from core.words import count as count_of
from reports.presenters.figures_parts import (
    by_code,
    by_week,
    by_weekday,
    groups,
    in_bands,
)
from reports.presenters.figures_rows import (
    MEASURES,
    NOTHING,
    Figure,
    Row,
    figures_of,
    percent,
)
from reports.rules.benchmarks import Benchmark, benchmarks_for
from reports.rules.selection import Selection
from reports.selectors.figures_people import People
from schools.models import Body
from schools.rules.bands import Band
from schools.rules.sessions import academic_year_of
from schools.selectors.calendar import calendar_of


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """Everything that a page of figures prints."""

    name: str
    days: str
    counted: str
    headline: tuple[tuple[str, str, str], ...]
    comparison: tuple[Row, ...]
    sources: tuple[str, ...]
    groups: tuple[tuple[str, str, tuple[Row, ...]], ...]
    bands: tuple[Row, ...]
    codes: tuple[Row, ...]
    weekdays: tuple[Row, ...]
    weeks: tuple[Row, ...]
    is_empty: bool


def figures_page(
    people: People, bands: tuple[Band, ...], today: dt.date
) -> FiguresPage:
    """Compose the page of a school, a year group or a class."""
    school, selection, sums = people.school, people.selection, people.sums
    own = figures_of(school, selection, sums, people.name)
    benchmarks = _benchmarks(school, selection)
    return FiguresPage(
        name=people.name,
        days=selection.span.words,
        counted=counted(people, today),
        headline=tuple(
            (figure.text, label, figure.href)
            for figure, (_, label) in zip(own, MEASURES, strict=True)
        ),
        comparison=(
            Row(people.name, own, detail=selection.span.words),
            _last_year(people),
            *(_benchmark_row(row) for row in benchmarks),
        ),
        sources=_sources(benchmarks),
        groups=groups(people),
        bands=in_bands(people, bands),
        codes=by_code(people),
        weekdays=by_weekday(people),
        weeks=by_week(people),
        is_empty=sums.totals.possible == 0,
    )


def counted(people: People, today: dt.date) -> str:
    """Say which pupils count, and how many sessions nobody marked."""
    selection = people.selection
    pupils = count_of(people.sums.pupils, "pupil")
    if selection.of == "school" and not selection.flag:
        who = f"{pupils} with a possible session, leavers included"
    elif selection.of == "pupil":
        who = f"The sessions of {people.name} alone"
    else:
        who = f"{pupils} who were in {people.name} on the last day of the period"
    unmarked = people.unmarked(today)
    left = (
        f"; {count_of(unmarked, 'session')} without a mark left out" if unmarked else ""
    )
    return f"{who}{left}."


def _last_year(people: People) -> Row:
    span = people.selection.span.last_year
    selection = people.selection.during(span)
    if people.selection.of == "group":
        return Row(
            "A year before",
            tuple(Figure(NOTHING) for _ in MEASURES),
            detail="classes are not the same from year to year",
        )
    figures = figures_of(people.school, selection, people.last_year, "the year before")
    return Row("The same weeks a year before", figures, detail=span.words)


def _benchmarks(school: Body, selection: Selection) -> tuple[Benchmark, ...]:
    calendar = calendar_of(school)
    first, last = selection.span.first, selection.span.last
    term = calendar.term_of(last)
    is_of_term = term is not None and first >= term.period.starts_on
    return benchmarks_for(
        school.phase,
        term=term.name if is_of_term and term else "",
        year=academic_year_of(last),
    )


def _benchmark_row(row: Benchmark) -> Row:
    sessions = f"of {row.possible:,} sessions"

    def rate(part: int) -> Figure:
        return Figure(percent(part, row.possible), note=sessions)

    def share(value: Decimal | None) -> Figure:
        return Figure(NOTHING if value is None else f"{value}%")

    return Row(
        row.words,
        (
            rate(row.possible - row.absent),
            rate(row.absent),
            rate(row.authorised),
            rate(row.unauthorised),
            Figure(NOTHING),
            share(row.persistent_share()),
            share(row.severe_share()),
        ),
        detail=row.source,
    )


def _sources(benchmarks: tuple[Benchmark, ...]) -> tuple[str, ...]:
    if len({row.series for row in benchmarks}) < 2:  # noqa: PLR2004 - one of each
        return ()
    return (
        "Census and daily data differ in method: the census counts whole terms from"
        " every school, daily data what schools share each day.",
    )
