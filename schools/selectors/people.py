"""Who works where, and in which roles."""

import datetime as dt

from django.db.models import Q, QuerySet

from schools.models import Body, Membership, Person
from schools.states import BodyKind, Role


def bodies_of(person: Person, *, on: dt.date) -> list[Body]:
    """Return the bodies that a person may enter: their own, and their trust's schools."""
    mine = Membership.objects.on(on).filter(person=person)
    leads = mine.filter(role=Role.TRUST_LEAD).values("body")
    led = Q(affiliations__parent__in=leads, affiliations__starts_on__lte=on) & (
        Q(affiliations__ends_on__isnull=True) | Q(affiliations__ends_on__gt=on)
    )
    bodies = Body.objects.filter(Q(pk__in=mine.values("body")) | led).distinct()
    order = [BodyKind.NATION, BodyKind.AUTHORITY, BodyKind.TRUST, BodyKind.SCHOOL]
    return sorted(
        bodies, key=lambda body: (order.index(BodyKind(body.kind)), body.name)
    )


def staff_of(body: Body, *, on: dt.date) -> QuerySet[Membership]:
    """Return who holds which role at a body on a day, by name."""
    return (
        Membership.objects.on(on)
        .filter(body=body)
        .select_related("person")
        .order_by("name", "role")
    )


def former_staff_of(body: Body, *, on: dt.date) -> QuerySet[Membership]:
    """Return roles at a body that have ended, the latest first."""
    return (
        Membership.objects.filter(body=body, ends_on__lte=on)
        .select_related("person")
        .order_by("-ends_on", "name")
    )


def members_of_body(body: Body) -> QuerySet[Membership]:
    """Return every role that anybody has or had at a body."""
    return Membership.objects.filter(body=body)


def people_with_roles() -> QuerySet[Person]:
    """Return everyone who may sign in, with their roles; for the administrator."""
    return Person.objects.prefetch_related("memberships__body").order_by("name", "id")


def person_by_id(number: int) -> Person | None:
    """Return a person."""
    return Person.objects.filter(pk=number).first()
