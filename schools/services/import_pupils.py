"""Brings pupils with their contacts from a file: new ones in bulk, known ones singly.

A pupil is found again by admission number, else by UPN. A blank cell changes nothing;
a contact is added or given another number, and is never taken away or restricted.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection

from core.clock import local
from core.tables import Problem
from schools.models import (
    Body,
    Enrolment,
    Membership,
    Placement,
    Pupil,
    PupilChange,
    RegistrationGroup,
)
from schools.rules.importing.columns import Line
from schools.rules.importing.places import places
from schools.rules.importing.pupils import COLUMNS, PupilLine, read_pupil
from schools.rules.sessions import academic_year_of, year_starts_on
from schools.selectors.imports import ONE_DAY, Known, known_pupils
from schools.services.enrolments import Place, end_enrolment, enrol, move_pupil
from schools.services.identities import renumber_pupil
from schools.services.import_families import Families
from schools.services.importing import ImportRefused, Plan, Work
from schools.services.pupils import revise_pupil
from schools.services.refusals import Refused
from schools.states import Act

BATCH = 1000
_IDENTITIES = "select schools_identities_for(%s::text[], %s)"

Groups = Mapping[str, RegistrationGroup]


@dataclass
class PupilPlan(Plan):
    """New pupils, and what changes for known ones."""

    new: list[PupilLine] = field(default_factory=list)
    changed: list[tuple[PupilLine, Known]] = field(default_factory=list)
    new_groups: dict[str, str] = field(default_factory=dict)


class PupilImporter:
    """Files of pupils and their contacts."""

    title = "Pupils and contacts"
    act = Act.MANAGE_SCHOOL
    columns = COLUMNS

    def plan(self, work: Work, lines: Sequence[Line]) -> PupilPlan:
        """Compare each line with what the school knows."""
        today, plan = work.today, PupilPlan()
        known = known_pupils(work.body, today)
        pupils = []
        for done, line in enumerate(lines, start=1):
            pupil, problems = read_pupil(line, today)
            plan.problems += problems
            if pupil is not None:
                pupils.append(pupil)
                _compare(pupil, known.find(pupil), plan)
                if pupil.group and pupil.group.casefold() not in known.groups:
                    plan.new_groups.setdefault(pupil.group.casefold(), pupil.group)
            if done % BATCH == 0:
                work.tell(done, len(lines))
        plan.problems += _twice(pupils) + known.clashes
        if plan.new_groups:
            plan.counts["new classes"] = len(plan.new_groups)
        return plan

    def apply(self, work: Work, plan: PupilPlan) -> None:
        """Write the new pupils a thousand at a time, then the changes one by one."""
        school, today, by, now = work.body, work.today, work.by, work.now
        groups = _groups(school, plan, today)
        families = Families(school, today)
        total = len(plan.new) + len(plan.changed)
        for start in range(0, len(plan.new), BATCH):
            batch = plan.new[start : start + BATCH]
            pupils = _admit(school, batch, groups, by, now)
            families.add(list(zip(pupils, batch, strict=True)))
            work.tell(start + len(batch), total)
        for done, (line, known) in enumerate(plan.changed, start=len(plan.new) + 1):
            try:
                _revise(line, known, groups, by, now)
                families.revise(known, line, by, now)
            except Refused as refused:
                raise ImportRefused([(line.line, refused.sentence)]) from None
            work.tell(done, total)


def _compare(pupil: PupilLine, known: Known | None, plan: PupilPlan) -> None:
    name = f"{pupil.record['first_name']} {pupil.record['last_name']}"
    number = pupil.line.number
    if known is None:
        plan.new.append(pupil)
        plan.count("new", number, f"{name} joins on {pupil.starts_on:%-d %b %Y}")
    elif said := known.differences(pupil):
        plan.changed.append((pupil, known))
        plan.count("changed", number, f"{name}: {', '.join(said)}")
    else:
        plan.count("unchanged")


def _twice(pupils: Sequence[PupilLine]) -> list[Problem]:
    """Find numbers that stand on two lines: which of them is right is not guessed."""
    problems = []
    for key, words in (("admission_number", "admission number"), ("upn", "UPN")):
        seen = Counter(getattr(pupil, key) for pupil in pupils)
        problems += [
            pupil.line.problem(key, f"The {words} stands on more than one line.")
            for pupil in pupils
            if getattr(pupil, key) and seen[getattr(pupil, key)] > 1
        ]
    return problems


def _groups(
    school: Body, plan: PupilPlan, today: dt.date
) -> dict[str, RegistrationGroup]:
    """Return the school's classes by name, the file's new ones made first."""
    starts_on = year_starts_on(academic_year_of(today))
    for name in plan.new_groups.values():
        RegistrationGroup.objects.create(school=school, name=name, starts_on=starts_on)
    rows = RegistrationGroup.objects.on(today).filter(school=school)
    return {row.name.casefold(): row for row in rows}


def _admit(
    school: Body,
    lines: Sequence[PupilLine],
    groups: Groups,
    by: Membership,
    now: dt.datetime,
) -> list[Pupil]:
    """Write records, enrolments and places of new pupils, a statement a table."""
    with connection.cursor() as cursor:
        upns = [line.upn for line in lines]
        cursor.execute(_IDENTITIES, [upns, local(now).date()])
        (identities,) = cursor.fetchone()
    pupils = Pupil.objects.bulk_create(
        Pupil(
            school=school,
            identity_id=identity,
            admission_number=line.admission_number,
            **line.record,
        )
        for line, identity in zip(lines, identities, strict=True)
    )
    enrolments = Enrolment.objects.bulk_create(
        Enrolment(
            school=school,
            pupil=pupil,
            starts_on=line.starts_on,
            ends_on=line.last_day + ONE_DAY if line.last_day else None,
        )
        for pupil, line in zip(pupils, lines, strict=True)
    )
    Placement.objects.bulk_create(
        place
        for enrolment, line in zip(enrolments, lines, strict=True)
        for place in _places(enrolment, line, groups, local(now).date())
    )
    PupilChange.objects.bulk_create(
        PupilChange(
            school=school,
            pupil=pupil,
            kind=PupilChange.Kind.ROLL,
            words=f"Joined on {line.starts_on:%-d %B %Y}, from a file",
            changed_at=now,
            changed_by=by,
        )
        for pupil, line in zip(pupils, lines, strict=True)
    )
    return pupils


def _places(
    enrolment: Enrolment, line: PupilLine, groups: Groups, today: dt.date
) -> list[Placement]:
    group = groups.get(line.group.casefold())
    return [
        Placement(
            school_id=enrolment.school_id,
            enrolment=enrolment,
            group=group if piece.is_in_group else None,
            year_group=piece.year_group,
            starts_on=piece.starts_on,
            ends_on=piece.ends_on,
        )
        for piece in places(
            first_day=line.starts_on,
            ends_on=enrolment.ends_on,
            year_group=line.year_group,
            group_starts_on=group.starts_on if group else None,
            today=today,
        )
    ]


def _revise(
    line: PupilLine, known: Known, groups: Groups, by: Membership, now: dt.datetime
) -> None:
    """Change a known pupil through the services that a person's own changes use."""
    today, pupil = local(now).date(), known.pupil
    revise_pupil(pupil=pupil, changed=known.changed_columns(line), by=by, now=now)
    if line.upn and line.upn != known.upn:
        renumber_pupil(pupil=pupil, upn=line.upn, by=by, now=now, on=today)
    group = groups.get(line.group.casefold())
    if known.enrolment is None or known.is_back(line):
        place = Place(group, line.year_group, max(line.starts_on, today))
        enrol(pupil=pupil, place=place, by=by, now=now)
    elif known.is_leaving(line) and line.last_day:
        end_enrolment(
            enrolment=known.enrolment,
            last_day=line.last_day,
            reason="from a file",
            by=by,
            now=now,
        )
    elif known.is_moved(line) and known.enrolment.is_on_roll(today):
        stands = known.placement.group if known.placement else None
        place = Place(group if line.group else stands, line.year_group, today)
        move_pupil(enrolment=known.enrolment, place=place, by=by, now=now)
