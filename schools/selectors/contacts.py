"""Contacts of pupils, in the order in which they are tried."""

import datetime as dt
from collections.abc import Iterable
from typing import cast

from django.db.models import (
    Count,
    Exists,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from schools.models import Adult, Contact, PhoneNumber, Pupil
from schools.rules.contacts import PHONE


def contacts_of(pupil: Pupil, on: dt.date) -> list[Contact]:
    """Return the contacts of a pupil on a day by priority, with adults and numbers."""
    return list(
        Contact.objects.on(on)
        .filter(pupil=pupil)
        .select_related("adult")
        .prefetch_related("adult__numbers")
    )


def former_contacts_of(pupil: Pupil, on: dt.date) -> list[Contact]:
    """Return contacts that have ended, the latest first."""
    return list(
        Contact.objects.filter(pupil=pupil, ends_on__lte=on)
        .select_related("adult")
        .order_by("-ends_on")
    )


def reachable(on: dt.date) -> "QuerySet[Contact]":
    """Return the contacts who may be telephoned and have a number."""
    rows = (
        Contact.objects.on(on)
        .filter(channels__contains=[PHONE])
        .filter(Exists(PhoneNumber.objects.filter(adult=OuterRef("adult"))))
    )
    return cast("QuerySet[Contact]", rows)


def reachable_count(on: dt.date) -> Coalesce:
    """Return how many can be telephoned, as an expression over pupils."""
    counted = (
        reachable(on)
        .filter(pupil=OuterRef("pk"))
        .order_by()
        .values("pupil")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def home_is_confidential(contacts: Iterable[Contact]) -> bool:
    """Tell whether the pupil lives where one of these adults must not be found."""
    return any(
        row.lives_with_pupil and row.adult.address_is_confidential for row in contacts
    )


def count_reachable(pupil: Pupil, on: dt.date) -> int:
    """Count the contacts of a pupil who can be telephoned."""
    return reachable(on).filter(pupil=pupil).count()


def family_adults(pupil: Pupil, sibling_ids: list[int], on: dt.date) -> list[Adult]:
    """Return adults of brothers and sisters who are not yet contacts of the pupil."""
    mine = Contact.objects.on(on).filter(pupil=pupil).values("adult")
    theirs = Contact.objects.on(on).filter(pupil__in=sibling_ids).values("adult")
    return list(Adult.objects.filter(pk__in=theirs).exclude(pk__in=mine))


def other_pupils_of(adult: Adult, pupil: Pupil, on: dt.date) -> list[Pupil]:
    """Return the other pupils for whom an adult is a contact too."""
    theirs = Contact.objects.on(on).filter(adult=adult).values("pupil")
    living = Pupil.objects.living()
    return list(living.filter(pk__in=theirs).exclude(pk=pupil.pk).distinct())
