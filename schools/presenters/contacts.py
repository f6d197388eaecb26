"""Contacts as the page that changes them lists them."""

from collections.abc import Sequence
from dataclasses import dataclass

import phonenumbers
from django.urls import reverse

from schools.models import Body, Contact, Pupil


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One contact with the acts that it allows."""

    place: int
    name: str
    relationship: str
    numbers: str
    ways: str
    restriction: str
    facts: str
    href: str
    earlier_href: str
    end_href: str
    order_href: str


def lines(contacts: Sequence[Contact], pupil: Pupil, school: Body) -> list[ContactLine]:
    """Print contacts in the order of trying."""
    made = []
    for place, row in enumerate(contacts, start=1):
        at = {"school": school.slug, "pupil": pupil.pk, "contact": row.pk}
        made.append(
            ContactLine(
                place=place,
                name=row.adult.name,
                relationship=row.relationship,
                numbers=", ".join(readable(n.number) for n in row.adult.numbers.all()),
                ways=_ways(row),
                restriction=row.restriction,
                facts=_facts(row),
                href=reverse("contact-edit", kwargs=at),
                earlier_href=reverse("contact-earlier", kwargs=at) if place > 1 else "",
                end_href=reverse("contact-end", kwargs=at),
                order_href=reverse("court-order", kwargs=at) if row.court_order else "",
            )
        )
    return made


def readable(number: str) -> str:
    """Print a stored number in groups."""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return str(
        phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    )


def _ways(contact: Contact) -> str:
    if not contact.channels:
        return "no contact"
    labels = [Contact.Channel(value).label.lower() for value in contact.channels]
    return "" if len(labels) == len(Contact.Channel) else f"only {', '.join(labels)}"


def _facts(contact: Contact) -> str:
    said = (
        (contact.has_parental_responsibility, "parental responsibility"),
        (contact.lives_with_pupil, "lives with pupil"),
        (contact.may_collect, "may collect"),
    )
    return ", ".join(words for holds, words in said if holds)
