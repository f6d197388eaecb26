"""Today's lists of the front desk, as they are printed."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from core.words import clock_time
from register.models import Arrival, Departure
from register.presenters.entries import Chip, chip_of
from register.rules.arrivals import ArrivalFacts, Came, rule_on
from register.selectors.desk import Spot
from schools.models import Body, Contact, Enrolment
from schools.rules.sessions import Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalLine:
    """One late arrival of the day."""

    at: str
    session: str
    name: str
    href: str
    group: str
    chip: Chip | None
    minutes: str
    reason: str
    came_with: str
    by_name: str
    correct: str
    withdrawn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartureLine:
    """One pupil who left early, or somebody who was refused."""

    at: str
    name: str
    href: str
    group: str
    collector: str
    authorised_by: str
    reason: str
    expected: str
    refusal: str
    returned: str
    come_back: str
    told: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What the desk sees of a pupil before it writes: what the clock and others say."""

    ruling: str
    known: str
    mark: str
    carried: str


def arrival_lines(
    school: Body, rows: Iterable[Arrival], groups: Mapping[int, str]
) -> list[ArrivalLine]:
    """Draw the arrivals of a day."""
    return [_arrival(school, row, groups) for row in rows]


def departure_lines(
    school: Body, rows: Iterable[Departure], groups: Mapping[int, str]
) -> list[DepartureLine]:
    """Draw the departures of a day."""
    return [_departure(school, row, groups) for row in rows]


def present_spot(spot: Spot) -> Standing:
    """Say what an arrival at this moment is, and what is known of it."""
    mark, word = spot.mark, spot.word
    return Standing(
        ruling=_ruling(spot.facts),
        known=f"{word.code}: {word.words}" if word else "",
        mark=f"Marked {mark.code} by {mark.by.name} at {clock_time(mark.at)}."
        if mark is not None and mark.code
        else f"No mark yet for the {spot.slot.session.words}.",
        carried="Comes on the authority's transport: a late mark does not count towards"
        " lateness."
        if spot.facts.is_carried
        else "",
    )


def collectors_of(contacts: Sequence[Contact]) -> list[tuple[str, str]]:
    """Return the adults of a record for the desk, those who may collect first."""
    ordered = sorted(contacts, key=lambda row: not row.may_collect)
    return [(str(row.pk), _collector(row)) for row in ordered]


def _ruling(facts: ArrivalFacts) -> str:
    ruling = rule_on(facts)
    at, window = facts.arrived, facts.window
    return {
        Came.BETWEEN: f"No register asks at {at:%H:%M}: the next opens at"
        f" {window.opens:%H:%M}. The pupil is kept as in the building.",
        Came.ON_TIME: f"{ruling.code}: in time, as the register opened.",
        Came.BEFORE_CLOSE: f"L: {ruling.minutes} min late; the register closes at"
        f" {window.closes:%H:%M}.",
        Came.AFTER_CLOSE: f"The register closed at {window.closes:%H:%M}:"
        f" {ruling.minutes} min late. Why?",
    }[ruling.came]


def _collector(row: Contact) -> str:
    words = f"{row.adult.name} ({row.relationship.lower()})"
    if row.restriction:
        return f"{words}: restricted, {row.restriction}"
    return words if row.may_collect else f"{words}: may not collect"


def _arrival(school: Body, row: Arrival, groups: Mapping[int, str]) -> ArrivalLine:
    slot = Slot.from_number(row.slot)
    gone = row.withdrawn_at and row.withdrawn_by
    return ArrivalLine(
        at=clock_time(row.arrived_at),
        session=slot.session.label,
        name=row.enrolment.pupil.sort_name,
        href=_pupil(school, row.enrolment),
        group=groups.get(row.enrolment_id, ""),
        chip=chip_of(row.code, slot.day) if row.code else None,
        minutes=str(row.minutes_late) if row.minutes_late else "",
        reason=row.reason,
        came_with=row.came_with,
        by_name=row.recorded_by.name,
        correct=""
        if gone
        else reverse("arrival", kwargs={"school": school.slug, "arrival": row.pk}),
        withdrawn=f"taken back by {row.withdrawn_by.name}: {row.withdrawn_reason}"
        if row.withdrawn_by
        else "",
    )


def _departure(
    school: Body, row: Departure, groups: Mapping[int, str]
) -> DepartureLine:
    where = {"school": school.slug, "departure": row.pk}
    is_away = not row.is_refused and row.returned_at is None
    return DepartureLine(
        at=clock_time(row.left_at),
        name=row.enrolment.pupil.sort_name,
        href=_pupil(school, row.enrolment),
        group=groups.get(row.enrolment_id, ""),
        collector=row.collected_by.name if row.collected_by else row.collector,
        authorised_by=row.authorised_by.name if row.authorised_by else "",
        reason=row.reason,
        expected=_time(row.expected_at),
        refusal=row.refusal,
        returned=_time(row.returned_at),
        come_back=reverse("departure-return", kwargs=where) if is_away else "",
        told=row.suggestion.code
        if row.suggestion and row.suggestion.withdrawn_at is None
        else "",
    )


def _time(value: dt.datetime | None) -> str:
    return clock_time(value) if value else ""


def _pupil(school: Body, row: Enrolment) -> str:
    return reverse("pupil", kwargs={"school": school.slug, "pupil": row.pupil_id})
