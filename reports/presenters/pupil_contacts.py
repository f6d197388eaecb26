"""A pupil's contacts as printed: what restricts contact is obeyed here, once."""

import datetime as dt
from dataclasses import dataclass

import phonenumbers

from core.words import long_day
from schools.models import Contact

Channel = Contact.Channel
HIDDEN_ADDRESS = "Confidential: shown to no one on this page, and never printed."
NO_CONTACT = "Nobody may contact this adult about the pupil."


@dataclass(frozen=True, slots=True)
class Number:
    """A telephone number, and why it may not be rung where it may not."""

    label: str
    printed: str
    restriction: str


@dataclass(frozen=True, slots=True)
class ContactCard:
    """One adult in a pupil's life, as far as the reader may see."""

    place: int
    name: str
    relationship: str
    facts: tuple[str, ...]
    numbers: tuple[Number, ...]
    email: str
    address: str
    stops: tuple[str, ...]
    needs: tuple[str, ...]


def card(contact: Contact, place: int, *, details: bool, today: dt.date) -> ContactCard:
    """Print a contact; without `details` only who it is and whether they may collect."""
    adult = contact.adult
    facts = _facts(contact)
    if not details:
        return ContactCard(
            place, adult.name, contact.relationship, facts, (), "", "", (), ()
        )
    return ContactCard(
        place=place,
        name=adult.name,
        relationship=contact.relationship,
        facts=facts,
        numbers=_numbers(contact),
        email=adult.email if Channel.EMAIL in contact.channels else "",
        address=_address(contact),
        stops=_stops(contact, today),
        needs=_needs(contact),
    )


def national(number: str) -> str:
    """Print a number as people in this country read it: 07700 900123."""
    try:
        parsed = phonenumbers.parse(number, "GB")
    except phonenumbers.NumberParseException:
        return number
    at_home = parsed.country_code == phonenumbers.country_code_for_region("GB")
    style = (
        phonenumbers.PhoneNumberFormat.NATIONAL
        if at_home
        else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )
    return str(phonenumbers.format_number(parsed, style))


def _facts(contact: Contact) -> tuple[str, ...]:
    said = (
        (contact.has_parental_responsibility, "parental responsibility"),
        (contact.lives_with_pupil, "lives with the pupil"),
        (contact.may_collect, "may collect"),
        (not contact.may_collect, "may not collect"),
    )
    return tuple(words for holds, words in said if holds)


def _numbers(contact: Contact) -> tuple[Number, ...]:
    may_call = Channel.PHONE in contact.channels
    why = "" if may_call else "Do not ring."
    return tuple(
        Number(row.label, national(row.number), why)
        for row in contact.adult.numbers.all()
    )


def _address(contact: Contact) -> str:
    adult = contact.adult
    if adult.address_is_confidential:
        return HIDDEN_ADDRESS
    return ", ".join([*adult.address.splitlines(), adult.postcode]).strip(", ")


def _stops(contact: Contact, today: dt.date) -> tuple[str, ...]:
    lines = []
    if not contact.channels:
        lines.append(NO_CONTACT)
    elif len(contact.channels) < len(Channel):
        allowed = [Channel(value).label.lower() for value in contact.channels]
        lines.append(f"Reached only by: {', '.join(allowed)}.")
    if contact.restriction:
        lines.append(contact.restriction)
    if contact.court_order or contact.court_order_ends_on:
        lines.append(_court_order(contact.court_order_ends_on, today))
    return tuple(lines)


def _court_order(ends_on: dt.date | None, today: dt.date) -> str:
    if ends_on is None:
        return "Court order, until further notice."
    if ends_on < today:
        return (
            f"Court order ran to {long_day(ends_on)}: what it restricts stays until"
            " somebody reviews it."
        )
    return f"Court order to {long_day(ends_on)}."


def _needs(contact: Contact) -> tuple[str, ...]:
    adult = contact.adult
    lines = []
    if adult.needs_interpreter:
        lines.append(f"Interpreter: {adult.language}")
    elif adult.language and adult.language != "English":
        lines.append(f"Language: {adult.language}")
    if adult.needs_format:
        lines.append(adult.needs_format)
    return tuple(lines)
