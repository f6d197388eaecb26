"""The working of one figure: numerator, denominator, what is left out, and the method."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
from django.urls import reverse

from core.words import count as count_of
from register.codes import UNMARKED, by_letter
from register.rules.counting import Counts, percentage
from reports.presenters.figures import WEEKDAYS, counted, percent
from reports.rules.measures import BY_KEY, TIMES, PupilMeasure, SessionMeasure
from reports.selectors.figures import Chosen
from reports.selectors.figures_people import People
from schools.rules.bands import Band

_METHOD_OF_BANDS = (
    "Pupils whose own attendance, attended over possible sessions, reaches the band's"
    " floor and not the floor above. Fractions are compared exactly, never printed"
    " percentages."
)


@dataclass(frozen=True, slots=True)
class CodeLine:
    """How many marks of one code stand on which side of the fraction."""

    code: str
    words: str
    sessions: str
    numerator: bool
    denominator: bool


@dataclass(frozen=True, slots=True)
class PupilLine:
    """One of the pupils behind a count, with the comparison that put them there."""

    name: str
    href: str
    group: str
    figures: tuple[str, ...]
    working: str = ""


@dataclass(frozen=True, slots=True)
class Working:
    """A figure taken apart."""

    title: str
    name: str
    days: str
    value: str
    numerator: str
    numerator_words: str
    denominator: str
    denominator_words: str
    exact: str
    method: str
    counted: str
    unmarked: int
    inside: tuple[CodeLine, ...] = ()
    left_out: tuple[CodeLine, ...] = ()
    pupil_columns: tuple[str, ...] = ()
    pupils: tuple[PupilLine, ...] = ()
    comparison: str = ""


def working_of(
    people: People,
    key: str,
    *,
    bands: tuple[Band, ...],
    today: dt.date,
    names_pupils: bool,
) -> Working:
    """Take a figure apart, or raise `LookupError` where there is no such figure."""
    if key.startswith("band-"):
        return _of_band(people, key, bands, today, names_pupils=names_pupils)
    if key.startswith("code-"):
        return _of_code(
            people, key.removeprefix("code-"), today, names_pupils=names_pupils
        )
    measure = BY_KEY[key]
    if isinstance(measure, SessionMeasure):
        return _of_sessions(people, measure, today, names_pupils=names_pupils)
    return _of_pupils(people, measure, today, names_pupils=names_pupils)


def days_words(people: People) -> str:
    """Say which days a figure is about."""
    weekday = people.selection.weekday
    only = "" if weekday is None else f", {WEEKDAYS[weekday]}s only"
    return f"{people.selection.span.words}{only}"


def _of_sessions(
    people: People, measure: SessionMeasure, today: dt.date, *, names_pupils: bool
) -> Working:
    counts = people.sums.totals
    part, whole = measure.of(counts), counts.possible
    columns: tuple[str, ...] = ()
    pupils: tuple[PupilLine, ...] = ()
    if names_pupils and people.selection.of == "group":
        columns, pupils = _by_pupil(people)
    return Working(
        title=f"{measure.label} of {people.name}",
        name=people.name,
        days=days_words(people),
        value=percent(part, whole),
        numerator=f"{part:,}",
        numerator_words=measure.numerator,
        denominator=f"{whole:,}",
        denominator_words="possible sessions",
        exact=_exact(part, whole),
        method=measure.method,
        counted=counted(people, today),
        unmarked=people.unmarked(today),
        inside=_lines(counts, measure, possible=True),
        left_out=_lines(counts, measure, possible=False),
        pupil_columns=columns,
        pupils=pupils,
    )


def _lines(
    counts: Counts, measure: SessionMeasure, *, possible: bool
) -> tuple[CodeLine, ...]:
    rows = [
        (by_letter(letter), n)
        for letter, n in counts.by_letter.items()
        if letter != UNMARKED
    ]
    return tuple(
        CodeLine(
            code=code.code,
            words=f"{code.title} · {code.category.value}",
            sessions=f"{n:,}",
            numerator=possible and measure.holds(code),
            denominator=possible,
        )
        for code, n in sorted(
            rows, key=lambda row: (not measure.holds(row[0]), -row[1])
        )
        if code.counts_as_possible is possible
    )


def _of_pupils(
    people: People, measure: PupilMeasure, today: dt.date, *, names_pupils: bool
) -> Working:
    inside = people.sums.missed_at_least(measure.percent)
    return _of_chosen(
        people,
        inside,
        title=f"{measure.label} pupils of {people.name}",
        words=f"pupils for whom {measure.comparison}",
        method=measure.method,
        comparison=measure.comparison,
        today=today,
        names_pupils=names_pupils,
    )


def _of_band(
    people: People,
    key: str,
    bands: tuple[Band, ...],
    today: dt.date,
    *,
    names_pupils: bool,
) -> Working:
    number = key.removeprefix("band-")
    if not number.isdigit() or int(number) >= len(bands):
        raise KeyError(key)
    index = int(number)
    band = bands[index]
    return _of_chosen(
        people,
        people.sums.in_bands(bands)[index],
        title=f"{band.name}: pupils of {people.name}",
        words=f"pupils with attendance of {band.words}",
        method=_METHOD_OF_BANDS,
        comparison="",
        today=today,
        names_pupils=names_pupils,
    )


def _of_chosen(  # noqa: PLR0913 - what two measures have in common
    people: People,
    inside: Chosen,
    *,
    title: str,
    words: str,
    method: str,
    comparison: str,
    today: dt.date,
    names_pupils: bool,
) -> Working:
    part, whole = int(inside.sum()), people.sums.pupils
    without = len(people.sums.ids) - whole
    columns, pupils = _by_pupil(people, inside) if names_pupils else ((), ())
    left = (
        f" {count_of(without, 'pupil')} without a possible session left out."
        if without
        else ""
    )
    return Working(
        title=title,
        name=people.name,
        days=days_words(people),
        value=percent(part, whole),
        numerator=f"{part:,}",
        numerator_words=words,
        denominator=f"{whole:,}",
        denominator_words="pupils with a possible session",
        exact=_exact(part, whole),
        method=method + left,
        counted=counted(people, today),
        unmarked=people.unmarked(today),
        pupil_columns=columns,
        pupils=pupils,
        comparison=comparison,
    )


def _of_code(
    people: People, letter: str, today: dt.date, *, names_pupils: bool
) -> Working:
    code = by_letter(letter)
    counts = people.sums.totals
    part = counts.by_letter.get(letter, 0)
    marks = sum(n for key, n in counts.by_letter.items() if key != UNMARKED)
    pupils: tuple[PupilLine, ...] = ()
    if names_pupils:
        pupils = tuple(
            _line(people, pk, (f"{n:,}",))
            for pk, n in people.sums.with_letter(letter)
            if pk in people.known
        )
    return Working(
        title=f"Marks {code.code} of {people.name}",
        name=people.name,
        days=days_words(people),
        value=percent(part, marks),
        numerator=f"{part:,}",
        numerator_words=f"marks {code.code}: {code.title.lower()}",
        denominator=f"{marks:,}",
        denominator_words="marks of every code",
        exact=_exact(part, marks),
        method=f"Counts as {code.category.value}. {code.meaning} ({code.source}).",
        counted=counted(people, today),
        unmarked=people.unmarked(today),
        pupil_columns=("Marks",) if pupils else (),
        pupils=pupils,
    )


def _by_pupil(
    people: People, inside: Chosen | None = None
) -> tuple[tuple[str, ...], tuple[PupilLine, ...]]:
    sums = people.sums
    chosen = np.flatnonzero(sums.has_sessions if inside is None else inside)
    order = sorted(
        chosen.tolist(),
        key=lambda at: (sums.attended[at] / sums.possible[at], int(sums.ids[at])),
    )
    lines = tuple(
        _line(
            people,
            int(sums.ids[at]),
            (
                f"{int(sums.missed[at]):,}",
                f"{int(sums.possible[at]):,}",
                percent(int(sums.missed[at]), int(sums.possible[at])),
                f"10 {TIMES} {int(sums.missed[at])} = {10 * int(sums.missed[at])}"
                f" {'≥' if 10 * sums.missed[at] >= sums.possible[at] else '<'}"
                f" {int(sums.possible[at])}",
            ),
        )
        for at in order
        if int(sums.ids[at]) in people.known
    )
    return ("Missed", "Possible", "Absence", "At 10%"), lines


def _line(people: People, enrolment_id: int, figures: tuple[str, ...]) -> PupilLine:
    pupil = people.known[enrolment_id]
    school = people.school.slug
    return PupilLine(
        name=pupil.sort_name,
        href=reverse("pupil", kwargs={"school": school, "pupil": pupil.pupil_id}),
        group=pupil.group or "",
        figures=figures,
    )


def _exact(part: int, whole: int) -> str:
    """Write the division, with the digits before rounding."""
    if not whole:
        return "No session was possible, so there is no share."
    return (
        f"{part:,} ÷ {whole:,} = {percentage(part, whole, 4)}%,"
        f" printed as {percentage(part, whole)}%"
    )
