"""The tracker: a class and its week."""

import datetime as dt

from django.http import Http404, HttpResponse
from django.shortcuts import render

from core import clock
from reports.presenters.tracker import class_week
from reports.selectors.homes import Today
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.states import Act


def tracker(request: ScopedRequest, school: Body) -> HttpResponse:
    """Show any week of a class, the teacher's own first."""
    request.scope.check(Act.SEE_PUPILS)
    today = Today(request.scope, clock.now(), clock.today())
    group = request.GET.get("group", "")
    week = class_week(
        today,
        group_id=int(group) if group.isdigit() else None,
        monday=_monday(request.GET.get("week", "")),
    )
    if week is None and group:
        raise Http404
    return render(request, "reports/tracker/tracker.jinja", {"week": week})


def _monday(text: str) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return day - dt.timedelta(days=day.weekday())
