"""This year's classes and pupils, and the plan of where they go."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import Q

from core.periods import ONE_DAY
from schools.models import Body, Enrolment, HalfTerm, Placement, Rollover
from schools.rules.rollover import ClassNow, Goes, Standing, goes
from schools.rules.sessions import academic_year_of

# Pupils who are in no class.
NONE = 0


@dataclass(frozen=True, slots=True)
class Mover:
    """A pupil with where they stand and where they go."""

    placement: Placement
    standing: Standing
    goes: Goes


def open_rollover(school: Body, today: dt.date) -> Rollover | None:
    """Return the plan that is being made, or was carried out for a day to come."""
    return (
        Rollover.objects.filter(school=school, undone_at__isnull=True)
        .filter(starts_on__gt=today)
        .select_related("done_by", "drafted_by")
        .first()
    )


def past_rollovers(school: Body, today: dt.date) -> list[Rollover]:
    """Return the plans of before, carried out or undone, the latest first."""
    rows = Rollover.objects.filter(school=school).exclude(
        undone_at__isnull=True, starts_on__gt=today
    )
    return list(rows.select_related("done_by", "undone_by").order_by("-pk"))


def placements_before(school: Body, starts_on: dt.date) -> list[Placement]:
    """Return where the pupils stand on the eve of a day, who are on the roll then.

    Pupils who were placed for that day or later already are left as they are.
    """
    eve = starts_on - ONE_DAY
    staying = (
        Enrolment.objects.living()
        .filter(school=school, starts_on__lt=starts_on)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gt=starts_on))
        .exclude(placements__starts_on__gte=starts_on)
    )
    return list(
        Placement.objects.on(eve)
        .filter(enrolment__in=staying)
        .select_related("group", "enrolment__pupil")
        .order_by(
            "enrolment__pupil__last_name", "enrolment__pupil__first_name", "enrolment"
        )
    )


def classes_now(placements: list[Placement]) -> list[ClassNow]:
    """Return the classes of placements with the year that most of each are in."""
    years: dict[int, Counter[int]] = {}
    names: dict[int, str] = {}
    for row in placements:
        if row.group is not None:
            years.setdefault(row.group.pk, Counter())[row.year_group] += 1
            names[row.group.pk] = row.group.name
    found = [
        ClassNow(number, names[number], counted.most_common(1)[0][0])
        for number, counted in years.items()
    ]
    return sorted(found, key=lambda row: (row.year, row.name))


def movers(rollover: Rollover) -> list[Mover]:
    """Return every pupil with where the plan leads them, by name."""
    rows = placements_before(rollover.school, rollover.starts_on)
    made = []
    for row in rows:
        standing = Standing(row.enrolment_id, row.group_id or NONE, row.year_group)
        made.append(Mover(row, standing, goes(standing, rollover.plan)))
    return made


def first_days(school: Body, today: dt.date) -> tuple[dt.date, dt.date]:
    """Return the days to begin with: the next year's first, the leavers' last."""
    starts_on = dt.date(academic_year_of(today) + 1, 9, 1)
    last = (
        HalfTerm.objects.filter(school=school, ends_on__lte=starts_on)
        .filter(ends_on__gt=today)
        .order_by("-ends_on")
        .first()
    )
    return starts_on, last.ends_on - ONE_DAY if last else starts_on - ONE_DAY
