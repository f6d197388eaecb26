"""Parts of a page of figures: groups, bands, codes, days of the week and weeks."""

from __future__ import annotations

import datetime as dt

import numpy as np
from django.urls import reverse

from register.codes import UNMARKED, by_letter
from register.rules.names import as_counted
from reports.presenters.figures_marks import band_level
from reports.presenters.figures_rows import (
    MEASURES,
    WEEKDAYS,
    Figure,
    Row,
    percent,
    working_href,
)
from reports.rules.selection import Selection
from reports.rules.spans import custom
from reports.selectors.figures import Sums
from reports.selectors.figures_people import People, year_words
from schools.models import Body
from schools.rules.bands import Band


def groups(people: People) -> tuple[tuple[str, str, tuple[Row, ...]], ...]:
    """Return year groups and classes with the figures of each, where there are any."""
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
        else sorted(members, key=lambda n: as_counted(names[n]))
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


def in_bands(people: People, bands: tuple[Band, ...]) -> tuple[Row, ...]:
    """Return how many pupils stand in each band, best first."""
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


def by_code(people: People) -> tuple[Row, ...]:
    """Return the marks of each code, the commonest first."""
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


def by_weekday(people: People) -> tuple[Row, ...]:
    """Return attendance of each day of the week."""
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


def by_week(people: People) -> tuple[Row, ...]:
    """Return attendance of each week that has a session."""
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
