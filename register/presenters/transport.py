"""Runs and what a late one would write, as they are printed."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from core.words import clock_time
from register.presenters.entries import NO_MARK, Chip, chip_of
from register.selectors.transport import Passenger, RunLine
from schools.models import Body


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRow:
    """A run with how many it brings and whether it came late today."""

    name: str
    href: str
    operator: str
    telephone: str
    pupils: int
    came: str
    late: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PassengerRow:
    """A pupil of a late run: what stands and what would be written."""

    enrolment: int
    name: str
    group: str
    now: Chip
    then: Chip | None
    minutes: str
    why: str


def run_rows(school: Body, lines: Iterable[RunLine]) -> list[RunRow]:
    """Draw the runs of a day."""
    rows = []
    for line in lines:
        where = {"school": school.slug, "run": line.run.pk}
        rows.append(
            RunRow(
                name=line.run.name,
                href=reverse("transport-run", kwargs=where),
                operator=line.run.operator,
                telephone=line.run.telephone,
                pupils=len(line.places),
                came=clock_time(line.arrived_at) if line.arrived_at else "",
                late=reverse("transport-late", kwargs=where),
            )
        )
    return rows


def passenger_rows(found: Iterable[Passenger]) -> list[PassengerRow]:
    """Draw what a late run would write, pupil by pupil."""
    return [_row(one) for one in found]


def _row(one: Passenger) -> PassengerRow:
    day = one.slot.day if one.slot else None
    code = one.mark.code if one.mark else None
    return PassengerRow(
        enrolment=one.enrolment.pk,
        name=one.enrolment.pupil.sort_name,
        group=one.group_name,
        now=chip_of(code, day) if day else NO_MARK,
        then=chip_of(one.code, day) if day and one.is_written else None,
        minutes=str(one.minutes) if one.is_written else "",
        why="" if one.is_written else one.why_left_alone,
    )
