"""The first page of each body answers what needs me now."""

from django.http import HttpResponse
from django.shortcuts import render

from core import clock
from reports.presenters.homes_governor import reports
from reports.presenters.homes_roles import home_of
from reports.presenters.tracker import class_week
from reports.selectors.homes import Today
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.states import Act, Role


def school_home(request: ScopedRequest, school: Body) -> HttpResponse:
    """Show a person the panels of every role that they hold at the school."""
    today = Today(request.scope, clock.now(), clock.today())
    roles = request.scope.roles
    context = {
        "home": home_of(today, whole=request.GET.get("all", "")),
        "reports": reports(today) if Role.GOVERNOR in roles else (),
        "week": class_week(today)
        if request.scope.may(Act.TAKE_OWN_REGISTERS)
        else None,
        "now": today.now,
        "access_log": request.scope.may(Act.SEE_ACCESS_LOG),
    }
    return render(request, "reports/home/home.jinja", context)
