"""Panels of a head: the school now, attendance so far, settings, who looked."""

from __future__ import annotations

from collections import Counter

from django.urls import reverse

from reports.presenters.figures_rows import Figure, figures_of
from reports.presenters.homes import Cell, Panel, number
from reports.presenters.homes_registers import no_school
from reports.rules.selection import Selection
from reports.rules.spans import NAMES, span_of
from reports.rules.whereabouts import Whereabouts
from reports.selectors.figures import sums_of_schools
from reports.selectors.figures_people import year_words
from reports.selectors.homes import Today
from reports.selectors.homes_lists import settings_outside_guidance
from schools.states import Act

# Persistent absence over a few sessions says nothing.
_TOO_SHORT = frozenset({"today", "week"})
_ORDER = (
    Whereabouts.IN,
    Whereabouts.ELSEWHERE,
    Whereabouts.OUT,
    Whereabouts.UNACCOUNTED,
    Whereabouts.NOT_YET,
)


def school_now(today: Today) -> Panel:
    """Return who is in, out and unaccounted for, by year group."""
    by_year: dict[int, Counter[Whereabouts]] = {}
    for pk, pupil in today.roll.items():
        by_year.setdefault(pupil.year_group, Counter())[today.whereabouts[pk]] += 1
    whole: Counter[Whereabouts] = sum(by_year.values(), Counter())
    href = reverse("school-now", kwargs={"school": today.school.slug})
    rows = [
        _year_row(year_words(year), counted, f"{href}?year={year}&")
        for year, counted in sorted(by_year.items())
    ]
    return Panel(
        key="now",
        title="School now",
        noun="pupil",
        columns=(
            "Year",
            *((where.value.capitalize(), "number") for where in _ORDER),
            ("On roll", "number"),
        ),
        rows=(*rows, _year_row("Whole school", whole, f"{href}?"))
        if today.slots
        else (),
        why="By the latest register of each pupil; who left since is not in it.",
        empty=no_school(today),
        wide=True,
        total_words=f"{len(today.roll):,} on roll",
    )


def _year_row(name: str, counted: Counter[Whereabouts], href: str) -> tuple[Cell, ...]:
    return (
        Cell(name),
        *(
            Cell(
                f"{counted[where]:,}",
                f"{href}where={where.name.lower()}",
                "count",
                of=f"{where.value}, {name}: names",
            )
            if counted[where]
            else number("–")
            for where in _ORDER
        ),
        number(f"{counted.total():,}"),
    )


def attendance(today: Today) -> Panel:
    """Return the school's figures of today, this week, term and year."""
    rows = []
    for key in ("today", "week", "term", "year"):
        try:
            span = span_of(key, today.calendar, today.on)
        except LookupError:
            continue
        sums = sums_of_schools([today.school], span.period)
        figures = figures_of(today.school, Selection(span), sums, NAMES[key].lower())
        cells = [figure_cell(figure) for figure in figures]
        if key in _TOO_SHORT:
            cells[-2:] = [number("–"), number("–")]
        rows.append((Cell(NAMES[key], detail=span.words), *cells))
    return Panel(
        key="attendance",
        title="Attendance",
        noun="period",
        columns=(
            "Period",
            *(
                (words, "number")
                for words in (
                    "Attendance",
                    "Absence",
                    "Authorised",
                    "Unauthorised",
                    "Late",
                    "Persistent",
                    "Severe",
                )
            ),
        ),
        rows=tuple(rows),
        why="Every figure opens to its working; persistent absence needs a term.",
        empty="No marks yet.",
        more_words="All figures",
        more_href=reverse("figures", kwargs={"school": today.school.slug}),
        wide=True,
        total_words=" ",
    )


def figure_cell(figure: Figure) -> Cell:
    """Return a figure that opens to its working."""
    return Cell(figure.text, figure.href, "figure", of=figure.of)


def outside_guidance(today: Today) -> Panel:
    """Return the settings and times that differ from guidance."""
    href = reverse("manage", kwargs={"school": today.school.slug})
    is_theirs = today.scope.may(Act.MANAGE_SCHOOL)
    rows = settings_outside_guidance(today.school, today.on)
    return Panel(
        key="guidance",
        title="Settings outside guidance",
        noun="setting",
        columns=("Setting", "What guidance says"),
        rows=tuple(
            (Cell(label, href, "link") if is_theirs else Cell(label), Cell(said))
            for label, said in rows
        ),
        why="A school may keep them; law and guidance are said where they are set.",
        empty="Every setting is within guidance.",
        more_words="The school's settings",
        more_href=href if is_theirs else "",
    )
