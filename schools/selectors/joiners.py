"""Who begins and who ends on the roll in some days, and what is missing of each."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from core.periods import ONE_DAY, Period
from schools.models import Body, Enrolment, Placement, Pupil, PupilChange, Upn
from schools.selectors.contacts import reachable_count


@dataclass(frozen=True, slots=True)
class Joiner:
    """An enrolment that begins, with what the record already has."""

    enrolment: Enrolment
    placement: Placement | None
    reachable: int
    upn: str
    is_temporary: bool


@dataclass(frozen=True, slots=True)
class Leaver:
    """An enrolment that ends, with what was said when the day was set."""

    enrolment: Enrolment
    placement: Placement | None
    said: str


def joiners(school: Body, days: Period) -> list[Joiner]:
    """Return who begins in these days, by day and name."""
    rows = list(
        Enrolment.objects.living()
        .filter(school=school, starts_on__gte=days.starts_on)
        .filter(starts_on__lt=days.ends_on)
        .select_related("pupil")
        .order_by("starts_on", "pupil__last_name", "pupil__first_name", "pk")
    )
    placed = _first_placements(rows)
    able = _reachable(rows)
    numbers = _numbers(rows)
    return [
        Joiner(
            row,
            placed.get(row.pk),
            able.get(row.pupil_id, 0),
            numbers[row.pupil.identity_id].upn
            if row.pupil.identity_id in numbers
            else "",
            row.pupil.identity_id in numbers
            and numbers[row.pupil.identity_id].is_temporary,
        )
        for row in rows
    ]


def leavers(school: Body, days: Period) -> list[Leaver]:
    """Return whose last day lies in these days, by day and name."""
    rows = list(
        Enrolment.objects.living()
        .filter(school=school, ends_on__gt=days.starts_on)
        .filter(ends_on__lte=days.ends_on)
        .select_related("pupil")
        .order_by("ends_on", "pupil__last_name", "pupil__first_name", "pk")
    )
    said = {
        change.pupil_id: change.words
        for change in PupilChange.objects.filter(
            pupil__in=[row.pupil_id for row in rows],
            kind=PupilChange.Kind.ROLL,
            words__startswith="Last day on roll",
        ).order_by("changed_at", "pk")
    }
    placed = _last_placements(rows)
    return [Leaver(row, placed.get(row.pk), said.get(row.pupil_id, "")) for row in rows]


def _first_placements(rows: Iterable[Enrolment]) -> dict[int, Placement]:
    found: dict[int, Placement] = {}
    placements = Placement.objects.filter(enrolment__in=[row.pk for row in rows])
    for row in placements.select_related("group").order_by("starts_on"):
        found.setdefault(row.enrolment_id, row)
    return found


def _last_placements(rows: Iterable[Enrolment]) -> dict[int, Placement]:
    placements = Placement.objects.filter(enrolment__in=[row.pk for row in rows])
    ordered = placements.select_related("group").order_by("starts_on")
    return {row.enrolment_id: row for row in ordered}


def _reachable(rows: Iterable[Enrolment]) -> dict[int, int]:
    """Count who can be telephoned for each pupil on the day on which they begin."""
    by_day: dict[dt.date, list[int]] = {}
    for row in rows:
        by_day.setdefault(row.starts_on, []).append(row.pupil_id)
    return {
        pupil: able
        for day, pupils in by_day.items()
        for pupil, able in Pupil.objects.filter(pk__in=pupils)
        .annotate(able=reachable_count(day))
        .values_list("pk", "able")
    }


def _numbers(rows: Iterable[Enrolment]) -> dict[int, Upn]:
    identities = [row.pupil.identity_id for row in rows]
    current = Upn.objects.filter(identity__in=identities, ends_on__isnull=True)
    return {row.identity_id: row for row in current}


def days_from(first: dt.date, *, week: bool) -> Period:
    """Return a day, or the week that it lies in from Monday."""
    if not week:
        return Period.of_day(first)
    monday = first - first.weekday() * ONE_DAY
    return Period(monday, monday + 7 * ONE_DAY)
