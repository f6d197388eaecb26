"""What a page of figures may be narrowed to: days and a flag."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from reports.rules.spans import NAMES
from reports.selectors.figures_people import People


@dataclass(frozen=True, slots=True)
class Choices:
    """The links and fields above a page of figures."""

    path: str
    spans: tuple[tuple[str, str, bool], ...]
    flags: tuple[tuple[str, str], ...]
    flag: str
    first: str
    last: str
    latest: str
    hidden: tuple[tuple[str, str], ...]
    chart: str
    pupils: str
    back: tuple[str, str] | None


def choices_of(
    people: People,
    *,
    path: str,
    flags: tuple[tuple[str, str], ...],
    today: dt.date,
    names_pupils: bool,
) -> Choices:
    """Return the choices of a page, each an address of its own."""
    selection = people.selection
    school = people.school.slug
    hidden = (
        ()
        if selection.of == "school"
        else (("of", selection.of), ("id", str(selection.number)))
    )
    in_path = "/figures/year/" in path or "/figures/class/" in path
    kept = "" if in_path else "".join(f"&{name}={value}" for name, value in hidden)
    flag = f"&flag={selection.flag}" if selection.flag else ""
    return Choices(
        path=path,
        spans=tuple(
            (words, f"{path}?period={key}{kept}{flag}", key == selection.span.key)
            for key, words in NAMES.items()
            if key not in {"custom", "today"}
        ),
        flags=flags,
        flag=selection.flag,
        first=selection.span.first.isoformat(),
        last=selection.span.last.isoformat(),
        latest=today.isoformat(),
        hidden=() if in_path else hidden,
        chart=f"?{selection.query()}",
        pupils=(
            f"{reverse('figures-pupils', kwargs={'school': school})}?{selection.query()}"
            if names_pupils
            else ""
        ),
        back=None
        if selection.of == "school"
        else (
            "The whole school",
            f"{reverse('figures', kwargs={'school': school})}"
            f"?{selection.about('school', None).query()}",
        ),
    )
