"""A school's day as it stands at a moment: pupils, marks, and what is known."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q

from register.models import Mark, Suggestion
from schools.models import Body, Enrolment, GroupTeacher, Placement
from schools.permissions import Scope
from schools.rules.sessions import Session, Slot
from schools.rules.weeks import meets


class PupilNow(NamedTuple):
    """A pupil on the roll of a day, and where the register finds them."""

    enrolment_id: int
    pupil_id: int
    first_name: str
    known_as: str
    last_name: str
    group_id: int | None
    group: str | None
    year_group: int

    @property
    def name(self) -> str:
        return f"{self.known_as or self.first_name} {self.last_name}"

    @property
    def sort_name(self) -> str:
        return f"{self.last_name}, {self.known_as or self.first_name}"


class MarkNow(NamedTuple):
    """A standing mark of the day."""

    enrolment_id: int
    slot: int
    code: str | None
    minutes_late: int | None


def roll_on(school: Body, day: dt.date) -> dict[int, PupilNow]:
    """Return the pupils on the roll of a day by enrolment, in order of name."""
    rows = (
        Placement.objects.on(day)
        .filter(school=school, enrolment__starts_on__lte=day)
        .exclude(enrolment__ends_on__lte=day)
        .order_by(
            "enrolment__pupil__last_name",
            "enrolment__pupil__first_name",
            "enrolment__pupil_id",
        )
        .values_list(
            "enrolment_id",
            "enrolment__pupil_id",
            "enrolment__pupil__first_name",
            "enrolment__pupil__known_as",
            "enrolment__pupil__last_name",
            "group_id",
            "group__name",
            "year_group",
        )
    )
    return {row[0]: PupilNow(*row) for row in rows}


def names_of(school: Body, enrolment_ids: Iterable[int]) -> dict[int, PupilNow]:
    """Return pupils by enrolment who are on no roll any more, or not yet."""
    wanted = list(enrolment_ids)
    if not wanted:
        return {}
    rows = Enrolment.objects.filter(school=school, pk__in=wanted).values_list(
        "pk",
        "pupil_id",
        "pupil__first_name",
        "pupil__known_as",
        "pupil__last_name",
    )
    return {
        pk: PupilNow(pk, pupil, first, known, last, None, "not on roll", 0)
        for pk, pupil, first, known, last in rows
    }


def marks_of_day(school: Body, day: dt.date) -> dict[tuple[int, int], MarkNow]:
    """Return the standing marks of a day by slot number and enrolment."""
    first = Slot(day, Session.AM).number
    rows = Mark.objects.filter(
        school=school, slot__in=(first, first + 1), code__isnull=False
    ).values_list("enrolment_id", "slot", "code", "minutes_late")
    return {(row[1], row[0]): MarkNow(*row) for row in rows}


def suggestions_of_day(school: Body, day: dt.date) -> list[Suggestion]:
    """Return what is known of the day's sessions before anyone marked them."""
    slots = [Slot(day, session) for session in Session]
    rows = Suggestion.objects.filter(
        Q(first_slot__lte=slots[-1].number, last_slot__gte=slots[0].number),
        school=school,
        withdrawn_at__isnull=True,
    ).select_related("entered_by")
    return [row for row in rows if any(meets(row.sessions, slot) for slot in slots)]


def groups_taken_by(scope: Scope, day: dt.date) -> list[int]:
    """Return the groups whose registers the person takes, by name."""
    mine = [row.pk for row in scope.memberships]
    return list(
        GroupTeacher.objects.on(day)
        .filter(membership_id__in=mine, school=scope.body)
        .order_by("group__name")
        .values_list("group_id", flat=True)
    )
