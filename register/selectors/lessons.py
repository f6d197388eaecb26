"""Lessons against the register: who was expected, and what was checked today."""

import datetime as dt
from dataclasses import dataclass

from register.models import LessonCheck, NotFound
from register.rules.whereabouts import Place, Seen
from register.selectors.roster import roster
from register.selectors.whereabouts import places_of_pupils
from schools.models import Body, Enrolment, RegistrationGroup


@dataclass(frozen=True, slots=True)
class Attender:
    """A pupil of a lesson: where the register has them, and what was said of it."""

    enrolment: Enrolment
    seen: Seen
    check: LessonCheck | None
    search: NotFound | None

    @property
    def is_expected(self) -> bool:
        """Tell whether register and desk have the pupil in the building."""
        return self.seen.place is Place.IN


def attenders(
    school: Body, group: RegistrationGroup, lesson: str, now: dt.datetime, day: dt.date
) -> list[Attender]:
    """Return the pupils of a lesson of a group, by name."""
    rows = roster(group, day)
    ids = [row.pk for row in rows]
    seen = places_of_pupils(school, ids, now)
    checks = {
        row.enrolment_id: row
        for row in LessonCheck.objects.filter(enrolment__in=ids, day=day, lesson=lesson)
    }
    searches = {
        row.enrolment_id: row
        for row in NotFound.objects.filter(enrolment__in=ids, found_at__isnull=True)
    }
    return [
        Attender(row, seen[row.pk], checks.get(row.pk), searches.get(row.pk))
        for row in rows
    ]


def lessons_on(school: Body, day: dt.date) -> list[LessonCheck]:
    """Return who was not in a lesson on a day, the latest first."""
    return list(
        LessonCheck.objects.filter(school=school, day=day, is_there=False)
        .select_related("enrolment__pupil", "checked_by")
        .order_by("-checked_at")
    )
