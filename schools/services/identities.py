"""One child, one identity: finding it by number, renumbering, merging, undoing.

Everything is done by named functions of the database, which see all schools and answer
with numbers only.
"""

import datetime as dt
import json

from django.db import DatabaseError, IntegrityError, connection, transaction

from schools.models import IdentityMerge, Membership, Pupil, PupilChange
from schools.rules.upn import compact, refusal_of_upn
from schools.selectors.identities import pupils_by_identity
from schools.services.changes import note_change
from schools.services.refusals import Refused


def identity_for(upn: str, *, on: dt.date) -> int:
    """Return the child with a number, current or former, or a new one."""
    number = compact(upn)
    refusal = refusal_of_upn(number) if number else None
    if refusal:
        raise Refused(refusal, field="upn")
    with connection.cursor() as cursor:
        cursor.execute("select schools_identity_for(%s, %s)", [number or None, on])
        (identity,) = cursor.fetchone()
    return int(identity)


@transaction.atomic
def renumber_pupil(
    *, pupil: Pupil, upn: str, by: Membership, now: dt.datetime, on: dt.date
) -> None:
    """Give a child its UPN; the one before is kept as a former one."""
    number = compact(upn)
    refusal = refusal_of_upn(number)
    if refusal:
        raise Refused(refusal, field="upn")
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "select schools_renumber(%s, %s, %s)", [pupil.identity_id, number, on]
            )
    except IntegrityError:
        raise Refused(
            "Another record has this UPN, now or before. If it is the same child, the"
            " two are brought together under “One child, two records”.",
            field="upn",
        ) from None
    words = "UPN entered" if number[-1].isdigit() else "Temporary UPN entered"
    note_change(pupil=pupil, kind=PupilChange.Kind.UPN, words=words, by=by, now=now)


@transaction.atomic
def merge_identities(
    *, kept: int, dropped: int, reason: str, by: Membership, now: dt.datetime
) -> IdentityMerge:
    """Make two identities one child at every school, so that it can be undone."""
    if not reason.strip():
        raise Refused("Say how you know that they are one child.", field="reason")
    if kept == dropped:
        raise Refused("They are one identity already.")
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "select schools_merge_identities(%s, %s)::text", [kept, dropped]
            )
            (repointed,) = cursor.fetchone()
    except IntegrityError:
        raise Refused(
            "One school has a record of both, so they are two children there. That"
            " school has to settle it first."
        ) from None
    except DatabaseError:
        raise Refused("Neither of the two is a pupil here.") from None
    merge = IdentityMerge.objects.create(
        kept_id=kept,
        dropped_id=dropped,
        repointed=json.loads(repointed),
        reason=reason.strip(),
        merged_at=now,
        merged_by=by,
    )
    _note(kept, "Brought together with another school's record", by, now)
    return merge


@transaction.atomic
def undo_merge(*, merge: IdentityMerge, by: Membership, now: dt.datetime) -> None:
    """Take a merge apart: each school's record points where it did before."""
    if merge.undone_at is not None:
        raise Refused("This was undone already.")
    _note(merge.kept_id, "Bringing together with another record undone", by, now)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select schools_undo_merge(%s)", [merge.pk])
    except DatabaseError:
        raise Refused("This cannot be undone from this school.") from None
    IdentityMerge.objects.filter(pk=merge.pk, undone_at=None).update(
        undone_at=now, undone_by=by
    )


def _note(identity: int, words: str, by: Membership, now: dt.datetime) -> None:
    for pupil in pupils_by_identity([identity]).values():
        note_change(pupil=pupil, kind=PupilChange.Kind.UPN, words=words, by=by, now=now)
