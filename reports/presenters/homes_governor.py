"""What a governor sees: whole-school figures of complete periods, no pupil named."""

from __future__ import annotations

from dataclasses import dataclass

from reports.presenters.figures import FiguresPage, figures_page
from reports.rules.selection import Selection
from reports.rules.spans import Span, span_of
from reports.selectors.figures_people import People
from reports.selectors.homes import Today


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of one complete period, under its name."""

    title: str
    page: FiguresPage


def reports(today: Today) -> tuple[Report, ...]:
    """Return the last complete half term and the last complete term."""
    return tuple(
        Report(span.label, _page(today, span))
        for key in ("last-half-term", "last-term")
        if (span := _span(today, key))
    )


def _span(today: Today, key: str) -> Span | None:
    try:
        return span_of(key, today.calendar, today.on)
    except LookupError:
        return None


def _page(today: Today, span: Span) -> FiguresPage:
    people = People(today.school, Selection(span))
    return figures_page(people, today.policy.bands, today.on)
