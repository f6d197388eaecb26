"""The way to everything that a school arranges, with what needs somebody now."""

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string

from core import clock
from schools.models import Body
from schools.permissions import Scope, ScopedRequest
from schools.presenters.overview import Standing, sections
from schools.presenters.settings import setting_row
from schools.rules.reviews import Review, is_stale, review_of
from schools.selectors import papers
from schools.selectors.checks import stale_or_few
from schools.selectors.groups import closures_of, groups_on
from schools.selectors.imports import imports_of
from schools.selectors.joiners import days_from, joiners, leavers
from schools.selectors.people import staff_of
from schools.selectors.policy import policy_on
from schools.selectors.rollover import open_rollover
from schools.selectors.settings import questions_of
from schools.selectors.training import refreshers_due
from schools.states import Act


def overview(request: ScopedRequest, school: Body) -> HttpResponse:
    """Show the parts of the school's arrangements and what stands out in each."""
    request.scope.check(Act.MANAGE_SCHOOL)
    today = clock.today()
    groups = groups_on(school, today)
    rows = [setting_row(line) for line in questions_of(school, today)]
    warnings = [row for row in rows if row.warning]
    without = [line.group.name for line in groups if not line.takers]
    facts = {
        "sections": sections(
            request.scope,
            _standing(
                request.scope, school, today, len(groups), len(without), warnings
            ),
        ),
        "without_taker": without,
        "warnings": warnings,
    }
    return render(request, "schools/manage/overview.jinja", facts)


def _standing(
    scope: Scope,
    school: Body,
    today: dt.date,
    groups: int,
    without: int,
    warnings: Sequence[object],
) -> Standing:
    policy = policy_on(school, today)
    holding = [row for row in papers.policies_on(school, today) if row.body == school]
    points = papers.contact_points_on(school, today)
    week = days_from(today, week=True)
    checks = stale_or_few(
        school,
        today,
        months=policy.contact_check_months,
        minimum=policy.minimum_contacts,
    )
    coming = closures_of(school).filter(starts_on__gte=today).order_by("starts_on")
    return Standing(
        roles=staff_of(school, on=today).count(),
        groups=groups,
        without_taker=without,
        closure=coming.first(),
        warnings=len(warnings),
        last_file=imports_of(school).first(),
        training_due=len(refreshers_due(school, today)),
        policies=len(holding),
        reviews_due=sum(
            review_of(row.review_on, today) is not Review.LATER
            for row in holding
            if row.period.contains(today)
        ),
        points=len(points),
        points_stale=sum(is_stale(row.checked_on, today) for row in points),
        duties=len(papers.duties_for(school, today)[1]),
        rollover=open_rollover(school, today),
        joining=len(joiners(school, week)),
        leaving=len(leavers(school, week)),
        stale_contacts=checks.count() if scope.may(Act.SEE_CONTACTS) else 0,
        disposal=import_string(settings.WAITING_DISPOSAL)(school),
    )
