"""A page of figures: headline, comparison, groups, bands, codes, weekdays and weeks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from django.urls import reverse

from core.words import count as count_of
from register.codes import UNMARKED, by_letter
from register.rules.counting import percentage
from reports.presenters.figures_marks import band_level
from reports.rules.benchmarks import Benchmark, benchmarks_for
from reports.rules.measures import SESSION_MEASURES
from reports.rules.names import natural
from reports.rules.selection import Selection
from reports.rules.spans import custom
from reports.selectors.figures import Sums
from reports.selectors.figures_people import People, year_words
from schools.models import Body
from schools.rules.bands import Band
from schools.rules.sessions import academic_year_of
from schools.selectors.calendar import calendar_of

NOTHING = "–"
WEEKDAYS = (
    *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
    *("Saturday", "Sunday"),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as printed, the page that shows its working, and the exact parts."""

    text: str
    href: str = ""
    note: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table of figures."""

    name: str
    figures: tuple[Figure, ...]
    href: str = ""
    detail: str = ""
    level: str = ""


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


MEASURES = (
    *((measure.key, measure.label) for measure in SESSION_MEASURES),
    ("persistent", "Persistently absent"),
    ("severe", "Severely absent"),
)


def percent(part: int, whole: int) -> str:
    """Print a share as one decimal, or a dash for nothing of nothing."""
    share = percentage(part, whole)
    return NOTHING if share is None else f"{share}%"


def working_href(school: Body, selection: Selection, measure: str) -> str:
    """Return the page that shows a figure's working."""
    address = reverse("figure-working", kwargs={"school": school.slug})
    return f"{address}?{selection.query(measure=measure)}"


def figures_of(
    school: Body, selection: Selection, sums: Sums, of: str
) -> tuple[Figure, ...]:
    """Return the seven headline figures of some people over some days."""
    counts = sums.totals
    rates = tuple(
        Figure(
            percent(measure.of(counts), counts.possible)
            if measure.key != "late"
            else f"{counts.late:,}",
            working_href(school, selection, measure.key),
            f"{measure.of(counts):,} of {counts.possible:,}",
            f"{measure.label.lower()} of {of}",
        )
        for measure in SESSION_MEASURES
    )
    shares = tuple(
        Figure(
            percent(n, sums.pupils),
            working_href(school, selection, key),
            f"{n:,} of {sums.pupils:,}",
            f"{key}ly absent pupils of {of}",
        )
        for key, n in (
            ("persistent", int(sums.persistent.sum())),
            ("severe", int(sums.severe.sum())),
        )
    )
    return rates + shares


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
        groups=_groups(people),
        bands=_bands(people, bands),
        codes=_codes(people),
        weekdays=_weekdays(people),
        weeks=_weeks(people),
        is_empty=sums.totals.possible == 0,
    )


def counted(people: People, today: dt.date) -> str:
    """Say which pupils count, and how many sessions nobody marked."""
    selection = people.selection
    pupils = count_of(people.sums.pupils, "pupil")
    if selection.of == "school" and not selection.flag:
        who = f"{pupils} with a possible session, leavers included"
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


def _groups(people: People) -> tuple[tuple[str, str, tuple[Row, ...]], ...]:
    of = people.selection.of
    parts: list[tuple[str, str, tuple[Row, ...]]] = []
    if of == "school":
        parts.append(("Year groups", "year", _parts(people, "year")))
    if of in {"school", "year"}:
        parts.append(("Classes", "class", _parts(people, "group")))
    return tuple(part for part in parts if part[2])


def _parts(people: People, kind: str) -> tuple[Row, ...]:
    members: dict[int, list[int]] = {}
    names: dict[int, str] = {}
    ids = set(people.sums.ids.tolist())
    for pk, pupil in people.roll.items():
        number = pupil.year_group if kind == "year" else pupil.group_id
        if number is None or pk not in ids:
            continue
        members.setdefault(number, []).append(pk)
        names[number] = year_words(number) if kind == "year" else pupil.group or ""
    order = (
        sorted(members)
        if kind == "year"
        else sorted(members, key=lambda n: natural(names[n]))
    )
    return tuple(
        _part(
            people, people.selection.about(kind, number), names[number], members[number]
        )
        for number in order
    )


def _part(people: People, selection: Selection, name: str, members: list[int]) -> Row:
    sums = people.sums
    where = np.array(
        [at for pk in members if (at := sums.at(pk)) is not None], dtype=np.int64
    )
    possible = int(sums.possible[where].sum())
    attended = int(sums.attended[where].sum())
    authorised = int(sums.authorised[where].sum())
    unauthorised = int(sums.unauthorised[where].sum())
    pupils = int(sums.has_sessions[where].sum())
    whole = {
        "attendance": (attended, possible),
        "absence": (possible - attended, possible),
        "authorised": (authorised, possible),
        "unauthorised": (unauthorised, possible),
        "late": (int(sums.late[where].sum()), 0),
        "persistent": (int(sums.persistent[where].sum()), pupils),
        "severe": (int(sums.severe[where].sum()), pupils),
    }
    school = people.school
    return Row(
        name,
        tuple(
            Figure(
                f"{part:,}" if key == "late" else percent(part, of),
                working_href(school, selection, key),
                of=f"{label.lower()} of {name}",
                note="" if key not in {"persistent", "severe"} else f"{part}",
            )
            for key, label in MEASURES
            for part, of in [whole[key]]
        ),
        href=group_href(school, selection),
        detail=str(pupils),
    )


def group_href(school: Body, selection: Selection) -> str:
    """Return the page of figures of a year group or a class."""
    kind = {"year": "year", "group": "class"}[selection.of]
    address = reverse(
        "figures-group",
        kwargs={"school": school.slug, "kind": kind, "number": selection.number},
    )
    query = selection.about("school", None).query()
    return f"{address}?{query}"


def _bands(people: People, bands: tuple[Band, ...]) -> tuple[Row, ...]:
    sums = people.sums
    return tuple(
        Row(
            band.name,
            (
                Figure(
                    f"{int(inside.sum()):,}",
                    working_href(people.school, people.selection, f"band-{index}"),
                    of=f"pupils in {band.name}",
                ),
                Figure(percent(int(inside.sum()), sums.pupils)),
            ),
            detail=band.words,
            level=band_level(band.colour),
        )
        for index, (band, inside) in enumerate(
            zip(bands, sums.in_bands(bands), strict=True)
        )
    )


def _codes(people: People) -> tuple[Row, ...]:
    counts = people.sums.totals
    marks = sum(n for letter, n in counts.by_letter.items() if letter != UNMARKED)
    rows = [
        (by_letter(letter), n)
        for letter, n in counts.by_letter.items()
        if letter != UNMARKED
    ]
    return tuple(
        Row(
            code.code,
            (
                Figure(
                    f"{n:,}",
                    working_href(
                        people.school, people.selection, f"code-{code.letter}"
                    ),
                    of=f"marks {code.code}",
                ),
                Figure(percent(n, marks)),
            ),
            detail=f"{code.title} · {code.category.value}",
        )
        for code, n in sorted(rows, key=lambda row: -row[1])
    )


def _weekdays(people: People) -> tuple[Row, ...]:
    found: dict[int, list[int]] = {}
    for day, here, all_ in people.sums.days:
        before = found.setdefault(day.weekday(), [0, 0])
        before[0] += here
        before[1] += all_
    selection = people.selection
    return tuple(
        Row(
            WEEKDAYS[weekday],
            (
                Figure(
                    percent(here, all_),
                    f"{working_href(people.school, selection, 'attendance')}&weekday={weekday}",
                    of=f"attendance on {WEEKDAYS[weekday]}s",
                ),
                Figure(f"{all_ - here:,}"),
                Figure(f"{all_:,}"),
            ),
        )
        for weekday, (here, all_) in sorted(found.items())
    )


def _weeks(people: People) -> tuple[Row, ...]:
    span = people.selection.span
    rows: list[Row] = []
    for monday, (here, all_) in weeks_of(people.sums).items():
        first = max(monday, span.first)
        last = min(monday + dt.timedelta(days=6), span.last)
        selection = people.selection.during(custom(first, last))
        rows.append(
            Row(
                f"{monday.day} {monday:%b %Y}",
                (
                    Figure(
                        percent(here, all_),
                        working_href(people.school, selection, "attendance"),
                        of=f"attendance of the week of {monday.day} {monday:%B}",
                    ),
                    Figure(f"{all_ - here:,}"),
                    Figure(f"{all_:,}"),
                ),
            )
        )
    return tuple(rows)


def weeks_of(sums: Sums) -> dict[dt.date, tuple[int, int]]:
    """Return attended and possible of each week, by its Monday."""
    found: dict[dt.date, tuple[int, int]] = {}
    for day, here, all_ in sums.days:
        monday = day - dt.timedelta(days=day.weekday())
        before = found.get(monday, (0, 0))
        found[monday] = (before[0] + here, before[1] + all_)
    return found
