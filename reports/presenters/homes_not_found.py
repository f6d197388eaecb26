"""The panel of pupils who are looked for: present at registration, and not found."""

from django.urls import reverse

from core.words import clock_time
from register.selectors.whereabouts import not_found_open
from reports.presenters.homes import Cell, Panel, pupil_cell
from reports.selectors.homes import Today


def looked_for(today: Today) -> Panel:
    """Return the pupils who are not found, the longest search first."""
    slug = today.school.slug
    rows = []
    for row in not_found_open(today.school):
        here = today.roll.get(row.enrolment_id)
        pupil = row.enrolment.pupil
        href = reverse("not-found", kwargs={"school": slug, "search": row.pk})
        rows.append(
            (
                pupil_cell(
                    slug, pupil.pk, pupil.sort_name, here.group if here else None
                ),
                Cell(clock_time(row.noticed_at)),
                Cell(row.last_seen, detail=row.noticed_by.name),
                Cell("Found", href, "link"),
            )
        )
    return Panel(
        key="looked-for",
        title="Looked for",
        columns=("Pupil", "Since", "Last known", ("Act", "hidden")),
        rows=tuple(rows),
        why="In school by the register, and not where they should be.",
        empty="Nobody is looked for.",
        more_words="Lessons",
        more_href=reverse("lessons", kwargs={"school": slug}),
    )
