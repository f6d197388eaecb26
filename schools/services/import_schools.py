"""Brings schools from the national establishment file, with their authorities."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from schools.models import Body
from schools.rules.importing.columns import Line
from schools.rules.importing.establishments import COLUMNS, SchoolLine, read_school
from schools.selectors.bodies import parents_on
from schools.services.bodies import add_body, affiliate
from schools.services.importing import Plan, Work
from schools.states import Act, BodyKind


@dataclass
class SchoolPlan(Plan):
    """New schools, and known ones with what the file has otherwise."""

    new: list[SchoolLine] = field(default_factory=list)
    changed: list[tuple[SchoolLine, Body, dict[str, Any]]] = field(default_factory=list)
    affiliations: list[tuple[SchoolLine, Body]] = field(default_factory=list)


class SchoolImporter:
    """Files of the national register of establishments."""

    title = "Schools (national establishment file)"
    act = Act.MANAGE_ACCOUNTS
    columns = COLUMNS

    def plan(self, work: Work, lines: Sequence[Line]) -> SchoolPlan:
        """Compare each line with the installation's schools."""
        plan = SchoolPlan()
        known = {row.urn: row for row in Body.objects.filter(urn__isnull=False)}
        seen: set[int] = set()
        for done, line in enumerate(lines, start=1):
            school, problems = read_school(line)
            plan.problems += problems
            if school is None:
                continue
            if school.urn in seen:
                plan.problems.append(
                    line.problem("urn", "The URN stands on more than one line.")
                )
            seen.add(school.urn)
            _compare(school, known.get(school.urn), plan)
            if done % 1000 == 0:
                work.tell(done, len(lines))
        return plan

    def apply(self, work: Work, plan: SchoolPlan) -> None:
        """Make schools and the authorities and trusts that they name."""
        today, total = work.today, len(plan.new) + len(plan.changed)
        for done, line in enumerate(plan.new, start=1):
            school = add_body(kind=BodyKind.SCHOOL, urn=line.urn, **line.columns)
            _affiliate(school, line, today)
            work.tell(done, total)
        for done, (line, school, columns) in enumerate(
            plan.changed, start=len(plan.new) + 1
        ):
            for column, value in columns.items():
                setattr(school, column, value)
            school.save(update_fields=list(columns))
            _affiliate(school, line, today)
            work.tell(done, total)


def _compare(line: SchoolLine, known: Body | None, plan: SchoolPlan) -> None:
    name, number = line.columns["name"], line.line.number
    if known is None and line.is_closed:
        plan.count("closed, left out")
        return
    if known is None:
        plan.new.append(line)
        plan.count("new", number, f"{name} ({line.authority_name})")
        return
    changed = {
        column: value
        for column, value in line.columns.items()
        if value not in ("", None) and getattr(known, column) != value
    }
    if changed:
        plan.changed.append((line, known, changed))
        said = ", ".join(column.replace("_", " ") for column in changed)
        plan.count("changed", number, f"{name}: {said}")
    else:
        plan.count("unchanged")


def _affiliate(school: Body, line: SchoolLine, today: dt.date) -> None:
    """Let the school belong to what the file names, where it says something new."""
    stands = parents_on(school, today)
    authority = Body.objects.filter(
        kind=BodyKind.AUTHORITY, authority_number=line.authority_number
    ).first() or add_body(
        kind=BodyKind.AUTHORITY,
        name=line.authority_name,
        authority_number=line.authority_number,
    )
    if stands.get(BodyKind.AUTHORITY) != authority:
        affiliate(school=school, parent=authority, starts_on=today)
    if not line.trust:
        return
    trust = Body.objects.filter(
        kind=BodyKind.TRUST, name__iexact=line.trust
    ).first() or add_body(kind=BodyKind.TRUST, name=line.trust)
    if stands.get(BodyKind.TRUST) != trust:
        affiliate(school=school, parent=trust, starts_on=today)
