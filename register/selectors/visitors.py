"""Visitors and staff who signed in at the desk."""

import datetime as dt

from core.clock import at_local
from register.models import OnSite
from schools.models import Body, Membership
from schools.states import Role

# A day's visits; who forgot to sign out is not here for ever.
STAFF = (
    *(Role.TEACHER, Role.OFFICE, Role.OFFICER, Role.SAFEGUARDING, Role.PASTORAL),
    Role.HEAD,
)


def visits_on(school: Body, day: dt.date) -> list[OnSite]:
    """Return who signed in on a day: those who are here first, the last one first."""
    midnight = at_local(day, dt.time.min)
    rows = (
        OnSite.objects.filter(
            school=school,
            arrived_at__gte=midnight,
            arrived_at__lt=midnight + dt.timedelta(hours=26),
        )
        .select_related("member", "arrived_by")
        .order_by("-arrived_at", "-pk")
    )
    return sorted(rows, key=lambda row: row.left_at is not None)


def here_now(school: Body, day: dt.date) -> list[OnSite]:
    """Return who signed in today and has not left, by name."""
    rows = [row for row in visits_on(school, day) if row.left_at is None]
    return sorted(rows, key=lambda row: row.name)


def visit_of(school: Body, number: int) -> OnSite | None:
    """Return a visit to a school."""
    return OnSite.objects.filter(school=school, pk=number).first()


def staff_on(school: Body, day: dt.date) -> list[Membership]:
    """Return the staff of a school, each person once, by name."""
    rows = (
        Membership.objects.on(day)
        .filter(body=school, role__in=[role.value for role in STAFF])
        .order_by("name", "pk")
    )
    return list({row.person_id: row for row in reversed(rows)}.values())[::-1]
