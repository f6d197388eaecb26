"""A lesson checked against the register; a pupil who is not in it is searched at once.

The mark of the session stands: it says who was there when the register was taken.
"""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.urls import reverse

from core.clock import local
from core.words import clock_time
from register.models import LessonCheck, NotFound
from register.selectors.lessons import Attender, attenders
from schools.models import Body, Enrolment, Membership, RegistrationGroup
from schools.services.alerts import News, alert
from schools.services.refusals import Refused
from schools.states import Role

TOLD = (Role.OFFICE, Role.SAFEGUARDING)
LONGEST = 200


@transaction.atomic
def check_lesson(
    *,
    school: Body,
    group: RegistrationGroup,
    lesson: str,
    not_there: Collection[int],
    by: Membership,
    now: dt.datetime,
) -> list[NotFound]:
    """Keep who was and who was not in a lesson, and search whom the register has here.

    Sent again it corrects the first; nobody is searched twice at a time.
    """
    if not lesson.strip():
        raise Refused("Say which lesson it is.", field="lesson")
    day = local(now).date()
    lesson = lesson.strip()
    rows = attenders(school, group, lesson, now, day)
    LessonCheck.objects.bulk_create(
        [
            LessonCheck(
                school=school,
                enrolment=row.enrolment,
                day=day,
                lesson=lesson,
                is_there=row.enrolment.pk not in not_there,
                checked_at=now,
                checked_by=by,
            )
            for row in rows
            if row.is_expected or row.enrolment.pk not in not_there
        ],
        update_conflicts=True,
        unique_fields=["enrolment", "day", "lesson"],
        update_fields=["is_there", "checked_at", "checked_by"],
    )
    missing = [
        row
        for row in rows
        if row.is_expected and row.enrolment.pk in not_there and row.search is None
    ]
    return [_search(row, group, lesson, by=by, now=now) for row in missing]


@transaction.atomic
def report_missing(
    *,
    school: Body,
    enrolment: Enrolment,
    last_seen: str,
    by: Membership,
    now: dt.datetime,
) -> NotFound:
    """Begin to look for a pupil and tell office and safeguarding lead at once."""
    Enrolment.objects.select_for_update(no_key=True).get(pk=enrolment.pk)
    found, is_new = NotFound.objects.get_or_create(
        school=school,
        enrolment=enrolment,
        found_at=None,
        defaults={
            "last_seen": last_seen.strip()[:LONGEST],
            "noticed_at": now,
            "noticed_by": by,
        },
    )
    if is_new:
        words = f"is not found: {found.last_seen}."
        _tell(found, words, is_urgent=True, by=by, now=now)
    return found


@transaction.atomic
def record_found(
    *, search: NotFound, where: str, at: dt.datetime, by: Membership, now: dt.datetime
) -> NotFound:
    """End a search with where and when the pupil was found; those told hear of it."""
    row = NotFound.objects.select_for_update(no_key=True).get(pk=search.pk)
    if row.found_at is not None:
        raise Refused("The pupil has been found already.")
    if not where.strip():
        raise Refused("Say where the pupil was found.", field="where")
    if not row.noticed_at <= at + dt.timedelta(minutes=1) or at > now:
        raise Refused(
            "Found after the search began, and not in the future.", field="at"
        )
    row.found_at, row.found_by = max(at, row.noticed_at), by
    row.found_where = where.strip()[:LONGEST]
    row.save(update_fields=["found_at", "found_by", "found_where"])
    words = f"was found {clock_time(at)}: {row.found_where}."
    _tell(row, words, is_urgent=False, by=by, now=now)
    return row


def _search(
    row: Attender,
    group: RegistrationGroup,
    lesson: str,
    *,
    by: Membership,
    now: dt.datetime,
) -> NotFound:
    return report_missing(
        school=group.school,
        enrolment=row.enrolment,
        last_seen=f"{row.seen.words}, not in {lesson} of {group.name}",
        by=by,
        now=now,
    )


def _tell(
    search: NotFound,
    words: str,
    *,
    is_urgent: bool,
    by: Membership,
    now: dt.datetime,
) -> None:
    pupil = search.enrolment.pupil
    where = {"school": search.school.slug, "search": search.pk}
    news = News(
        words=f"{pupil.name} {words}",
        pupil=pupil,
        link=reverse("not-found", kwargs=where),
        is_urgent=is_urgent,
    )
    alert(news, school=search.school, roles=TOLD, now=now, sender=by)
