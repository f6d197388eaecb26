"""Joining the roll, changing group, leaving: always from a day, never in place."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Q

from schools.models import (
    Body,
    Enrolment,
    Membership,
    Placement,
    Pupil,
    PupilChange,
    RegistrationGroup,
)
from schools.rules.age import year_group_words
from schools.services.changes import note_change
from schools.services.hooks import refusal_to_leave
from schools.services.identities import identity_for
from schools.services.refusals import Refused

ONE_DAY = dt.timedelta(days=1)
_NEXT_NUMBER = """
    select lpad((coalesce(max(admission_number::int), 0) + 1)::text,
                coalesce(max(length(admission_number)), 4), '0')
      from schools_pupil
     where school_id = %s and admission_number ~ '^[0-9]{1,9}$'
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a pupil stands from a day: year and registration group, or none yet."""

    group: RegistrationGroup | None
    year_group: int
    starts_on: dt.date


@transaction.atomic
def admit_pupil(
    *,
    school: Body,
    record: Mapping[str, Any],
    upn: str,
    place: Place,
    by: Membership,
    now: dt.datetime,
) -> Pupil:
    """Put a child on the roll from a day, with a record of the school's own.

    `record` holds columns of the pupil; without an admission number the next free one
    is taken. A child known elsewhere by this UPN stays one identity.
    """
    identity = identity_for(upn, on=place.starts_on)
    known = Pupil.objects.filter(school=school, identity=identity).first()
    if known is not None:
        raise Refused(
            f"This UPN is that of {known.name}, whom the school knows already. Open"
            " that record: a pupil who comes back is put on the roll again from there.",
            field="upn",
        )
    columns = dict(record)
    columns["admission_number"] = columns.get("admission_number") or _next_number(
        school
    )
    try:
        with transaction.atomic():
            pupil = Pupil.objects.create(school=school, identity_id=identity, **columns)
    except IntegrityError:
        raise Refused(
            "Another pupil has this admission number.", field="admission_number"
        ) from None
    enrol(pupil=pupil, place=place, by=by, now=now)
    return pupil


@transaction.atomic
def enrol(
    *,
    pupil: Pupil,
    place: Place,
    by: Membership,
    now: dt.datetime,
) -> Enrolment:
    """Put a pupil whom the school knows on its roll from a day, again or at first."""
    if pupil.died_on is not None:
        raise Refused(f"{pupil.name} has died.", field="starts_on")
    _check_group(place)
    clash = (
        Enrolment.objects.filter(pupil=pupil)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gt=place.starts_on))
        .first()
    )
    if clash is not None:
        raise Refused(
            f"{pupil.name} is on the roll from {clash.starts_on:%-d %B %Y}.",
            field="starts_on",
        )
    enrolment = Enrolment.objects.create(
        school_id=pupil.school_id, pupil=pupil, starts_on=place.starts_on
    )
    Placement.objects.create(
        school_id=pupil.school_id,
        enrolment=enrolment,
        group=place.group,
        year_group=place.year_group,
        starts_on=place.starts_on,
    )
    _note(pupil, f"Joined on {place.starts_on:%-d %B %Y}", by, now)
    return enrolment


@transaction.atomic
def move_pupil(
    *,
    enrolment: Enrolment,
    place: Place,
    by: Membership,
    now: dt.datetime,
) -> Placement:
    """Put a pupil into another group or year from a day; earlier days stay as they were."""
    _check_group(place)
    starts_on = place.starts_on
    if not enrolment.is_on_roll(starts_on):
        raise Refused("The pupil is not on the roll on that day.", field="starts_on")
    rows = Placement.objects.select_for_update().filter(enrolment=enrolment)
    later = rows.filter(starts_on__gt=starts_on).order_by("starts_on").first()
    if later is not None:
        raise Refused(
            f"A later change, from {later.starts_on:%-d %B %Y}, stands already."
            " Choose that day or one after it.",
            field="starts_on",
        )
    rows.filter(starts_on=starts_on).delete()
    rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=starts_on)).update(
        ends_on=starts_on
    )
    placement = Placement.objects.create(
        school_id=enrolment.school_id,
        enrolment=enrolment,
        group=place.group,
        year_group=place.year_group,
        starts_on=place.starts_on,
        ends_on=enrolment.ends_on,
    )
    group = place.group.name if place.group else "no group"
    where = f"{year_group_words(place.year_group)}, {group}"
    _note(enrolment.pupil, f"Moved to {where} from {starts_on:%-d %B %Y}", by, now)
    return placement


@transaction.atomic
def end_enrolment(
    *,
    enrolment: Enrolment,
    last_day: dt.date,
    reason: str,
    by: Membership,
    now: dt.datetime,
) -> None:
    """Set the last day on the roll; the marks and the record stay."""
    if last_day < enrolment.starts_on:
        raise Refused(
            f"The pupil joined on {enrolment.starts_on:%-d %B %Y}.", field="last_day"
        )
    refusal = refusal_to_leave(enrolment, last_day)
    if refusal:
        raise Refused(refusal, field="last_day")
    ends_on = last_day + ONE_DAY
    rows = Placement.objects.select_for_update().filter(enrolment=enrolment)
    rows.filter(starts_on__gte=ends_on).delete()
    # The last placement ends with the roll, also where the day is put off.
    running = Q(ends_on=enrolment.ends_on)
    rows.filter(running | Q(ends_on__gt=ends_on)).update(ends_on=ends_on)
    Enrolment.objects.filter(pk=enrolment.pk).update(ends_on=ends_on)
    words = f"Last day on roll {last_day:%-d %B %Y}: {reason.strip()}"
    _note(enrolment.pupil, words, by, now)


def _check_group(place: Place) -> None:
    group, on = place.group, place.starts_on
    if group is not None and not group.period.contains(on):
        raise Refused(
            f"{group.name} is no class on {on:%-d %B %Y}: choose another, or make the"
            " class begin earlier.",
            field="group",
        )


def _next_number(school: Body) -> str:
    """Return the next admission number; a lock keeps two joiners from the same one."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(20241108, %s)", [school.pk])
        cursor.execute(_NEXT_NUMBER, [school.pk])
        (number,) = cursor.fetchone()
    return str(number)


def _note(pupil: Pupil, words: str, by: Membership, now: dt.datetime) -> None:
    note_change(pupil=pupil, kind=PupilChange.Kind.ROLL, words=words, by=by, now=now)
