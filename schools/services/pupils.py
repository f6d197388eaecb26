"""Changes a pupil's own record: what it says, the photograph, brothers and sisters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from schools.models import IdentityLink, Membership, Pupil, PupilChange
from schools.selectors.siblings import linked_identities
from schools.services.changes import listed, note_change
from schools.services.refusals import Refused


@transaction.atomic
def revise_pupil(
    *, pupil: Pupil, changed: Mapping[str, Any], by: Membership, now: dt.datetime
) -> None:
    """Store new answers and keep which of them changed."""
    if not changed:
        return
    for column, value in changed.items():
        setattr(pupil, column, value)
    pupil.save(update_fields=list(changed))
    names = [column.replace("_", " ").replace("sen ", "SEN ") for column in changed]
    words = f"Changed {listed(names)}"
    note_change(pupil=pupil, kind=PupilChange.Kind.RECORD, words=words, by=by, now=now)


@transaction.atomic
def set_photograph(
    *, pupil: Pupil, jpeg: ContentFile[bytes], by: Membership, now: dt.datetime
) -> None:
    """Keep a new photograph; the one before is deleted once this is certain."""
    _forget_file_on_commit(pupil)
    pupil.photograph.save(str(jpeg.name), jpeg, save=False)
    pupil.save(update_fields=["photograph"])
    note_change(
        pupil=pupil,
        kind=PupilChange.Kind.RECORD,
        words="New photograph",
        by=by,
        now=now,
    )


@transaction.atomic
def remove_photograph(*, pupil: Pupil, by: Membership, now: dt.datetime) -> None:
    """Delete the photograph."""
    if not pupil.photograph:
        return
    _forget_file_on_commit(pupil)
    pupil.photograph = ""
    pupil.save(update_fields=["photograph"])
    note_change(
        pupil=pupil,
        kind=PupilChange.Kind.RECORD,
        words="Photograph removed",
        by=by,
        now=now,
    )


@transaction.atomic
def link_siblings(
    *, pupil: Pupil, other: Pupil, by: Membership, now: dt.datetime
) -> None:
    """Keep that two pupils are brother and sister."""
    if other.identity_id == pupil.identity_id:
        raise Refused("Choose another pupil.", field="other")
    first, second = sorted((pupil.identity_id, other.identity_id))
    IdentityLink.objects.get_or_create(first_id=first, second_id=second)
    for one, of in ((pupil, other), (other, pupil)):
        note_change(
            pupil=one,
            kind=PupilChange.Kind.FAMILY,
            words=f"Linked with {of.name} as brother or sister",
            by=by,
            now=now,
        )


@transaction.atomic
def unlink_siblings(
    *, pupil: Pupil, other: Pupil, by: Membership, now: dt.datetime
) -> None:
    """Take the link of two pupils away."""
    if other.identity_id not in linked_identities(pupil):
        raise Refused("They are not linked.", field="other")
    first, second = sorted((pupil.identity_id, other.identity_id))
    IdentityLink.objects.filter(first_id=first, second_id=second).delete()
    for one, of in ((pupil, other), (other, pupil)):
        note_change(
            pupil=one,
            kind=PupilChange.Kind.FAMILY,
            words=f"Link with {of.name} taken away",
            by=by,
            now=now,
        )


def _forget_file_on_commit(pupil: Pupil) -> None:
    before = pupil.photograph.name
    if before:
        storage = pupil.photograph.storage
        transaction.on_commit(lambda: storage.delete(before))
