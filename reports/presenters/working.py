"""The working of one figure: numerator, denominator, what is left out, and the method."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from core.words import count as count_of
from register.codes import UNMARKED, by_letter
from register.rules.counting import Counts, percentage
from reports.presenters.figures import counted
from reports.presenters.figures_rows import WEEKDAYS, percent
from reports.presenters.working_pupils import PupilLine, by_pupil, pupil_line
from reports.rules.measures import BY_KEY, PupilMeasure, SessionMeasure
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
        columns, pupils = by_pupil(people)
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
    columns, pupils = by_pupil(people, inside) if names_pupils else ((), ())
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
            pupil_line(people, pk, (f"{n:,}",))
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


def _exact(part: int, whole: int) -> str:
    """Write the division, with the digits before rounding."""
    if not whole:
        return "No session was possible, so there is no share."
    return (
        f"{part:,} ÷ {whole:,} = {percentage(part, whole, 4)}%,"
        f" printed as {percentage(part, whole)}%"
    )
