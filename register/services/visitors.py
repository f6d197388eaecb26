"""Signs visitors and staff in and out, so that a roll call knows of them."""

import datetime as dt

from django.db import transaction

from register.models import OnSite
from schools.models import Body, Membership
from schools.services.refusals import Refused


@transaction.atomic
def sign_in(
    *,
    school: Body,
    name: str,
    organisation: str,
    host: str,
    by: Membership,
    now: dt.datetime,
    member: Membership | None = None,
) -> OnSite:
    """Note that somebody is on the site; who is here already is not noted twice."""
    here = OnSite.objects.filter(
        school=school,
        name__iexact=name,
        organisation=organisation,
        left_at__isnull=True,
    ).filter(arrived_at__gt=now - dt.timedelta(hours=16))
    if member is not None:
        here = here.filter(member=member)
    found = here.first()
    if found is not None:
        raise Refused(f"{found.name} is signed in already.", field="name")
    return OnSite.objects.create(
        school=school,
        member=member,
        name=name,
        organisation=organisation,
        host=host,
        arrived_at=now,
        arrived_by=by,
    )


@transaction.atomic
def sign_out(*, visit: OnSite, by: Membership, now: dt.datetime) -> OnSite:
    """Note that somebody has left; said twice the first time counts."""
    row = OnSite.objects.select_for_update(no_key=True).get(pk=visit.pk)
    if row.left_at is None:
        row.left_at, row.left_by = now, by
        row.save(update_fields=["left_at", "left_by"])
    return row
