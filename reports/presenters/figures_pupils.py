"""Each pupil of a selection, with attendance, band and how far the threshold is."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from core.words import count as count_of
from register.rules.counting import percentage
from register.rules.thresholds import is_persistently_absent, is_severely_absent
from reports.presenters.figures_marks import band_level
from reports.presenters.figures_rows import percent, working_href
from reports.selectors.figures_people import People
from schools.rules.bands import Band, band_of

_ORDERS = {
    "name": "Name",
    "attendance": "Attendance",
    "late": "Late",
    "missed": "Missed",
}


@dataclass(frozen=True, slots=True)
class PupilRow:
    """One pupil's figures."""

    name: str
    href: str
    group: str
    attendance: str
    working: str
    missed: int
    possible: int
    unauthorised: int
    late: int
    band: str
    level: str
    tag: str
    sort: tuple[float, str]


@dataclass(frozen=True, slots=True)
class PupilsPage:
    """The pupils of a selection, worst attendance first unless asked otherwise."""

    name: str
    days: str
    count: str
    rows: tuple[PupilRow, ...]
    columns: tuple[tuple[str, str, str, str], ...]
    without: int


def pupils_page(people: People, bands: tuple[Band, ...], *, order: str) -> PupilsPage:
    """Compose the list."""
    key = order if order in _ORDERS else "attendance"
    rows = sorted(_rows(people, bands), key=lambda row: _sorting(row, key))
    possible = tuple(row for row in rows if row.possible)
    return PupilsPage(
        name=people.name,
        days=people.selection.span.words,
        count=count_of(len(possible), "pupil"),
        rows=possible,
        columns=_columns(people, key),
        without=len(rows) - len(possible),
    )


def _sorting(row: PupilRow, key: str) -> tuple[float, str]:
    if key == "name":
        return (0, row.name)
    if key == "attendance":
        return row.sort
    return (-float(row.late if key == "late" else row.missed), row.name)


def _columns(people: People, key: str) -> tuple[tuple[str, str, str, str], ...]:
    address = reverse("figures-pupils", kwargs={"school": people.school.slug})

    def column(words: str, kind: str, order: str = "") -> tuple[str, str, str, str]:
        href = f"{address}?{people.selection.query(order=order)}" if order else ""
        rises = "ascending" if order in {"name", "attendance"} else "descending"
        return (words, kind, href, rises if order == key else "")

    return (
        column("Pupil", "", "name"),
        column("Attendance", "number", "attendance"),
        column("Missed", "number", "missed"),
        column("Of", "number"),
        column("Unauthorised", "number"),
        column("Late", "number", "late"),
        column("Band", ""),
        column("Threshold", ""),
    )


def _rows(people: People, bands: tuple[Band, ...]) -> list[PupilRow]:
    sums = people.sums
    columns = zip(
        sums.ids.tolist(),
        sums.possible.tolist(),
        sums.attended.tolist(),
        sums.unauthorised.tolist(),
        sums.late.tolist(),
        strict=True,
    )
    return [
        _row(people, bands, pk, possible, attended, (unauthorised, late))
        for pk, possible, attended, unauthorised, late in columns
        if pk in people.known
    ]


def _row(
    people: People,
    bands: tuple[Band, ...],
    enrolment_id: int,
    possible: int,
    attended: int,
    others: tuple[int, int],
) -> PupilRow:
    pupil = people.known[enrolment_id]
    band = band_of(attended, possible, bands)
    selection = people.selection.about("pupil", pupil.pupil_id)
    share = percentage(attended, possible, 6)
    return PupilRow(
        name=pupil.sort_name,
        href=reverse(
            "pupil", kwargs={"school": people.school.slug, "pupil": pupil.pupil_id}
        ),
        group=pupil.group or "",
        attendance=percent(attended, possible),
        working=working_href(people.school, selection, "attendance"),
        missed=possible - attended,
        possible=possible,
        unauthorised=others[0],
        late=others[1],
        band=band.name if band else "",
        level=band_level(band.colour) if band else "none",
        tag=_threshold(possible - attended, possible),
        sort=(float(share or 0), pupil.sort_name),
    )


def _threshold(missed: int, possible: int) -> str:
    if is_severely_absent(missed, possible):
        return "severely absent"
    return "persistently absent" if is_persistently_absent(missed, possible) else ""
