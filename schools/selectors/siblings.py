"""Brothers and sisters: linked as such, or in the care of the same adult at home."""

import datetime as dt

from django.db import connection
from django.db.models import Q

from schools.models import Contact, IdentityLink, Pupil


def siblings_of(pupil: Pupil, on: dt.date) -> list[Pupil]:
    """Return the pupils of the same school who are linked, or share a parent at home."""
    linked = linked_identities(pupil)
    homes = Contact.objects.on(on).filter(lives_with_pupil=True)
    shared = homes.filter(adult__in=homes.filter(pupil=pupil).values("adult"))
    return list(
        Pupil.objects.living()
        .filter(school_id=pupil.school_id)
        .filter(Q(identity_id__in=linked) | Q(pk__in=shared.values("pupil")))
        .exclude(pk=pupil.pk)
        .order_by("date_of_birth", "pk")
    )


def linked_identities(pupil: Pupil) -> set[int]:
    """Return the identities that a pupil's own is linked with."""
    child = pupil.identity_id
    rows = IdentityLink.objects.filter(Q(first=child) | Q(second=child))
    return {number for row in rows for number in (row.first_id, row.second_id)} - {
        child
    }


def siblings_elsewhere(pupil: Pupil) -> int:
    """Count linked brothers and sisters at other schools: a number, and no names."""
    with connection.cursor() as cursor:
        cursor.execute("select schools_siblings_elsewhere(%s)", [pupil.identity_id])
        (count,) = cursor.fetchone()
    return int(count)
