"""Who is expected at a provider on a day, and what was said of each."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from core.clock import local
from register.models import Arrangement, Confirmation, Mark, Provider
from register.rules.confirmations import Whereabouts, whereabouts
from register.selectors.windows import NoSessionTimes, window_of
from schools.models import Body, Placement
from schools.rules.sessions import Session, Slot
from schools.rules.weeks import meets
from schools.selectors.calendar import calendar_of

KINDS = (Arrangement.Kind.OFF_SITE, Arrangement.Kind.DUAL)


@dataclass(frozen=True, slots=True)
class Expected:
    """One pupil's session at a provider."""

    arrangement: Arrangement
    group_name: str
    slot: Slot
    said: Confirmation | None
    mark: Mark | None
    where: Whereabouts


@dataclass(frozen=True, slots=True)
class AtProvider:
    """A provider and the sessions of a day that its pupils are expected for."""

    provider: Provider
    expected: tuple[Expected, ...]


def expected_on(school: Body, day: dt.date, *, now: dt.datetime) -> list[AtProvider]:
    """Return by provider whom it expects on a day, and where each of them stands."""
    arrangements = [row for row in elsewhere_on(school, day) if row.provider]
    held = [
        slot
        for session in Session
        if calendar_of(school).is_registered(slot := Slot(day, session))
    ]
    said = words_at(held, [row.pk for row in arrangements])
    pupils = [row.enrolment_id for row in arrangements]
    marks = {
        (mark.enrolment_id, mark.slot): mark
        for mark in Mark.objects.filter(
            slot__in=[slot.number for slot in held], enrolment_id__in=pupils
        )
    }
    groups = {
        row.enrolment_id: row.group
        for row in Placement.objects.on(day)
        .filter(enrolment__in=pupils)
        .select_related("group")
    }
    by_provider: dict[Provider, list[Expected]] = {}
    for row in arrangements:
        group = groups.get(row.enrolment_id)
        for slot in held:
            if row.provider is None or not meets(row.sessions, slot):
                continue
            word = said.get((row.pk, slot.number))
            by_provider.setdefault(row.provider, []).append(
                Expected(
                    row,
                    group.name if group else "",
                    slot,
                    word,
                    marks.get((row.enrolment_id, slot.number)),
                    whereabouts(
                        slot,
                        said=word.is_present if word else None,
                        closes=_closes(school, group.pk if group else None, slot),
                        now=local(now),
                    ),
                )
            )
    return [AtProvider(place, tuple(rows)) for place, rows in by_provider.items()]


def elsewhere_on(school: Body, day: dt.date) -> list[Arrangement]:
    """Return the arrangements of a day whose pupils are taught elsewhere."""
    return list(
        Arrangement.objects.on(day)
        .filter(school=school, kind__in=KINDS, enrolment__pupil__died_on__isnull=True)
        .exclude(details__has_key="cancelled")
        .select_related("provider", "enrolment__pupil", "school")
        .order_by(
            "provider__name",
            "enrolment__pupil__last_name",
            "enrolment__pupil__first_name",
            "pk",
        )
    )


def words_at(
    slots: Sequence[Slot], arrangement_ids: Sequence[int]
) -> dict[tuple[int, int], Confirmation]:
    """Return the word that stands for each arrangement and slot: the latest."""
    rows = (
        Confirmation.objects.filter(
            slot__in=[slot.number for slot in slots], arrangement_id__in=arrangement_ids
        )
        .select_related("confirmed_by")
        .order_by("confirmed_at", "pk")
    )
    return {(row.arrangement_id, row.slot): row for row in rows}


def unaccounted_on(school: Body, day: dt.date, *, now: dt.datetime) -> list[Expected]:
    """Return whom nobody has accounted for at a provider, or who is not there."""
    open_ = {Whereabouts.UNACCOUNTED, Whereabouts.NOT_THERE}
    return [
        row
        for place in expected_on(school, day, now=now)
        for row in place.expected
        if row.where in open_
    ]


def _closes(school: Body, group_id: int | None, slot: Slot) -> dt.time | None:
    try:
        return window_of(school, group_id, slot).closes
    except NoSessionTimes:
        return None
