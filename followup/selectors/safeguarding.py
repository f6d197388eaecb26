"""Safeguarding entries of a school, for those who may read them."""

from typing import Any

from django.db.models import Q, QuerySet

from followup.models import EntryAction, SafeguardingEntry
from schools.models import Body, Pupil, StaffRelative

_MOST = 200


def entries_of(
    school: Body, *, person_id: int, pupil: Pupil | None = None
) -> list[SafeguardingEntry]:
    """Return the entries of a school or a child, the latest first; never of a relative."""
    rows = _entries(school, person_id)
    if pupil is not None:
        rows = rows.filter(Q(pupil=pupil) | Q(linked__pupil=pupil)).distinct()
    return list(rows[:_MOST])


def find_entry(
    school: Body, entry_id: int, *, person_id: int
) -> SafeguardingEntry | None:
    """Return one entry of a school."""
    return _entries(school, person_id).filter(pk=entry_id).first()


def actions_waiting(school: Body, *, person_id: int) -> list[EntryAction]:
    """Return what is still to be done, what is due first on top."""
    return list(
        EntryAction.objects.filter(school=school, done_at__isnull=True)
        .exclude(entry__pupil__in=_family(person_id))
        .select_related("entry__pupil", "assigned_to")
    )


def _entries(school: Body, person_id: int) -> "QuerySet[SafeguardingEntry]":
    family = _family(person_id)
    return (
        SafeguardingEntry.objects.filter(school=school)
        .exclude(pupil__in=family)
        .exclude(linked__pupil__in=family)
        .select_related("pupil", "entered_by", "corrects")
        .prefetch_related("linked__pupil", "actions__assigned_to", "actions__done_by")
    )


def _family(person_id: int) -> "QuerySet[StaffRelative, Any]":
    return StaffRelative.objects.filter(person=person_id).values("pupil")
