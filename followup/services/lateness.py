"""What is done about lateness: a pattern dealt with, a talk at the gate, a breakfast."""

import datetime as dt
import uuid
from typing import Any

from django.db import IntegrityError, transaction

from core.clock import local
from followup.models import BreakfastPlace, GateTalk, LatenessReview
from schools.models import Enrolment, Membership
from schools.services.refusals import Refused


def deal_with(
    *, review: LatenessReview, words: str, by: Membership, now: dt.datetime
) -> None:
    """Keep what was done about a pattern; the first record stands."""
    LatenessReview.objects.filter(pk=review.pk, dealt_with_at__isnull=True).update(
        dealt_with_at=now, dealt_with_by=by, words=words
    )


def talk_at_gate(
    *,
    enrolment: Enrolment,
    slot: int,
    key: uuid.UUID,
    said: dict[str, Any],
    by: Membership,
    now: dt.datetime,
) -> GateTalk:
    """Keep why a child was late, and what was offered."""
    row, _ = GateTalk.objects.get_or_create(
        key=key,
        defaults={
            **said,
            "school_id": enrolment.school_id,
            "enrolment": enrolment,
            "slot": slot,
            "talked_at": now,
            "talked_by": by,
        },
    )
    return row


def offer_breakfast(
    *, enrolment: Enrolment, said: dict[str, Any], by: Membership, now: dt.datetime
) -> BreakfastPlace:
    """Give a child a place at the breakfast club; one who has a place keeps it."""
    try:
        with transaction.atomic():
            return BreakfastPlace.objects.create(
                school_id=enrolment.school_id,
                enrolment=enrolment,
                offered_at=now,
                offered_by=by,
                **said,
            )
    except IntegrityError:
        raise Refused("The child has a place already.") from None


def end_breakfast(*, place: BreakfastPlace, by: Membership, now: dt.datetime) -> None:
    """End a place with the end of today."""
    tomorrow = local(now).date() + dt.timedelta(days=1)
    BreakfastPlace.objects.filter(pk=place.pk, ended_at__isnull=True).update(
        ends_on=max(tomorrow, place.starts_on + dt.timedelta(days=1)),
        ended_at=now,
        ended_by=by,
    )
