"""Draws figures as SVG: the same picture on the page and on paper.

Black and white legible: two lines differ by dashes and by the shape of their dots, and
a table with the same numbers stands beside every picture.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pygal
from pygal.etree import etree
from pygal.style import Style

from register.rules.counting import percentage
from reports.presenters.figures_parts import weeks_of
from reports.presenters.figures_rows import WEEKDAYS
from reports.selectors.figures_people import People

_INK, _LINE, _SECOND = "#0b0c0c", "#164f82", "#6e4a00"
_STYLE = Style(
    background="white",
    plot_background="white",
    foreground=_INK,
    foreground_strong=_INK,
    foreground_subtle="#cdd5db",
    opacity="1",
    colors=(_LINE, _SECOND),
    font_family="arial, sans-serif",
    label_font_size=15,
    major_label_font_size=15,
    legend_font_size=15,
    value_font_size=14,
    guide_stroke_color="#cdd5db",
    major_guide_stroke_color="#cdd5db",
    guide_stroke_dasharray="0",
    major_guide_stroke_dasharray="0",
)
_SVG = "{http://www.w3.org/2000/svg}"


def _weeks(people: People) -> bytes:
    """Draw attendance by week, with the same weeks of the year before."""
    now = weeks_of(people.sums)
    then = {} if people.selection.of == "group" else weeks_of(people.last_year)
    mondays = sorted(now)
    chart = _chart(pygal.Line, dots_size=4, show_legend=bool(then))
    step = max(1, len(mondays) // 9)
    chart.x_labels = [
        f"{monday.day} {monday:%b}" if index % step == 0 else ""
        for index, monday in enumerate(mondays)
    ]
    chart.add("This period", [_share(now[monday]) for monday in mondays])
    if then:
        year = dt.timedelta(weeks=52)
        chart.add(
            "A year before",
            [_share(then.get(monday - year, (0, 0))) for monday in mondays],
            stroke_style={"dasharray": "7, 5"},
        )
    return _drawn(chart, f"Attendance of {people.name} by week", people)


def _weekdays(people: People) -> bytes:
    """Draw attendance by day of the week."""
    found: dict[int, tuple[int, int]] = {}
    for day, here, all_ in people.sums.days:
        before = found.get(day.weekday(), (0, 0))
        found[day.weekday()] = (before[0] + here, before[1] + all_)
    chart = _chart(pygal.Bar, print_values=True, print_values_position="top")
    chart.x_labels = [WEEKDAYS[weekday][:3] for weekday in sorted(found)]
    chart.add("Attendance", [_share(found[weekday]) for weekday in sorted(found)])
    return _drawn(chart, f"Attendance of {people.name} by day of the week", people)


CHARTS: dict[str, Callable[[People], bytes]] = {"weeks": _weeks, "weekdays": _weekdays}


def _share(parts: tuple[int, int]) -> float | None:
    share = percentage(*parts)
    return None if share is None else float(share)


def _chart(kind: type, **options: object) -> pygal.graph.graph.Graph:
    return kind(
        style=_STYLE,
        js=[],
        width=760,
        height=260,
        margin=8,
        margin_right=28,
        spacing=6,
        legend_at_bottom=True,
        legend_box_size=12,
        truncate_legend=-1,
        show_x_guides=False,
        formatter=lambda value: "" if value is None else f"{value:.1f}%",
        value_formatter=lambda value: f"{value:g}%",
        **{"show_legend": False, **options},
    )


def _drawn(chart: pygal.graph.graph.Graph, title: str, people: People) -> bytes:
    """Return the picture with its title and description, and nothing that runs."""
    chart.no_data_text = "No marks yet"
    root = chart.render_tree()
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in {f"{_SVG}script", "script"} or not isinstance(
                child.tag, str
            ):
                parent.remove(child)
    words = f"{title}, {people.selection.span.words}"
    for old in [child for child in root if _is(child, "title") or _is(child, "desc")]:
        root.remove(old)
    for index, (tag, text) in enumerate(
        (
            ("title", words),
            ("desc", "The table beside the picture has the same numbers."),
        )
    ):
        element = root.makeelement(tag, {})
        element.text = text
        root.insert(index, element)
    root.set("role", "img")
    return bytes(etree.tostring(root, encoding="utf-8"))


def _is(element: Any, tag: str) -> bool:
    return element.tag in {tag, f"{_SVG}{tag}"}
