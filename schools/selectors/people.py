"""Who works where, and in which roles."""

import datetime as dt
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from schools.models import Body, Membership, Person
from schools.states import Role

# Every page of the frame asks this, so it is one prepared statement.
_BODIES = """
    with mine as (
        select body_id, role from schools_membership
         where person_id = %(person)s and starts_on <= %(day)s
           and (ends_on is null or ends_on > %(day)s))
    select b.id, b.kind, b.name, b.slug
      from schools_body b
     where b.id in (select body_id from mine)
        or b.id in (
           select a.school_id from schools_affiliation a
             join mine on mine.body_id = a.parent_id and mine.role = %(lead)s
            where a.starts_on <= %(day)s
              and (a.ends_on is null or a.ends_on > %(day)s))
     order by array_position(array['nation', 'authority', 'trust', 'school'],
                             b.kind::text), b.name
"""


def bodies_of(person: Person, *, on: dt.date) -> list[Body]:
    """Return the bodies that a person may enter: their own, and their trust's schools."""
    asked: dict[str, Any] = {
        "person": person.pk,
        "day": on,
        "lead": Role.TRUST_LEAD.value,
    }
    with connection.cursor() as cursor:
        cursor.execute(_BODIES, asked)
        return [
            Body(pk=number, kind=kind, name=name, slug=slug)
            for number, kind, name, slug in cursor.fetchall()
        ]


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
