"""The queue of N codes with whom to try next, in a fixed number of queries."""

import datetime as dt
from dataclasses import dataclass

from followup.models import AbsenceLine, Attempt
from followup.rules.calling import Number, Tried, next_number
from followup.rules.n_codes import OpenN
from followup.selectors.contacts import contacts_by_pupil, numbers_in
from followup.selectors.n_codes import living, n_codes
from followup.selectors.sweeps import family_of
from followup.states import Outcome
from schools.models import Body, Contact, Enrolment


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """The N codes of a child, and how to go on."""

    n: OpenN
    enrolment: Enrolment
    next: tuple[Contact, Number] | None
    last: Attempt | None
    line: int | None
    is_family: bool


def queue_of(school: Body, today: dt.date, *, person_id: int) -> list[Queued]:
    """Return each child with an N, what is overdue first, with the next contact."""
    found = n_codes(school, today)
    roll = living({row.enrolment_id for row in found})
    pupils = {row.pupil_id for row in roll.values()}
    contacts = contacts_by_pupil(pupils, today)
    attempts = _attempts(pupils)
    lines = dict(
        AbsenceLine.objects.filter(
            enrolment__in=roll, day=today, closed_at__isnull=True
        ).values_list("enrolment_id", "pk")
    )
    family = family_of(person_id, pupils)
    return [
        Queued(
            n=row,
            enrolment=roll[row.enrolment_id],
            next=_next(
                contacts.get(roll[row.enrolment_id].pupil_id, []),
                attempts.get(roll[row.enrolment_id].pupil_id, []),
                row.slots[0].day,
            ),
            last=next(
                reversed(attempts.get(roll[row.enrolment_id].pupil_id, [])), None
            ),
            line=lines.get(row.enrolment_id),
            is_family=roll[row.enrolment_id].pupil_id in family,
        )
        for row in found
        if row.enrolment_id in roll
    ]


def _attempts(pupil_ids: set[int]) -> dict[int, list[Attempt]]:
    rows = (
        Attempt.objects.filter(children__pupil__in=pupil_ids)
        .prefetch_related("children")
        .order_by("tried_at", "pk")
        .distinct()
    )
    found: dict[int, list[Attempt]] = {}
    for row in rows:
        for child in row.children.all():
            found.setdefault(child.pupil_id, []).append(row)
    return found


def _next(
    contacts: list[Contact], attempts: list[Attempt], since: dt.date
) -> tuple[Contact, Number] | None:
    """Return who was not tried since the absence began, else who waited longest."""
    tried = [
        Tried(row.contact_id, row.number, Outcome(row.outcome), row.tried_at)
        for row in attempts
        if row.tried_at.date() >= since
    ]
    number = next_number(numbers_in(contacts), tried)
    by_id = {contact.pk: contact for contact in contacts}
    return (by_id[number.contact_id], number) if number else None
