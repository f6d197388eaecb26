"""Arrangements: running and ended, what is due for a look, who is owed provision."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q, QuerySet

from core.periods import ONE_DAY
from register.models import Arrangement, Provider
from register.rules.arrangements import provision_due_on
from schools.models import Body, Flag
from schools.selectors.calendar import calendar_of

SUSPENDED = (Arrangement.Kind.SUSPENSION, Arrangement.Kind.EXCLUSION)
PROVIDED = (Arrangement.Kind.OFF_SITE, Arrangement.Kind.DUAL)
LOOKED_AFTER = "looked_after"
SOON = dt.timedelta(days=7)


class Stage(StrEnum):
    """Which part of the list is wanted."""

    RUNNING = "running"
    COMING = "coming"
    REVIEW = "review"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Owed:
    """A suspended pupil, from which day education is owed, and whether there is any."""

    arrangement: Arrangement
    due_on: dt.date
    is_looked_after: bool
    provided: Arrangement | None


def arrangements_of(
    school: Body, stage: Stage, on: dt.date, *, kind: str = ""
) -> list[Arrangement]:
    """Return the arrangements of a stage on a day, those to look at first first."""
    rows = _whole(school).filter(enrolment__pupil__died_on__isnull=True)
    if kind:
        rows = rows.filter(kind=kind)
    running = _is_running(on)
    if stage is Stage.RUNNING:
        return list(rows.filter(running))
    if stage is Stage.COMING:
        return list(rows.filter(_stands(), starts_on__gt=on))
    if stage is Stage.REVIEW:
        due = rows.filter(running, review_on__lte=on + SOON)
        return list(due.order_by("review_on", "pk"))
    over = Q(ends_on__lte=on) | Q(details__has_key="cancelled")
    return list(rows.filter(over).order_by("-ends_on", "-pk"))


def find_arrangement(school: Body, number: int) -> Arrangement | None:
    """Return an arrangement of a school."""
    return _whole(school).filter(pk=number).first()


def running_for(pupil_id: int, on: dt.date) -> list[Arrangement]:
    """Return what is arranged for a pupil on a day or later."""
    rows = Arrangement.objects.filter(_stands(), enrolment__pupil=pupil_id)
    return list(rows.exclude(ends_on__lte=on).select_related("provider"))


def reviews_due(school: Body, on: dt.date) -> list[Arrangement]:
    """Return what is to be looked at again within a week, the oldest first."""
    return arrangements_of(school, Stage.REVIEW, on)


def provisions_owed(school: Body, on: dt.date) -> list[Owed]:
    """Return the suspended pupils to whom education is or will be owed, soonest first."""
    rows = list(
        _whole(school)
        .filter(_stands(), kind__in=SUSPENDED, enrolment__pupil__died_on__isnull=True)
        .exclude(ends_on__lte=on)
    )
    looked_after = set(
        Flag.objects.on(on)
        .filter(kind=LOOKED_AFTER, pupil__in=[row.enrolment.pupil_id for row in rows])
        .values_list("pupil_id", flat=True)
    )
    owed = [
        one
        for row in rows
        if (one := _owed(row, row.enrolment.pupil_id in looked_after)) is not None
    ]
    return sorted(owed, key=lambda one: (one.due_on, one.arrangement.pk))


def providers_of(school: Body, on: dt.date) -> "QuerySet[Provider]":
    """Return the providers that may be chosen on a day."""
    rows: QuerySet[Provider] = Provider.objects.on(on).filter(school=school)
    return rows


def find_provider(school: Body, number: int) -> Provider | None:
    """Return a provider of a school."""
    return Provider.objects.filter(school=school, pk=number).first()


def _owed(row: Arrangement, is_looked_after: bool) -> Owed | None:  # noqa: FBT001
    last = row.ends_on - ONE_DAY if row.ends_on else None
    due = provision_due_on(
        row.starts_on,
        last,
        calendar_of(row.school),
        is_looked_after=is_looked_after,
    )
    if due is None:
        return None
    provided = (
        Arrangement.objects.filter(
            _stands(),
            enrolment=row.enrolment_id,
            kind__in=PROVIDED,
            starts_on__lte=due,
        )
        .exclude(ends_on__lte=due)
        .select_related("provider")
        .first()
    )
    return Owed(row, due, is_looked_after, provided)


def _stands() -> Q:
    return ~Q(details__has_key="cancelled")


def _is_running(on: dt.date) -> Q:
    running = Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gt=on))
    return _stands() & running


def _whole(school: Body) -> "QuerySet[Arrangement]":
    return Arrangement.objects.filter(school=school).select_related(
        "enrolment__pupil",
        "provider",
        "made_by",
        "ended_by",
        "school",
        "suggestion__withdrawn_by",
    )
