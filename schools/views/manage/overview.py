"""The way to everything that a school arranges, with what needs somebody now."""

from django.http import HttpResponse
from django.shortcuts import render

from core import clock
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.presenters.settings import setting_row
from schools.selectors.groups import closures_of, groups_on
from schools.selectors.imports import imports_of
from schools.selectors.people import staff_of
from schools.selectors.settings import questions_of
from schools.states import Act


def overview(request: ScopedRequest, school: Body) -> HttpResponse:
    """Show the parts of the school's arrangements and what stands out in each."""
    request.scope.check(Act.MANAGE_SCHOOL)
    today = clock.today()
    groups = groups_on(school, today)
    rows = [setting_row(line) for line in questions_of(school, today)]
    coming = closures_of(school).filter(starts_on__gte=today).order_by("starts_on")
    facts = {
        "people": staff_of(school, on=today).count(),
        "groups": len(groups),
        "without_taker": [line.group.name for line in groups if not line.takers],
        "next_closure": coming.first(),
        "warnings": [row for row in rows if row.warning],
        "last_file": imports_of(school).first(),
    }
    return render(request, "schools/manage/overview.jinja", facts)
