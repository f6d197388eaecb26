"""The schools at which one person is the attendance officer, each in a scope of its own."""

import datetime as dt
from collections.abc import Iterator

from core.tenancy import set_scope
from schools.models import Membership, Person
from schools.permissions import Scope
from schools.states import BodyKind, Role

SEVERAL = 2


def officer_of(person: Person, on: dt.date) -> list[Membership]:
    """Return the person's roles as attendance officer on a day, by school."""
    return list(
        Membership.objects.on(on)
        .filter(person=person, role=Role.OFFICER, body__kind=BodyKind.SCHOOL)
        .select_related("body")
        .order_by("body__name", "pk")
    )


def scopes_of(person: Person, on: dt.date) -> Iterator[Scope]:
    """Yield each of the schools as the person sees it there, one after the other.

    While one is yielded, the transaction sees that school and no other.
    """
    rows = officer_of(person, on)
    try:
        for row in rows:
            set_scope([row.body_id], person_id=person.pk)
            yield Scope(person, row.body, (row,), (row.body_id,))
    finally:
        set_scope([], person_id=person.pk)
