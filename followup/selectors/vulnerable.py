"""The list of children whose absence is followed up at once."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q

from followup.models import VulnerableListing
from schools.codes.flags import VULNERABLE, SeenBy
from schools.models import Body, Enrolment, Flag, Pupil
from schools.selectors.flags import flags_by_pupil


def listed(school: Body, day: dt.date) -> list[VulnerableListing]:
    """Return who is on the list, whose review is first due on top."""
    return list(
        VulnerableListing.objects.on(day)
        .filter(school=school, pupil__died_on__isnull=True)
        .select_related("pupil", "owner")
        .order_by("review_on", "pk")
    )


def find_listing(
    school: Body, listing_id: int, day: dt.date
) -> VulnerableListing | None:
    """Return one child of the list."""
    return next((row for row in listed(school, day) if row.pk == listing_id), None)


def flagged(
    school: Body, day: dt.date, levels: Iterable[SeenBy]
) -> list[tuple[Pupil, list[Flag]]]:
    """Return children on roll with a flag that makes vulnerable and no place on the list."""
    known = {row.pupil_id for row in listed(school, day)}
    on_roll = (
        Enrolment.objects.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gt=day),
            school=school,
            starts_on__lte=day,
            pupil__died_on__isnull=True,
        )
        .exclude(pupil__in=known)
        .select_related("pupil")
        .order_by("pupil__last_name", "pupil__first_name", "pk")
    )
    pupils = {row.pupil_id: row.pupil for row in on_roll}
    flags = flags_by_pupil(pupils, levels, day)
    return [
        (pupil, here)
        for pk, pupil in pupils.items()
        if (here := [row for row in flags.get(pk, []) if row.kind in VULNERABLE])
    ]
