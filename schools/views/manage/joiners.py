"""Who joins and who leaves on a day or in a week, and what is missing of each."""

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from core import clock
from core.periods import ONE_DAY
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.presenters.joiners import joiner_lines, leaver_lines
from schools.selectors import joiners as selectors
from schools.selectors.policy import policy_on
from schools.states import Act


@require_GET
def joiners(request: ScopedRequest, school: Body) -> HttpResponse:
    """List joiners and leavers of a day, or of its week."""
    if not request.scope.may(Act.EDIT_PUPILS):
        request.scope.check(Act.MANAGE_SCHOOL)
    today = clock.today()
    chosen = _day(request.GET.get("day", "")) or today
    is_week = request.GET.get("of", "week") != "day"
    days = selectors.days_from(chosen, week=is_week)
    opens = request.scope.may(Act.EDIT_PUPILS)
    step = 7 * ONE_DAY if is_week else ONE_DAY
    facts = {
        "days": days,
        "is_week": is_week,
        "chosen": chosen,
        "joining": joiner_lines(
            selectors.joiners(school, days),
            school=school,
            minimum=policy_on(school, today).minimum_contacts,
            opens=opens,
        ),
        "leaving": leaver_lines(
            selectors.leavers(school, days), school=school, opens=opens
        ),
        "before": (chosen - step).isoformat(),
        "after": (chosen + step).isoformat(),
        "today": today.isoformat(),
        "may_add": opens,
    }
    return render(request, "schools/manage/joiners.jinja", facts)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
