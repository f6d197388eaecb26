"""Bodies of the installation, for the administrator."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from schools.models import Affiliation, Body
from schools.states import BodyKind


@dataclass(frozen=True)
class BodyLine:
    """A body, and what it belongs to today."""

    body: Body
    authority: Body | None
    trust: Body | None


def all_bodies(on: dt.date) -> list[BodyLine]:
    """Return every body with its authority and trust on a day."""
    parents: dict[int, dict[str, Body]] = {}
    for row in Affiliation.objects.on(on).select_related("parent"):
        parents.setdefault(row.school_id, {})[row.kind] = row.parent
    return [
        BodyLine(
            body,
            parents.get(body.pk, {}).get(BodyKind.AUTHORITY),
            parents.get(body.pk, {}).get(BodyKind.TRUST),
        )
        for body in Body.objects.order_by("kind", "name")
    ]


def bodies_of_kind(kind: BodyKind) -> QuerySet[Body]:
    """Return the bodies of a kind by name."""
    return Body.objects.filter(kind=kind).order_by("name")


def body_by_id(number: int) -> Body | None:
    """Return a body."""
    return Body.objects.filter(pk=number).first()


def parents_on(school: Body, on: dt.date) -> dict[str, Body]:
    """Return a school's authority and trust of a day by kind."""
    rows = Affiliation.objects.on(on).filter(school=school).select_related("parent")
    return {row.kind: row.parent for row in rows}
