"""Adds, changes, orders and ends the contacts of a pupil."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from core.clock import local
from schools.models import Adult, Contact, Membership, PhoneNumber, Pupil, PupilChange
from schools.rules.contacts import is_reachable, refusal_to_lose_one
from schools.selectors.contacts import contacts_of, count_reachable
from schools.services.changes import listed, note_change
from schools.services.refusals import Refused

Numbers = Sequence[tuple[str, str]]
"""Numbers in international form, each with its label, in the order of trying."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What was typed about a contact: of the adult, and of this pupil's link to them."""

    person: Mapping[str, Any]
    numbers: Numbers
    link: Mapping[str, Any]


@transaction.atomic
def add_contact(
    *,
    pupil: Pupil,
    adult: Adult | None,
    answers: Answers,
    by: Membership,
    now: dt.datetime,
) -> Contact:
    """Add an adult, new or known through a sibling, as the last of a pupil's contacts."""
    today = local(now).date()
    others = contacts_of(pupil, today)
    if adult is not None and any(row.adult_id == adult.pk for row in others):
        raise Refused(f"{adult.name} is a contact already.")
    if adult is None:
        adult = Adult(school_id=pupil.school_id)
    _store_person(adult, answers)
    contact = Contact.objects.create(
        school_id=pupil.school_id,
        pupil=pupil,
        adult=adult,
        priority=max((row.priority for row in others), default=0) + 1,
        starts_on=today,
        **answers.link,
    )
    _note(contact, f"{adult.name} added", by, now)
    return contact


@transaction.atomic
def revise_contact(
    *,
    contact: Contact,
    answers: Answers,
    minimum: int,
    by: Membership,
    now: dt.datetime,
) -> None:
    """Store new answers about a contact; the last needed number may not be lost.

    To restrict how somebody is reached is never refused: a court order goes first.
    """
    adult = contact.adult
    before = list(adult.numbers.all())
    if (
        before
        and not answers.numbers
        and is_reachable(numbers=1, channels=contact.channels)
    ):
        _check_may_lose(contact, minimum, local(now).date())
    changed = [key for key, new in answers.person.items() if getattr(adult, key) != new]
    changed += [
        key for key, new in answers.link.items() if getattr(contact, key) != new
    ]
    if [(row.number, row.label) for row in before] != list(answers.numbers):
        changed.append("telephone numbers")
    if not changed:
        return
    _store_person(adult, answers)
    for column, value in answers.link.items():
        setattr(contact, column, value)
    contact.save(update_fields=list(answers.link))
    names = listed([name.replace("_", " ") for name in changed])
    _note(contact, f"{adult.name}: changed {names}", by, now)


@transaction.atomic
def end_contact(
    *, contact: Contact, minimum: int, by: Membership, now: dt.datetime
) -> None:
    """End a contact from today; one entered today by mistake is struck out."""
    today = local(now).date()
    numbers = contact.adult.numbers.count()
    if is_reachable(numbers=numbers, channels=contact.channels):
        _check_may_lose(contact, minimum, today)
    _note(contact, f"{contact.adult.name} is a contact no longer", by, now)
    if contact.starts_on >= today:
        contact.delete()
        return
    contact.ends_on = today
    contact.save(update_fields=["ends_on"])


@transaction.atomic
def try_earlier(*, contact: Contact, by: Membership, now: dt.datetime) -> None:
    """Put a contact one place up in the order of trying."""
    order = contacts_of(contact.pupil, local(now).date())
    place = next(i for i, row in enumerate(order) if row.pk == contact.pk)
    if place == 0:
        return
    order[place - 1], order[place] = order[place], order[place - 1]
    for priority, row in enumerate(order, start=1):
        if row.priority != priority:
            Contact.objects.filter(pk=row.pk).update(priority=priority)
    _note(contact, f"{contact.adult.name} is tried earlier", by, now)


@transaction.atomic
def keep_court_order(
    *,
    contact: Contact,
    document: ContentFile[bytes],
    by: Membership,
    now: dt.datetime,
) -> None:
    """Keep the document of a court order; the one before stays in the store."""
    contact.court_order.save(str(document.name), document, save=False)
    contact.save(update_fields=["court_order"])
    _note(contact, f"{contact.adult.name}: court order kept", by, now)


def _store_person(adult: Adult, answers: Answers) -> None:
    numbers = answers.numbers
    for column, value in answers.person.items():
        setattr(adult, column, value)
    adult.save()
    PhoneNumber.objects.filter(adult=adult).exclude(
        number__in=[number for number, _ in numbers]
    ).delete()
    for order, (number, label) in enumerate(numbers, start=1):
        PhoneNumber.objects.update_or_create(
            adult=adult,
            number=number,
            defaults={"school_id": adult.school_id, "label": label, "order": order},
        )


def _check_may_lose(contact: Contact, minimum: int, on: dt.date) -> None:
    # Two people who each end one of two contacts at once are put in a row.
    pupil = Pupil.objects.select_for_update(no_key=True).get(pk=contact.pupil_id)
    refusal = refusal_to_lose_one(
        reachable_now=count_reachable(pupil, on), minimum=minimum
    )
    if refusal:
        raise Refused(refusal)


def _note(contact: Contact, words: str, by: Membership, now: dt.datetime) -> None:
    note_change(
        pupil=contact.pupil,
        kind=PupilChange.Kind.CONTACT,
        words=words,
        by=by,
        now=now,
    )
