"""Who receives a letter: parents and carers, by household, and who is left out and why.

A parent in this law is whoever has parental responsibility or the care of the child
(Education Act 1996 s576). One household has one letter; another household has its own,
and neither shows who or where the other is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from letters.codes.kind import To

POST, EMAIL = "post", "email"
ENGLISH = "English"
KEPT_APART = (
    "The address is confidential: it is not printed; the safeguarding lead writes the"
    " envelope."
)


class Channel(StrEnum):
    """How a letter leaves the school."""

    POST = "post"
    EMAIL = "email"
    HAND = "hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An adult in the life of a pupil, as far as a letter needs to know them."""

    adult: int
    title: str
    first_name: str
    last_name: str
    is_responsible: bool
    lives_with_pupil: bool
    channels: frozenset[str]
    email: str
    address: str
    postcode: str
    address_is_confidential: bool
    restriction: str
    has_court_order: bool
    language: str
    needs_interpreter: bool
    needs_format: str

    @property
    def name(self) -> str:
        """Return the name for the envelope."""
        return " ".join(filter(None, (self.title, self.first_name, self.last_name)))

    @property
    def greeting(self) -> str:
        """Return the name after "Dear"."""
        if self.title:
            return f"{self.title} {self.last_name}"
        return f"{self.first_name} {self.last_name}"

    @property
    def home(self) -> str:
        """Return the address in a form in which two spellings of one are the same."""
        return re.sub(r"[^a-z0-9]", "", f"{self.address}{self.postcode}".lower())


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Where the pupil lives, for adults whose own address is not entered."""

    address: str
    postcode: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """Who shares one letter, where it goes, how, and what whoever sends it must know."""

    adults: tuple[int, ...]
    names: str
    salutation: str
    lines: tuple[str, ...]
    channel: Channel
    language: str
    needs_format: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A parent or carer who is not written to, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Circle:
    """Who receives a letter about a pupil, and who does not."""

    addressees: tuple[Addressee, ...]
    left_out: tuple[LeftOut, ...]


def circle_of(people: Iterable[Person], home: Home, to: To) -> Circle:
    """Return who receives a letter, household by household, in the order of contacts."""
    reached: list[tuple[Person, Channel]] = []
    left_out: list[LeftOut] = []
    for person in people:
        if not (person.is_responsible or person.lives_with_pupil):
            continue
        channel = _channel(person, home, to)
        if isinstance(channel, Channel):
            reached.append((_at_home(person, home), channel))
        else:
            left_out.append(LeftOut(person.name, channel))
    keys = [_household(person, channel) for person, channel in reached]
    order = sorted(range(len(keys)), key=lambda i: (keys.index(keys[i]), i))
    households = (
        [reached[i] for i in members]
        for _, members in groupby(order, key=lambda i: keys[i])
    )
    return Circle(tuple(map(_addressee, households)), tuple(left_out))


def _channel(person: Person, home: Home, to: To) -> Channel | str:
    """Return how a person is written to, or the sentence why they are not."""
    why = f" ({person.restriction})" if person.restriction else ""
    if not person.channels:
        return f"Nobody may contact {person.name} about this pupil{why}."
    if to is To.HOME:
        if person.lives_with_pupil:
            return Channel.HAND
        return f"{person.name} does not live where the letter is left."
    return _by_letter(person, home) or (
        f"No address of {person.name} is known."
        if POST in person.channels
        else f"Letters may not be sent to {person.name}{why}."
    )


def _by_letter(person: Person, home: Home) -> Channel | None:
    has_address = bool(_at_home(person, home).address) or person.address_is_confidential
    if POST in person.channels and has_address:
        return Channel.POST
    return Channel.EMAIL if EMAIL in person.channels and person.email else None


def _at_home(person: Person, home: Home) -> Person:
    """Give an adult who lives with the pupil, and has no address entered, the pupil's."""
    if person.address or not person.lives_with_pupil:
        return person
    return Person(
        **{name: getattr(person, name) for name in Person.__slots__}
        | {"address": home.address, "postcode": home.postcode}
    )


def _household(person: Person, channel: Channel) -> tuple[object, ...]:
    """Return what people share who share a letter; a confidential home is never shared."""
    apart = person.adult if person.address_is_confidential or not person.home else 0
    return (
        channel,
        apart,
        person.home,
        person.lives_with_pupil,
        person.language,
        person.needs_format,
    )


def _addressee(household: Sequence[tuple[Person, Channel]]) -> Addressee:
    people = [person for person, _ in household]
    first, channel = household[0]
    hides = first.address_is_confidential
    names = _listed([person.name for person in people])
    return Addressee(
        adults=tuple(person.adult for person in people),
        names=names,
        salutation=_listed([person.greeting for person in people]),
        lines=(names,) if hides else (names, *lines_of(first.address, first.postcode)),
        channel=channel,
        language=first.language,
        needs_format=first.needs_format,
        notes=tuple(_notes(people)),
    )


def _notes(people: Sequence[Person]) -> Iterable[str]:
    if people[0].address_is_confidential:
        yield KEPT_APART
    for person in people:
        if person.restriction:
            yield f"{person.name}: {person.restriction}"
        if person.has_court_order:
            yield f"{person.name}: a court order is in force; read it before you send."
        if person.needs_interpreter:
            yield f"{person.name} needs an interpreter ({person.language})."
    if people[0].needs_format:
        yield f"Wanted as: {people[0].needs_format}."


def lines_of(address: str, postcode: str) -> tuple[str, ...]:
    """Return an address as an envelope has it: a line for each part, the postcode last."""
    parts = [part.strip() for part in re.split(r"[\n,]", address) if part.strip()]
    return (*parts, postcode.strip()) if postcode.strip() else tuple(parts)


def is_large_print(needs_format: str) -> bool:
    """Tell whether somebody asked for large print."""
    return "large" in needs_format.lower()


def _listed(names: Sequence[str]) -> str:
    if len(names) < 2:  # noqa: PLR2004
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
