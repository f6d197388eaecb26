"""Whom to ring about a child, in which order, and who was rung already."""

import datetime as dt
from collections.abc import Iterable

from followup.models import AbsenceLine, Attempt
from followup.rules.calling import Number, Tried
from followup.states import Outcome
from schools.models import Contact, Pupil
from schools.selectors.contacts import contacts_of

PHONE = Contact.Channel.PHONE


def numbers_of(pupil: Pupil, day: dt.date) -> list[Number]:
    """Return the numbers of contacts who may be telephoned, in order of priority."""
    return numbers_in(contacts_of(pupil, day))


def numbers_in(contacts: Iterable[Contact]) -> list[Number]:
    """Return the numbers of contacts who may be telephoned, in their order."""
    return [
        Number(contact.pk, number.number)
        for contact in contacts
        if PHONE in contact.channels
        for number in contact.adult.numbers.all()
    ]


def tried_today(line: AbsenceLine) -> list[Tried]:
    """Return what was tried for a line."""
    return [
        Tried(row.contact_id, row.number, Outcome(row.outcome), row.tried_at)
        for row in Attempt.objects.filter(children__line=line)
    ]


def contacts_by_pupil(
    pupil_ids: Iterable[int], day: dt.date
) -> dict[int, list[Contact]]:
    """Return the contacts of many pupils by priority, for a list."""
    rows = (
        Contact.objects.on(day)
        .filter(pupil__in=list(pupil_ids))
        .select_related("adult")
        .prefetch_related("adult__numbers")
        .order_by("priority", "pk")
    )
    found: dict[int, list[Contact]] = {}
    for row in rows:
        found.setdefault(row.pupil_id, []).append(row)
    return found


def attempts_of(line_ids: Iterable[int]) -> dict[int, list[Attempt]]:
    """Return the attempts of many lines in their order."""
    rows = (
        Attempt.objects.filter(children__line__in=list(line_ids))
        .select_related("contact__adult", "tried_by")
        .prefetch_related("children")
        .order_by("tried_at", "pk")
        .distinct()
    )
    wanted = set(line_ids)
    found: dict[int, list[Attempt]] = {}
    for row in rows:
        for child in row.children.all():
            if child.line_id in wanted:
                found.setdefault(child.line_id, []).append(row)
    return found
