"""Contacts from a file: one adult for brothers and sisters, nothing ever taken away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from schools.models import Adult, Body, Contact, Membership, PhoneNumber, Pupil
from schools.rules.importing.pupils import ContactLine, PupilLine
from schools.selectors.imports import Known
from schools.services.contacts import Answers, add_contact, revise_contact

Family = tuple[Pupil, PupilLine]


class Families:
    """Adds contacts of new pupils in bulk, and remembers adults across the file."""

    def __init__(self, school: Body, today: dt.date) -> None:
        self.school, self.today = school, today
        self.adults: dict[tuple[str, ...], Adult] = {}
        for adult in Adult.objects.filter(school=school).prefetch_related("numbers"):
            name = adult.last_name.casefold(), adult.first_name.casefold()
            ways = [row.number for row in adult.numbers.all()] + [adult.email]
            self.adults |= {(*name, way): adult for way in ways if way}

    def add(self, families: Sequence[Family]) -> None:
        """Write adults, numbers and contacts of new pupils, a statement a table."""
        new: list[tuple[Adult, ContactLine]] = []
        links: list[tuple[Pupil, Adult, ContactLine, int]] = []
        for pupil, line in families:
            for priority, contact in enumerate(line.contacts, start=1):
                adult = self.known(contact)
                if adult is None:
                    adult = Adult(school=self.school, **contact.person)
                    new.append((adult, contact))
                    self._remember(adult, contact)
                links.append((pupil, adult, contact, priority))
        Adult.objects.bulk_create([adult for adult, _ in new])
        PhoneNumber.objects.bulk_create(
            PhoneNumber(
                school=self.school,
                adult=adult,
                number=number,
                label=label,
                order=order,
            )
            for adult, contact in new
            for order, (number, label) in enumerate(contact.numbers, start=1)
        )
        Contact.objects.bulk_create(
            Contact(
                school=self.school,
                pupil=pupil,
                adult=adult,
                priority=priority,
                starts_on=self.today,
                **_link(contact),
            )
            for pupil, adult, contact, priority in links
        )

    def known(self, contact: ContactLine) -> Adult | None:
        """Return the adult of that name who is reached in one of the same ways."""
        return next(
            (
                self.adults[(*contact.name, way)]
                for way in _ways(contact)
                if (*contact.name, way) in self.adults
            ),
            None,
        )

    def revise(
        self, known: Known, line: PupilLine, by: Membership, now: dt.datetime
    ) -> None:
        """Add what is new about a known pupil's contacts; keep what stands."""
        for contact in known.family_news(line):
            row = known.contacts.get(contact.name)
            if row is None:
                adult = self.known(contact)
                answers = Answers(
                    person=contact.person if adult is None else {},
                    numbers=self._numbers(adult, contact),
                    link=_link(contact),
                )
                added = add_contact(
                    pupil=known.pupil, adult=adult, answers=answers, by=by, now=now
                )
                self._remember(added.adult, contact)
            else:
                email = contact.person["email"] or row.adult.email
                answers = Answers(
                    person={"email": email},
                    numbers=self._numbers(row.adult, contact),
                    link={},
                )
                # Nobody loses a number here, so no minimum can be broken.
                revise_contact(contact=row, answers=answers, minimum=0, by=by, now=now)

    def _numbers(
        self, adult: Adult | None, contact: ContactLine
    ) -> list[tuple[str, str]]:
        """Return the adult's numbers as they stand, and the file's new ones after."""
        stands = (
            [(row.number, row.label) for row in adult.numbers.all()] if adult else []
        )
        known = {number for number, _ in stands}
        return [*stands, *(row for row in contact.numbers if row[0] not in known)]

    def _remember(self, adult: Adult, contact: ContactLine) -> None:
        for way in _ways(contact):
            self.adults.setdefault((*contact.name, way), adult)


def _ways(contact: ContactLine) -> list[str]:
    ways = [number for number, _ in contact.numbers]
    return [way for way in (*ways, contact.person["email"]) if way]


def _link(contact: ContactLine) -> dict[str, object]:
    return {
        "relationship": contact.relationship[:40],
        "has_parental_responsibility": contact.has_responsibility,
        "lives_with_pupil": contact.lives_with_pupil,
        "may_collect": contact.has_responsibility,
    }
