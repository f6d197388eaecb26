"""Safeguarding entries: written once, put right by another, acted upon by named staff."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse

from core.clock import local
from followup.models import EntryAction, EntryPupil, SafeguardingDuty, SafeguardingEntry
from followup.services.safe_and_well import tell_leads
from schools.models import Alert, Body, Membership, Pupil
from schools.services.alerts import News


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """What was seen, heard or done, of whom, and with which other children."""

    key: uuid.UUID
    pupil: Pupil
    categories: Sequence[str]
    words: str
    happened_at: dt.datetime
    linked: Sequence[Pupil] = ()
    corrects: SafeguardingEntry | None = None


@transaction.atomic
def write_entry(
    *, school: Body, concern: Concern, by: Membership, now: dt.datetime
) -> SafeguardingEntry:
    """Keep an entry and tell the lead and the deputies; the news names nobody."""
    entry, is_new = SafeguardingEntry.objects.get_or_create(
        key=concern.key,
        defaults={
            "school": school,
            "pupil": concern.pupil,
            "categories": list(concern.categories),
            "words": concern.words,
            "happened_at": concern.happened_at,
            "corrects": concern.corrects,
            "entered_at": now,
            "entered_by": by,
        },
    )
    if not is_new:
        return entry
    EntryPupil.objects.bulk_create(
        EntryPupil(school=school, entry=entry, pupil=pupil)
        for pupil in concern.linked
        if pupil != concern.pupil
    )
    tell_leads(
        school=school,
        pupil=concern.pupil,
        news=News(
            words=f"A safeguarding entry was made ({entry.pk}).",
            pupil=concern.pupil,
            link=_page(entry),
        ),
        by=by,
        now=now,
    )
    return entry


@transaction.atomic
def assign_action(
    *,
    entry: SafeguardingEntry,
    key: uuid.UUID,
    words: str,
    to: Membership,
    due_on: dt.date,
    by: Membership,
    now: dt.datetime,
) -> EntryAction:
    """Give somebody something to do, and tell them at once."""
    action, is_new = EntryAction.objects.get_or_create(
        key=key,
        defaults={
            "school_id": entry.school_id,
            "entry": entry,
            "words": words,
            "assigned_to": to,
            "due_on": due_on,
            "assigned_at": now,
            "assigned_by": by,
        },
    )
    if is_new:
        Alert.objects.create(
            school_id=entry.school_id,
            to=to,
            pupil=entry.pupil,
            words="You were given something to do for a child's safety.",
            link=_page(entry),
            made_at=now,
            sender=by,
        )
    return action


def finish_action(
    *, action: EntryAction, outcome: str, by: Membership, now: dt.datetime
) -> None:
    """Keep what came of an action; the first answer stands."""
    EntryAction.objects.filter(pk=action.pk, done_at__isnull=True).update(
        outcome=outcome, done_at=now, done_by=by
    )


def name_duty(
    *,
    school: Body,
    member: Membership,
    deputy: Membership | None,
    by: Membership,
    now: dt.datetime,
) -> SafeguardingDuty:
    """Name who is told of safeguarding entries beside the lead, and their deputy."""
    return SafeguardingDuty.objects.create(
        school=school,
        member=member,
        deputy=deputy,
        starts_on=local(now).date(),
        named_at=now,
        named_by=by,
    )


def end_duty(*, duty: SafeguardingDuty, now: dt.datetime) -> None:
    """End a duty at once: whoever holds it sees no entry any more."""
    SafeguardingDuty.objects.filter(pk=duty.pk, ends_on__isnull=True).update(
        ends_on=local(now).date() + dt.timedelta(days=1)
    )


def _page(entry: SafeguardingEntry) -> str:
    where = {"school": entry.school.slug, "entry": entry.pk}
    return reverse("safeguarding-entry", kwargs=where)
