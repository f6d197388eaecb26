"""The panel of what is known of today: a line a word, and one line for a whole trip."""

from collections import defaultdict
from collections.abc import Sequence

from django.urls import reverse

from core.words import count
from register.codes import code_on
from register.models import Suggestion
from register.rules.names import as_counted
from reports.presenters.homes import Cell, Panel, pupil_cell, words_of
from reports.selectors.homes import Today

# From so many pupils on, the same words are one line: a class on a trip.
_TOGETHER = 4


def known_today(today: Today) -> Panel:
    """Return what is known of today's sessions before anyone marked them."""
    said: dict[tuple[str, str, str], list[Suggestion]] = defaultdict(list)
    known = [row for row in today.suggestions if row.enrolment_id in today.roll]
    for row in known:
        said[row.code, row.source, row.words].append(row)
    together = [rows for rows in said.values() if len(rows) >= _TOGETHER]
    in_groups = {row.pk for rows in together for row in rows}
    alone = [row for row in known if row.pk not in in_groups]
    lines = (
        *((_group(today, rows), *_said(today, rows[0])) for rows in together),
        *((_pupil(today, row), *_said(today, row)) for row in alone),
    )
    return Panel(
        key="known",
        title="Known today",
        columns=("Pupil", "Suggests", "Who said what"),
        rows=lines,
        beyond=len(known) - len(lines),
        why="Told beforehand; it stands beside the name until someone marks.",
        empty="Nobody has told us of an absence today.",
        more_words="Add what you know",
        more_href=_address(today),
    )


def _address(today: Today) -> str:
    return reverse("suggestions", kwargs={"school": today.school.slug})


def _pupil(today: Today, row: Suggestion) -> Cell:
    pupil = today.roll[row.enrolment_id]
    return pupil_cell(today.school.slug, pupil.pupil_id, pupil.sort_name, pupil.group)


def _group(today: Today, rows: Sequence[Suggestion]) -> Cell:
    """Return how many pupils of which classes, leading to the list with their names."""
    groups = {today.roll[row.enrolment_id].group or "no class" for row in rows}
    words = f"{count(len(rows), 'pupil')} of {words_of(sorted(groups, key=as_counted))}"
    return Cell(words, _address(today), "link")


def _said(today: Today, row: Suggestion) -> tuple[Cell, Cell]:
    return (
        Cell(row.code, detail=code_on(row.code, today.on).title),
        Cell(
            f"{row.get_source_display()}: {row.words}",
            detail=row.entered_by.name,
        ),
    )
