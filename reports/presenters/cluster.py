"""The weekly review of somebody who leads on attendance at several schools."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from reports.presenters.homes import Panel
from reports.presenters.homes_officer import falling_panel, n_panel, threshold_panel
from reports.selectors.homes import Today

MOST_ROWS = 8
_PANELS = (n_panel, falling_panel, threshold_panel)


@dataclass(frozen=True, slots=True)
class SchoolReview:
    """One school: how many are on each list, and the first of each."""

    name: str
    href: str
    counts: tuple[tuple[str, str, str], ...]
    panels: tuple[Panel, ...]


def review(today: Today) -> SchoolReview:
    """Return what of a school is looked at together each week."""
    href = reverse("school-home", kwargs={"school": today.school.slug})
    panels = [build(today) for build in _PANELS]
    return SchoolReview(
        name=today.school.name,
        href=href,
        counts=tuple(
            (
                str(panel.total),
                panel.title.lower(),
                f"{href}?all={panel.key}#{panel.key}",
            )
            for panel in panels
        ),
        panels=tuple(panel.shortened(whole=False, most=MOST_ROWS) for panel in panels),
    )
