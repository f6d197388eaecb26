"""Sweeps that are due, batches with their lines, and what stands against a line."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from core.clock import local
from core.tenancy import in_schools
from followup.models import ParentReport, StandingInstruction, Sweep, SweepLine
from followup.rules.sweeps import last_ended_day, last_weekly_day
from followup.selectors.jobs import schools
from followup.selectors.n_codes import UNEXPLAINED
from followup.selectors.unexplained import Standing, marks_of
from register.selectors.suggestions import suggestions_at
from schools.models import Body, Membership, StaffRelative
from schools.rules.sessions import Session, Slot
from schools.selectors.calendar import calendar_of, times_for
from schools.selectors.policy import policy_on

# Where no hour is entered, the day is over when it is over.
_LATEST = dt.time(23, 59)


@dataclass(frozen=True, slots=True)
class DueSweep:
    """A batch that is to be proposed."""

    school_id: int
    kind: Sweep.Kind
    due_on: dt.date


def due_sweeps(now: dt.datetime) -> list[DueSweep]:
    """Return each school's batches whose hour has come and that were not proposed."""
    here = local(now)
    found = []
    for school in schools():
        with in_schools([school.pk]):
            found += due_at(school, here)
    return found


def due_at(school: Body, here: dt.datetime) -> list[DueSweep]:
    """Return a school's batches that are due at a moment of the wall clock."""
    calendar, policy = calendar_of(school), policy_on(school, here.date())
    days = {
        Sweep.Kind.LEGAL: last_ended_day(
            here, calendar, lambda day: end_of_day(school, day)
        ),
        Sweep.Kind.WEEKLY: last_weekly_day(
            here, calendar, weekday=policy.weekly_sweep_on, at=policy.weekly_sweep_at
        ),
    }
    wanted = [DueSweep(school.pk, kind, on) for kind, on in days.items() if on]
    made = set(
        Sweep.objects.filter(
            school=school, due_on__in=[one.due_on for one in wanted]
        ).values_list("kind", "due_on")
    )
    return [one for one in wanted if (one.kind.value, one.due_on) not in made]


def end_of_day(school: Body, day: dt.date) -> dt.time:
    """Return when a school's last session of a day ends."""
    calendar = calendar_of(school)
    ends = [
        times.ends
        for session in Session
        if calendar.is_session(Slot(day, session))
        and (times := times_for(school, None, session, day)) is not None
    ]
    return max(ends, default=_LATEST)


def sweeps_of(school: Body, at_most: int = 30) -> list[Sweep]:
    """Return the batches that have lines, those that wait first, then the latest."""
    rows = (
        Sweep.objects.filter(school=school, lines__isnull=False)
        .select_related("confirmed_by", "instruction")
        .prefetch_related("lines")
        .distinct()
        .order_by("-due_on", "pk")[:at_most]
    )
    return sorted(rows, key=lambda row: row.confirmed_at is not None)


def find_sweep(school: Body, sweep_id: int) -> Sweep | None:
    """Return a batch of a school."""
    return (
        Sweep.objects.filter(school=school, pk=sweep_id)
        .select_related("confirmed_by", "instruction__given_by")
        .first()
    )


def lines_of(sweep: Sweep) -> list[SweepLine]:
    """Return the lines of a batch, without children who have died."""
    return list(
        SweepLine.objects.filter(sweep=sweep, enrolment__pupil__died_on__isnull=True)
        .select_related("enrolment__pupil", "entered_by", "left_out_by")
        .order_by("deadline_on", "slot", "pk")
    )


def instruction_on(school: Body, kind: str, day: dt.date) -> StandingInstruction | None:
    """Return a head's standing instruction for a kind of sweep on a day.

    It holds as long as the head who gave it is the school's head.
    """
    return (
        StandingInstruction.objects.on(day)
        .filter(school=school, kind=kind, withdrawn_at__isnull=True)
        .filter(given_by__in=_serving(day))
        .select_related("given_by")
        .order_by("-given_at")
        .first()
    )


def instructions_of(school: Body) -> list[StandingInstruction]:
    """Return every standing instruction of a school, the latest first."""
    return list(
        StandingInstruction.objects.filter(school=school)
        .select_related("given_by", "withdrawn_by")
        .order_by("-given_at")
    )


def objections(lines: Sequence[SweepLine]) -> dict[int, str]:
    """Say for lines why their N is not to become O now; those without a word may."""
    slots = sorted({line.slot for line in lines})
    marks = marks_of([line.enrolment_id for line in lines], slots)
    reports = _reports([line.enrolment_id for line in lines])
    found = {}
    for slot in slots:
        here = [line for line in lines if line.slot == slot]
        known = suggestions_at(
            Slot.from_number(slot), [line.enrolment_id for line in here]
        )
        for line in here:
            word = known.get(line.enrolment_id)
            why = (
                _changed(marks.get((line.enrolment_id, slot)))
                or _reported(reports, line)
                or (f"Known for the session: {word.code}, {word.words}" if word else "")
            )
            if why:
                found[line.pk] = why[:400]
    return found


def family_of(person_id: int, pupil_ids: Iterable[int]) -> set[int]:
    """Return which pupils are family of a member of staff."""
    return set(
        StaffRelative.objects.filter(
            person=person_id, pupil__in=list(pupil_ids)
        ).values_list("pupil_id", flat=True)
    )


def _serving(day: dt.date) -> "QuerySet[Membership, dict[str, int]]":
    return Membership.objects.on(day).values("pk")


def _changed(mark: Standing | None) -> str:
    if mark is not None and mark.code == UNEXPLAINED:
        return ""
    code = mark.code if mark and mark.code else "no mark"
    return f"The register says {code} by now."


def _reports(enrolment_ids: Iterable[int]) -> list[ParentReport]:
    return list(
        ParentReport.objects.filter(
            enrolment__in=list(enrolment_ids),
            accepted_at__isnull=True,
            declined_at__isnull=True,
        )
    )


def _reported(reports: Iterable[ParentReport], line: SweepLine) -> str:
    day = Slot.from_number(line.slot).day
    for row in reports:
        if row.enrolment_id == line.enrolment_id and (
            row.first_day <= day <= row.last_day
        ):
            return f"Word from home waits to be read: {row.said}"
    return ""
