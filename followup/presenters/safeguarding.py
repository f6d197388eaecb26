"""Safeguarding entries and what is to be done, ready to be drawn."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from core.words import moment
from followup.models import EntryAction, SafeguardingDuty, SafeguardingEntry
from followup.presenters.sections import ACT, Button, Cell, Section, buttons
from schools.models import Body
from schools.rules.sessions import say_day

_WORDS = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPage:
    """One entry with its linked children and actions."""

    pupil: str
    href: str
    facts: tuple[tuple[str, str], ...]
    words: str
    actions: Section
    corrections: tuple[tuple[str, str], ...]
    again: str


def entries_section(
    school: Body, rows: Sequence[SafeguardingEntry], *, add: str
) -> Section:
    """Draw entries, the latest first."""
    return Section(
        title="Entries",
        columns=("Pupil", "When", "About", "What", "Entered by"),
        rows=tuple(_entry(school, row) for row in rows),
        empty="No entry.",
        why="Seen by the safeguarding lead, the head and named deputies only; each"
        " opening is kept.",
        add=("New entry", add),
    )


def _entry(school: Body, row: SafeguardingEntry) -> tuple[Cell, ...]:
    here = reverse(
        "safeguarding-entry", kwargs={"school": school.slug, "entry": row.pk}
    )
    words = row.words if len(row.words) <= _WORDS else f"{row.words[:_WORDS]}…"
    return (
        Cell(row.pupil.sort_name, here),
        Cell(moment(row.happened_at)),
        Cell(about(row)),
        Cell(words),
        Cell(row.entered_by.name, detail=row.entered_by.position),
    )


def about(row: SafeguardingEntry) -> str:
    """Return what an entry is about."""
    names = dict(SafeguardingEntry.Category.choices)
    return ", ".join(str(names[key]) for key in row.categories)


def actions_section(
    school: Body, rows: Sequence[EntryAction], today: dt.date, *, title: str
) -> Section:
    """Draw what is to be done, and what came of it."""
    return Section(
        title=title,
        columns=("What", "By whom", "By when", "Stands", ACT),
        rows=tuple(_action(school, row, today) for row in rows),
        empty="Nothing is to be done.",
    )


def _action(school: Body, row: EntryAction, today: dt.date) -> tuple[Cell, ...]:
    done = reverse(
        "safeguarding-action-done", kwargs={"school": school.slug, "action": row.pk}
    )
    by = row.done_by
    stands = (
        Cell(
            "done",
            colour="green",
            detail=f"{row.outcome} {by.name}, {moment(row.done_at)}",
        )
        if row.done_at and by
        else Cell("late", colour="red")
        if row.due_on < today
        else Cell("to do", colour="yellow")
    )
    return (
        Cell(row.words),
        Cell(row.assigned_to.name, detail=row.assigned_to.position),
        Cell(say_day(row.due_on)),
        stands,
        Cell("")
        if row.done_at
        else buttons(Button(text="Done", action=done, of=row.words)),
    )


def duties_section(school: Body, rows: Sequence[SafeguardingDuty]) -> Section:
    """Draw who is told beside the lead."""
    where = {"school": school.slug}
    return Section(
        title="Named beside the lead",
        columns=("Told", "Deputy", "Named by", ACT),
        rows=tuple(
            (
                Cell(row.member.name, detail=row.member.position),
                Cell(row.deputy.name, detail=row.deputy.position)
                if row.deputy
                else Cell(""),
                Cell(row.named_by.name, detail=moment(row.named_at)),
                buttons(
                    Button(
                        text="End",
                        action=reverse(
                            "safeguarding-duty-end", kwargs={**where, "duty": row.pk}
                        ),
                        of=row.member.name,
                        fields={},
                    )
                ),
            )
            for row in rows
        ),
        empty="Nobody beside the safeguarding lead and the head.",
        add=("Name somebody", reverse("safeguarding-duty", kwargs=where)),
    )


def entry_page(school: Body, row: SafeguardingEntry, today: dt.date) -> EntryPage:
    """Draw one entry."""
    slug = {"school": school.slug}
    linked = ", ".join(one.pupil.name for one in row.linked.all())
    return EntryPage(
        pupil=row.pupil.name,
        href=reverse("pupil", kwargs={**slug, "pupil": row.pupil_id}),
        facts=(
            ("When", moment(row.happened_at)),
            ("About", about(row)),
            ("Other children", linked or "None"),
            (
                "Entered",
                f"{row.entered_by.name}, {row.entered_by.position},"
                f" {moment(row.entered_at)}",
            ),
        ),
        words=row.words,
        actions=actions_section(
            school, list(row.actions.all()), today, title="To be done"
        ),
        corrections=tuple(
            (
                f"Put right {moment(one.entered_at)}",
                reverse("safeguarding-entry", kwargs={**slug, "entry": one.pk}),
            )
            for one in row.corrections.all()
        ),
        again=f"{reverse('safeguarding-add', kwargs=slug)}?pupil={row.pupil_id}"
        f"&corrects={row.pk}",
    )
