"""What bodies have agreed in words: policies, duties, and whom to ask.

A school reads its trust's and its authority's beside its own.
"""

import datetime as dt

from django.db.models import Case, IntegerField, QuerySet, Value, When

from schools.models import Affiliation, Body, ContactPoint, Duty, Policy


def bodies_around(body: Body, on: dt.date) -> list[int]:
    """Return a body and those that it belongs to on a day."""
    parents = Affiliation.objects.on(on).filter(school=body)
    return [body.pk, *parents.values_list("parent_id", flat=True)]


def policies_on(body: Body, on: dt.date) -> list[Policy]:
    """Return the versions that hold on a day or later, the body's own first."""
    rows = (
        Policy.objects.filter(body__in=bodies_around(body, on))
        .exclude(ends_on__lte=on)
        .select_related("body", "recorded_by")
    )
    return list(_own_first(rows, body).order_by("place", "title", "starts_on"))


def former_policies(body: Body, on: dt.date) -> list[Policy]:
    """Return versions of the body's own that hold no longer, the latest first."""
    rows = Policy.objects.filter(body=body, ends_on__lte=on)
    return list(rows.select_related("body", "recorded_by").order_by("-ends_on"))


def policy_of(body: Body, number: int, on: dt.date) -> Policy | None:
    """Return a version of the body, or of one that it belongs to."""
    return (
        Policy.objects.filter(body__in=bodies_around(body, on), pk=number)
        .select_related("body", "recorded_by")
        .first()
    )


def duties_on(body: Body, on: dt.date) -> list[Duty]:
    """Return the duties that a body has written down, by who has them."""
    return list(Duty.objects.on(on).filter(body=body).select_related("recorded_by"))


def duties_for(body: Body, on: dt.date) -> tuple[Body | None, list[Duty]]:
    """Return the duties that hold for a body, and whose words they are.

    Its own where it has any, else those of the first body around it that has.
    """
    for number in bodies_around(body, on):
        found = list(
            Duty.objects.on(on)
            .filter(body=number)
            .select_related("body", "recorded_by")
        )
        if found:
            return found[0].body, found
    return None, []


def duty_of(body: Body, number: int, on: dt.date) -> Duty | None:
    """Return one of a body's own duties."""
    return Duty.objects.on(on).filter(body=body, pk=number).first()


def contact_points_on(body: Body, on: dt.date) -> list[ContactPoint]:
    """Return whom staff may ask: the body's own first, then those around it."""
    rows = (
        ContactPoint.objects.on(on)
        .filter(body__in=bodies_around(body, on))
        .select_related("body", "recorded_by")
    )
    return list(_own_first(rows, body).order_by("place", "body__name", "name"))


def contact_point_of(body: Body, number: int, on: dt.date) -> ContactPoint | None:
    """Return one of a body's own."""
    return ContactPoint.objects.on(on).filter(body=body, pk=number).first()


def _own_first(
    rows: "QuerySet[Policy] | QuerySet[ContactPoint]", body: Body
) -> "QuerySet":  # type: ignore[type-arg]
    return rows.annotate(
        place=Case(
            When(body=body.pk, then=Value(0)),
            default=Value(1),
            output_field=IntegerField(),
        )
    )
