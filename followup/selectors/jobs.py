"""Which schools' lists are due, and what jobs did for a school."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q

from core.clock import local
from core.models import JobRun
from core.tenancy import in_schools
from followup.models import DailyList
from followup.selectors.unexplained import slots_of
from schools.models import Body
from schools.rules.sessions import Session, Slot
from schools.selectors.kept import read_revisions
from schools.selectors.policy import policy_on
from schools.states import BodyKind


@dataclass(frozen=True, slots=True)
class DueList:
    """A school whose list must be made, and the state of its registers."""

    school_id: int
    fingerprint: str


def schools() -> list[Body]:
    """Return every school, with what is needed to keep their settings in mind."""
    rows = list(Body.objects.filter(kind=BodyKind.SCHOOL).order_by("pk"))
    read_revisions(rows)
    return rows


def due_lists(now: dt.datetime) -> list[DueList]:
    """Return the schools whose time has come and whose registers changed since.

    One scope for all of them: it is asked each minute, and reads of each school its
    times and what its list was made from, nothing of a pupil.
    """
    here, every = local(now), schools()
    changed = fingerprints(here.date())
    with in_schools([school.pk for school in every]):
        lists = DailyList.objects.filter(day=here.date())
        made = dict(lists.values_list("school_id", "fingerprint"))
        return [
            DueList(school.pk, changed.get(school.pk, ""))
            for school in every
            if made.get(school.pk) != changed.get(school.pk, "")
            and is_time(school, here)
        ]


def is_time(school: Body, here: dt.datetime) -> bool:
    """Tell whether a school's list may be made: at its own time, on its own days."""
    day = here.date()
    return here.time() >= policy_on(school, day).daily_list_at and bool(
        slots_of(school, day)
    )


def fingerprints(day: dt.date) -> dict[int, str]:
    """Return for each school what tells that its registers of a day have changed."""
    slots = [Slot(day, session).number for session in Session]
    with connection.cursor() as cursor:
        cursor.execute("select * from followup_changes(%s)", [slots])
        return {
            school: "/".join(map(_said, parts)) for school, *parts in cursor.fetchall()
        }


def fingerprint_of(school: Body, day: dt.date) -> str:
    """Return what tells that one school's registers of a day have changed."""
    return fingerprints(day).get(school.pk, "")


def last_runs(school: Body, names: Sequence[str], most: int = 20) -> list[JobRun]:
    """Return the last runs of jobs for a school, and of their finders for everyone."""
    here = Q(school_id=school.pk) | Q(school_id__isnull=True)
    return list(
        JobRun.objects.filter(here, name__in=names).order_by("-started_at")[:most]
    )


def list_of(school: Body, day: dt.date) -> DailyList | None:
    """Return when a school's list of a day was made."""
    return DailyList.objects.filter(school=school, day=day).first()


def _said(part: object) -> str:
    return part.isoformat() if isinstance(part, dt.datetime) else str(part)
