"""Pupils of a school: on the roll or not, in which year and group, related to whom."""

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from schools.models import (
    Body,
    Contact,
    Enrolment,
    Person,
    Placement,
    Pupil,
    StaffRelative,
    Upn,
)
from schools.selectors.contacts import reachable_count


def pupils_on(school: Body, on: dt.date, *, living: bool = True) -> "QuerySet[Any]":
    """Return the school's pupils with what lists print of each on a day.

    Children who have died are in no list; `living=False` asks for them alone.

    Adds `is_on_roll`, `group_id`, `group_name`, `year_group`, `is_registered` (a
    register asks for the pupil) and `reachable` (contacts who can be telephoned).
    """
    placed = Placement.objects.on(on).filter(enrolment__pupil=OuterRef("pk"))
    asked = placed.filter(group__isnull=False, group__starts_on__lte=on).exclude(
        group__ends_on__lte=on
    )
    pupils = Pupil.objects.filter(school=school, died_on__isnull=living)
    rows: QuerySet[Any] = pupils.annotate(
        is_on_roll=Exists(Enrolment.objects.on(on).filter(pupil=OuterRef("pk"))),
        group_id=Subquery(placed.values("group_id")[:1]),
        group_name=Subquery(placed.values("group__name")[:1]),
        year_group=Subquery(placed.values("year_group")[:1]),
        is_registered=Exists(asked),
        reachable=reachable_count(on),
    )
    return rows


def has_deaths(school: Body) -> bool:
    """Tell whether the school keeps the record of a child who has died."""
    return Pupil.objects.filter(school=school, died_on__isnull=False).exists()


def enrolment_on(pupil: Pupil, on: dt.date) -> Enrolment | None:
    """Return the enrolment of a day, else the next to begin, else the last that ended."""
    rows = list(Enrolment.objects.filter(pupil=pupil).order_by("starts_on"))
    current = [row for row in rows if row.is_on_roll(on)]
    coming = [row for row in rows if row.starts_on > on]
    return next(iter(current or coming or rows[-1:]), None)


def placement_on(enrolment: Enrolment, on: dt.date) -> Placement | None:
    """Return where an enrolment stands on a day, or first or last stood."""
    rows = list(
        Placement.objects.filter(enrolment=enrolment)
        .select_related("group")
        .order_by("starts_on")
    )
    begun = [row for row in rows if row.starts_on <= on]
    return next(iter(begun[-1:] or rows), None)


def placements_of(pupil: Pupil) -> list[Placement]:
    """Return every placement of a pupil, the latest first."""
    return list(
        Placement.objects.filter(enrolment__pupil=pupil)
        .select_related("group", "enrolment")
        .order_by("-starts_on")
    )


def upns_of(pupil: Pupil) -> list[Upn]:
    """Return a pupil's numbers: the one in use first, then former ones."""
    rows = Upn.objects.filter(identity_id=pupil.identity_id)
    return sorted(
        rows,
        key=lambda row: (
            row.ends_on is not None,
            row.is_temporary,
            -row.starts_on.toordinal(),
        ),
    )


def relation_of(person: Person, pupil: Pupil) -> str | None:
    """Return what a pupil is to somebody on the staff, None where they are not family."""
    relative = StaffRelative.objects.filter(person=person, pupil=pupil).first()
    return relative.relation if relative else None


def relatives_of(pupil: Pupil) -> list[StaffRelative]:
    """Return the staff to whom a pupil is family."""
    return list(StaffRelative.objects.filter(pupil=pupil).select_related("person"))


def same_name_and_birthday(
    school: Body, *, last_name: str, first_name: str, born_on: dt.date
) -> Pupil | None:
    """Return a pupil already known here under this name and date of birth."""
    return Pupil.objects.filter(
        school=school,
        date_of_birth=born_on,
        last_name__iexact=last_name.strip(),
        first_name__iexact=first_name.strip(),
    ).first()


def has_contacts(pupil: Pupil, on: dt.date) -> bool:
    """Tell whether anybody at all stands in the record for this pupil."""
    return Contact.objects.on(on).filter(pupil=pupil).exists()
