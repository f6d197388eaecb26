"""Homes of a trust and of an authority: their schools side by side."""

from django.http import HttpResponse
from django.shortcuts import render

from core import clock
from reports.presenters.homes_schools import (
    schools_of_authority,
    schools_of_trust,
    spans_of_authority,
)
from reports.selectors.homes_authority import figures_of_authority
from reports.selectors.homes_trust import missing_by_school, schools_of, sums_by_school
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.states import Act


def trust_home(request: ScopedRequest, trust: Body) -> HttpResponse:
    """Show a trust's schools this week and this term."""
    request.scope.check(Act.COMPARE_SCHOOLS)
    now, today = clock.now(), clock.today()
    schools = schools_of(request.scope.school_ids)
    table = schools_of_trust(
        schools,
        sums_by_school(schools, "week", today),
        sums_by_school(schools, "term", today),
        missing_by_school(schools, now, today),
        today,
    )
    context = {"table": table, "now": now, "body": trust}
    return render(request, "reports/trust/trust.jinja", context)


def authority_home(request: ScopedRequest, authority: Body) -> HttpResponse:
    """Show the schools of an authority by sums alone."""
    request.scope.check(Act.COMPARE_SCHOOLS)
    today = clock.today()
    spans = spans_of_authority(today)
    found = {
        words: figures_of_authority(authority, period, on=today)
        for words, period in spans.items()
    }
    table = schools_of_authority(found, spans, today)
    context = {"table": table, "now": clock.now(), "body": authority}
    return render(request, "reports/authority/authority.jinja", context)
