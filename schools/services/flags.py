"""Adds, revises and ends flags; a flag is ended, never deleted."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q

from schools.codes.flags import BY_KEY, SeenBy
from schools.models import Flag, Membership, Pupil, PupilChange
from schools.services.changes import note_change
from schools.services.refusals import Refused

ONE_DAY = dt.timedelta(days=1)


@transaction.atomic
def add_flag(
    *,
    pupil: Pupil,
    kind: str,
    starts_on: dt.date,
    details: Mapping[str, Any],
    by: Membership,
    now: dt.datetime,
) -> Flag:
    """Flag a pupil from a day; one flag of a kind at a time."""
    running = Flag.objects.filter(pupil=pupil, kind=kind).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=starts_on)
    )
    if running.exists():
        raise Refused(
            f"“{BY_KEY[kind].label}” is flagged already: change that one, or end it"
            " first.",
            field="kind",
        )
    flag = Flag.objects.create(
        school_id=pupil.school_id,
        pupil=pupil,
        kind=kind,
        starts_on=starts_on,
        **details,
    )
    _note(flag, "Flag added", by, now)
    return flag


@transaction.atomic
def revise_flag(
    *, flag: Flag, details: Mapping[str, Any], by: Membership, now: dt.datetime
) -> None:
    """Store what a review found: note, worker, owner, the next review."""
    for column, value in details.items():
        setattr(flag, column, value)
    flag.save(update_fields=list(details))
    _note(flag, "Flag reviewed", by, now)


@transaction.atomic
def end_flag(
    *, flag: Flag, last_day: dt.date, by: Membership, now: dt.datetime
) -> None:
    """Set the last day on which a flag holds."""
    if last_day < flag.starts_on:
        raise Refused(
            f"The flag began on {flag.starts_on:%-d %B %Y}.", field="last_day"
        )
    flag.ends_on = last_day + ONE_DAY
    flag.save(update_fields=["ends_on"])
    _note(flag, "Flag ended", by, now)


def _note(flag: Flag, act: str, by: Membership, now: dt.datetime) -> None:
    kind = BY_KEY[flag.kind]
    note_change(
        pupil=flag.pupil,
        kind=PupilChange.Kind.FLAG,
        words=f"{act}: {kind.label}",
        by=by,
        now=now,
        is_sensitive=kind.seen_by is SeenBy.SAFEGUARDING,
    )
