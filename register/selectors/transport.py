"""Runs of the authority's transport, who is on them, and what a late one would write."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from core.clock import local
from core.words import clock_time
from register.models import Arrival, Mark, RunPlace, TransportRun
from register.rules.arrivals import code_of_run, is_replaced_by_arrival
from register.rules.windows import RegisterWindow, minutes_late
from register.selectors.desk import session_at
from register.selectors.roster import marks_with_people
from register.selectors.windows import NoSessionTimes
from schools.models import Body, Enrolment, Placement
from schools.rules.sessions import Slot


@dataclass(frozen=True, slots=True)
class RunLine:
    """A run with the pupils whom it brings today, and how they came."""

    run: TransportRun
    places: tuple[RunPlace, ...]
    arrived_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Passenger:
    """A pupil of a run that came late: what stands, and what would be written."""

    enrolment: Enrolment
    group_name: str
    slot: Slot | None
    window: RegisterWindow | None
    mark: Mark | None
    arrival: Arrival | None
    code: str
    minutes: int

    @property
    def is_written(self) -> bool:
        """Tell whether the run's arrival marks this pupil: not marked yet, or N."""
        standing = self.mark.code if self.mark else None
        return (
            bool(self.code)
            and self.arrival is None
            and is_replaced_by_arrival(standing)
        )

    @property
    def why_left_alone(self) -> str:
        """Say why a run's arrival does not mark this pupil."""
        if self.arrival is not None:
            return f"Signed in at {clock_time(self.arrival.arrived_at)} already."
        if self.mark is not None and not is_replaced_by_arrival(self.mark.code):
            return f"Marked {self.mark.code} by {self.mark.by.name}, which stands."
        return "No register asks at this time: the pupil is not late."


def runs_on(school: Body, day: dt.date) -> list[RunLine]:
    """Return the runs of a day with their pupils, by name."""
    places: dict[int, list[RunPlace]] = {}
    for row in _places(school, day):
        places.setdefault(row.run_id, []).append(row)
    came = dict(
        Arrival.objects.filter(
            school=school,
            run__isnull=False,
            withdrawn_at__isnull=True,
            slot__in=(day.toordinal() * 2, day.toordinal() * 2 + 1),
        ).values_list("run_id", "arrived_at")
    )
    return [
        RunLine(run, tuple(places.get(run.pk, ())), came.get(run.pk))
        for run in TransportRun.objects.on(day).filter(school=school)
    ]


def run_of(school: Body, number: int) -> TransportRun | None:
    """Return a run of a school."""
    return TransportRun.objects.filter(school=school, pk=number).first()


def places_of(run: TransportRun, day: dt.date) -> list[RunPlace]:
    """Return the places of a run on a day, by the names of the pupils."""
    return list(_places(run.school, day).filter(run=run))


def place_of(run: TransportRun, number: int) -> RunPlace | None:
    """Return a place of a run."""
    return run.places.filter(pk=number).select_related("enrolment__pupil").first()


def passengers(
    run: TransportRun, arrived_at: dt.datetime, *, among: set[int] | None = None
) -> list[Passenger]:
    """Return what a run that arrives at a moment would write, pupil by pupil.

    `among` are the enrolments that were on it, where not all were.
    """
    day = local(arrived_at).date()
    rows = [
        place.enrolment
        for place in places_of(run, day)
        if among is None or place.enrolment_id in among
    ]
    placed = {
        row.enrolment_id: row
        for row in Placement.objects.on(day)
        .filter(enrolment__in=rows)
        .select_related("group")
    }
    found = [_asked(run.school, row, placed.get(row.pk), arrived_at) for row in rows]
    marks = {
        slot: marks_with_people(slot, rows)
        for slot in {one[2] for one in found if one[2]}
    }
    arrivals = {
        (row.slot, row.enrolment_id): row
        for row in Arrival.objects.filter(
            enrolment__in=rows, withdrawn_at__isnull=True
        ).filter(slot__in=[slot.number for slot in marks])
    }
    here = local(arrived_at).time()
    return [
        Passenger(
            enrolment=row,
            group_name=group,
            slot=slot,
            window=window,
            mark=marks[slot].get(row.pk) if slot else None,
            arrival=arrivals.get((slot.number, row.pk)) if slot else None,
            code=code_of_run(here, window) if window else "",
            minutes=minutes_late(here, window) if window else 0,
        )
        for row, group, slot, window in found
    ]


def _asked(
    school: Body, row: Enrolment, placement: Placement | None, at: dt.datetime
) -> tuple[Enrolment, str, Slot | None, RegisterWindow | None]:
    group = placement.group if placement else None
    name = group.name if group else ""
    try:
        slot, window = session_at(school, group.pk if group else None, at)
    except NoSessionTimes:
        return row, name, None, None
    return row, name, slot, window


def _places(school: Body, day: dt.date) -> "QuerySet[RunPlace]":
    found: QuerySet[RunPlace] = (
        RunPlace.objects.on(day)
        .filter(school=school)
        .select_related("enrolment__pupil", "run")
        .order_by("enrolment__pupil__last_name", "enrolment__pupil__first_name")
    )
    return found
