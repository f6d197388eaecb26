"""Tells named staff something at once; it stands on their pages until they saw it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from core.clock import local
from schools.models import Alert, Body, Membership, Pupil
from schools.states import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One sentence, of whom it is, and the page that shows more."""

    words: str
    pupil: Pupil | None = None
    link: str = ""
    is_urgent: bool = False


def alert(
    news: News,
    *,
    school: Body,
    roles: Iterable[Role],
    now: dt.datetime,
    sender: Membership | None = None,
) -> list[Alert]:
    """Alert everybody who is one of the roles at the school today.

    Staff who are family of the pupil are left out: they have no casework there. Called
    twice with the same news on one day, it alerts nobody twice.
    """
    today = local(now).date()
    people = Membership.objects.on(today).filter(
        body=school, role__in=[role.value for role in roles]
    )
    if news.pupil is not None:
        people = people.exclude(person__relatives__pupil=news.pupil)
    told = Alert.objects.filter(
        school=school, pupil=news.pupil, words=news.words, made_at__date=today
    ).values_list("to_id", flat=True)
    return Alert.objects.bulk_create(
        Alert(
            school=school,
            to=person,
            pupil=news.pupil,
            words=news.words,
            link=news.link,
            is_urgent=news.is_urgent,
            made_at=now,
            sender=sender,
        )
        for person in people.exclude(pk__in=told)
    )


def see_alert(*, alert: Alert, now: dt.datetime) -> None:
    """Keep that the person saw it; the first time counts."""
    Alert.objects.filter(pk=alert.pk, seen_at__isnull=True).update(seen_at=now)


def see_alerts(
    *, alert: Alert, memberships: Iterable[Membership], now: dt.datetime
) -> None:
    """Keep that a person saw some news, under whichever of their roles it was told."""
    Alert.objects.filter(
        school=alert.school_id,
        to__in=[row.pk for row in memberships],
        words=alert.words,
        pupil=alert.pupil_id,
        seen_at__isnull=True,
    ).update(seen_at=now)
