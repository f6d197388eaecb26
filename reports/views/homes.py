"""The first page of each body answers what needs me now."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from core import clock
from reports.presenters.homes_governor import reports
from reports.presenters.homes_pupils import pupils_at
from reports.presenters.homes_roles import home_of
from reports.presenters.tracker import class_week
from reports.rules.whereabouts import Whereabouts
from reports.selectors.cluster import SEVERAL, officer_of
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
        "several_schools": Role.OFFICER in roles
        and len(officer_of(request.user, today.on)) >= SEVERAL,
        "access_log": request.scope.may(Act.SEE_ACCESS_LOG),
    }
    return render(request, "reports/home/home.jinja", context)


def school_now(request: ScopedRequest, school: Body) -> HttpResponse:
    """List the pupils behind a number of "School now"."""
    request.scope.check(Act.SEE_PUPILS)
    today = Today(request.scope, clock.now(), clock.today())
    wanted, year = request.GET.get("where", ""), request.GET.get("year", "")
    if wanted.upper() not in Whereabouts.__members__:
        raise Http404
    where = Whereabouts[wanted.upper()]
    panel = pupils_at(today, where, int(year) if year.lstrip("-").isdigit() else None)
    context = {"panel": panel, "now": today.now}
    return render(request, "reports/home/now.jinja", context)
