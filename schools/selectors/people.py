"""Who works where, and in which roles."""

import datetime as dt

from django.db.models import Q

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
