"""Keeps a provider's word on who was there; the latest word stands, all are kept."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse

from core.clock import local
from register.models import Arrangement, Confirmation
from register.selectors.confirmations import words_at
from schools.models import Body, Membership
from schools.rules.sessions import Slot
from schools.services.alerts import News, alert
from schools.services.refusals import Refused
from schools.states import Role

TOLD = (Role.OFFICE, Role.OFFICER, Role.SAFEGUARDING)


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of one pupil's session."""

    arrangement: Arrangement
    slot: Slot
    is_present: bool
    words: str = ""


@transaction.atomic
def confirm(
    *,
    school: Body,
    said: Sequence[Said],
    said_by: str,
    by: Membership,
    now: dt.datetime,
) -> list[Confirmation]:
    """Keep what a provider said; what stands already is not kept twice.

    A pupil who is not there is told to office, attendance and safeguarding at once:
    the mark stays theirs to amend (promise 1).
    """
    if not said_by.strip():
        raise Refused("Say who told us.", field="said_by")
    if any(one.slot.day > local(now).date() for one in said):
        raise Refused("Nobody was anywhere yet on a later day.")
    standing = words_at(
        [one.slot for one in said], [one.arrangement.pk for one in said]
    )
    new = [one for one in said if _is_news(one, standing)]
    rows = Confirmation.objects.bulk_create(
        Confirmation(
            school=school,
            arrangement=one.arrangement,
            slot=one.slot.number,
            is_present=one.is_present,
            said_by=said_by.strip(),
            words=one.words.strip(),
            confirmed_at=now,
            confirmed_by=by,
        )
        for one in new
    )
    for one in new:
        if not one.is_present:
            _tell(school, one, by=by, now=now)
    return rows


def _is_news(one: Said, standing: dict[tuple[int, int], Confirmation]) -> bool:
    before = standing.get((one.arrangement.pk, one.slot.number))
    if before is None:
        return True
    return before.is_present != one.is_present or before.words != one.words.strip()


def _tell(school: Body, one: Said, *, by: Membership, now: dt.datetime) -> None:
    place = one.arrangement.provider
    pupil = one.arrangement.enrolment.pupil
    where = place.name if place else "the other place"
    address = reverse("elsewhere", kwargs={"school": school.slug})
    news = News(
        words=f"{pupil.name} is not at {where}, {one.slot.words}.",
        pupil=pupil,
        link=f"{address}?day={one.slot.day.isoformat()}",
        is_urgent=True,
    )
    alert(news, school=school, roles=TOLD, now=now, sender=by)
