"""A figure as printed, with the address of its working, and the rows made of figures."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from register.rules.counting import percentage
from reports.rules.measures import SESSION_MEASURES
from reports.rules.selection import Selection
from reports.selectors.figures import Sums
from schools.models import Body

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
