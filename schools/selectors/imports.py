"""Files that came, and what a school knows already of the pupils in one."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from core.tables import Problem
from schools.models import (
    Body,
    Contact,
    Enrolment,
    Import,
    Placement,
    Pupil,
    RegistrationGroup,
    Upn,
)
from schools.rules.importing.pupils import ContactLine, PupilLine

ONE_DAY = dt.timedelta(days=1)


def imports_of(body: Body) -> QuerySet[Import]:
    """Return the files of a body, the latest first, without what is in them."""
    return (
        Import.objects.filter(body=body)
        .defer("content")
        .select_related("uploaded_by", "applied_by")
    )


def import_of(body: Body, number: int) -> Import | None:
    """Return one file of a body, if there is such a one."""
    return imports_of(body).filter(pk=number).first()


def files_to_work_on() -> list[tuple[int, int]]:
    """Return body and number of each file that waits to be read or applied."""
    rows = Import.objects.filter(
        state__in=(Import.State.WAITING, Import.State.QUEUED)
    ).exclude(columns={})
    return list(rows.order_by("pk").values_list("body_id", "pk"))


@dataclass
class Known:
    """A pupil as the school has them: record, latest enrolment, place, contacts."""

    pupil: Pupil
    enrolment: Enrolment | None = None
    placement: Placement | None = None
    upn: str = ""
    contacts: dict[tuple[str, str], Contact] = field(default_factory=dict)

    def changed_columns(self, line: PupilLine) -> dict[str, Any]:
        """Return the columns of the record that the file has otherwise."""
        return {
            key: value
            for key, value in line.record.items()
            if value is not None and getattr(self.pupil, key) != value
        }

    def is_moved(self, line: PupilLine) -> bool:
        """Tell whether the file names another year or class than the one that stands."""
        if self.placement is None:
            return bool(line.group)
        group = self.placement.group.name if self.placement.group else ""
        named = line.group or group
        return (
            self.placement.year_group != line.year_group
            or group.casefold() != named.casefold()
        )

    def is_leaving(self, line: PupilLine) -> bool:
        """Tell whether the file has a last day that the roll does not have."""
        return (
            line.last_day is not None
            and self.enrolment is not None
            and self.enrolment.ends_on != line.last_day + ONE_DAY
        )

    def is_back(self, line: PupilLine) -> bool:
        """Tell whether the pupil left and the file has a first day after that."""
        ended = self.enrolment.ends_on if self.enrolment else None
        return ended is not None and line.starts_on >= ended

    def family_news(self, line: PupilLine) -> list[ContactLine]:
        """Return the file's contacts that are new or have a number or address that is."""
        return [contact for contact in line.contacts if self._is_news(contact)]

    def differences(self, line: PupilLine) -> list[str]:
        """Say what the file has otherwise, in the words of the preview."""
        said = [key.replace("_", " ") for key in self.changed_columns(line)]
        if line.upn and line.upn != self.upn:
            said.append("UPN")
        if self.is_back(line):
            said.append("back on the roll")
        elif self.is_leaving(line) and line.last_day:
            said.append(f"last day {line.last_day:%-d %b %Y}")
        elif self.is_moved(line):
            said.append(f"moves to {line.group or 'another year'}")
        if self.family_news(line):
            said.append("contacts")
        return said

    def _is_news(self, contact: ContactLine) -> bool:
        known = self.contacts.get(contact.name)
        if known is None:
            return True
        numbers = {row.number for row in known.adult.numbers.all()}
        return not numbers >= {number for number, _ in contact.numbers} or bool(
            contact.person["email"] and contact.person["email"] != known.adult.email
        )


@dataclass
class KnownPupils:
    """A school's pupils by the numbers that a file may name."""

    by_number: Mapping[str, Known]
    by_upn: Mapping[str, Known]
    groups: set[str]
    clashes: list[Problem] = field(default_factory=list)

    def find(self, line: PupilLine) -> Known | None:
        """Return the pupil of a line; two numbers of two pupils are a problem."""
        known = self.by_number.get(line.admission_number)
        other = self.by_upn.get(line.upn) if line.upn else None
        if other is not None and other is not known:
            self.clashes.append(
                line.line.problem(
                    "upn",
                    f"This UPN is that of {other.pupil.name}, admission number"
                    f" {other.pupil.admission_number}.",
                )
            )
        return known


def known_pupils(school: Body, today: dt.date) -> KnownPupils:
    """Read everything that a file of pupils is compared with, a statement a table."""
    known = {row.pk: Known(row) for row in Pupil.objects.filter(school=school)}
    by_identity = {row.pupil.identity_id: row for row in known.values()}
    for enrolment in Enrolment.objects.filter(school=school).order_by("starts_on"):
        known[enrolment.pupil_id].enrolment = enrolment
    enrolments = {k.enrolment.pk: k for k in known.values() if k.enrolment}
    places = Placement.objects.filter(school=school, enrolment__in=list(enrolments))
    for place in places.select_related("group").order_by("starts_on"):
        if place.starts_on <= today or enrolments[place.enrolment_id].placement is None:
            enrolments[place.enrolment_id].placement = place
    by_upn = {}
    for upn in Upn.objects.filter(identity__in=list(by_identity)).order_by("starts_on"):
        owner = by_identity[upn.identity_id]
        by_upn[upn.upn] = owner
        if upn.ends_on is None:
            owner.upn = upn.upn
    contacts: dict[int, list[Contact]] = defaultdict(list)
    for contact in (
        Contact.objects.on(today)
        .filter(school=school)
        .select_related("adult")
        .prefetch_related("adult__numbers")
    ):
        contacts[contact.pupil_id].append(contact)
    for pupil_id, rows in contacts.items():
        known[pupil_id].contacts = {
            (row.adult.last_name.casefold(), row.adult.first_name.casefold()): row
            for row in rows
        }
    groups = RegistrationGroup.objects.on(today).filter(school=school)
    return KnownPupils(
        by_number={row.pupil.admission_number: row for row in known.values()},
        by_upn=by_upn,
        groups={name.casefold() for name in groups.values_list("name", flat=True)},
    )


def content_of(file: Import) -> bytes | None:
    """Return a file's bytes while they are kept."""
    content = Import.objects.values_list("content", flat=True).get(pk=file.pk)
    return None if content is None else bytes(content)
