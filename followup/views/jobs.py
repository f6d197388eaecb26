"""What jobs did for a school, and one of them run again for a day."""

import datetime as dt

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core import clock
from followup.forms.step import RunForm
from followup.permissions import SEE_JOBS, may_see_jobs
from followup.presenters.jobs import JOBS, job_rows
from followup.selectors.jobs import last_runs, list_of
from followup.tasks import make_daily_list
from followup.views.lists import tabs_of
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.rules.sessions import say_day
from schools.states import Act

FURTHEST_BACK = dt.timedelta(days=60)


def jobs(request: ScopedRequest, school: Body) -> HttpResponse:
    """Show each job's last runs for this school, and what they made."""
    _check(request)
    page = {
        "rows": job_rows(last_runs(school, list(JOBS))),
        "made": list_of(school, clock.today()),
        "today": clock.today(),
        "tabs": tabs_of(request.scope, "jobs")
        if request.scope.may(Act.FOLLOW_UP_ABSENCE)
        else [],
    }
    return render(request, "followup/jobs.jinja", page)


@require_POST
def run(request: ScopedRequest, school: Body) -> HttpResponse:
    """Let a worker make the list of a day again; what is there already stays."""
    _check(request)
    form = RunForm(request.POST)
    here = HttpResponseRedirect(reverse("absence-jobs", kwargs={"school": school.slug}))
    if not form.is_valid():
        messages.error(request, "Enter a day.")
        return here
    day, today = form.cleaned_data["day"], clock.today()
    if not today - FURTHEST_BACK <= day <= today:
        messages.error(request, "Choose a day of the last two months, up to today.")
        return here
    make_daily_list.delay(school.pk, day.isoformat())
    messages.success(request, f"The list of {say_day(day)} is being made again.")
    return here


def _check(request: ScopedRequest) -> None:
    if not may_see_jobs(request.scope):
        who = ", ".join(role.label.lower() for role in SEE_JOBS)
        raise PermissionDenied(f"You may not see the jobs here. These may: {who}.")
