"""What is past its time: shown, approved by a named person, removed, and kept as told."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from core import clock
from register.presenters.retention import held_line, looks
from register.rules.retention import may_go_before
from register.selectors.retention import disposal_of, disposals_of, open_holds
from register.services.retention import approve_disposal, show_disposal
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.services.refusals import Refused
from schools.states import Act

# Retention keeps real time, in a demonstration too.


@require_GET
def retention(request: ScopedRequest, school: Body) -> HttpResponse:
    """Show what may go, what cases hold, and what went."""
    request.scope.check(Act.MANAGE_SCHOOL)
    shown = looks(disposals_of(school))
    facts = {
        "latest": shown[0] if shown else None,
        "looks": shown,
        "holds": [held_line(row) for row in open_holds(school)],
        "before": may_go_before(clock.real_now().date()),
        "sees_names": request.scope.may(Act.SEE_PUPILS),
    }
    return render(request, "register/retention.jinja", facts)


@require_POST
def look_now(request: ScopedRequest, school: Body) -> HttpResponse:
    """Count anew what may go today."""
    request.scope.check(Act.MANAGE_SCHOOL)
    now = clock.real_now()
    before = may_go_before(clock.local(now).date())
    show_disposal(school=school, before=before, now=now)
    return redirect("retention", school=school.slug)


@require_POST
def approve(request: ScopedRequest, school: Body, disposal: int) -> HttpResponse:
    """Approve what was shown; a job removes it."""
    by = request.scope.check(Act.MANAGE_SCHOOL)
    found = disposal_of(school, disposal)
    if found is None:
        raise Http404
    if "is_read" not in request.POST:
        messages.error(request, "Tick that you have read what would be removed.")
        return redirect("retention", school=school.slug)
    try:
        approve_disposal(disposal=found, by=by, now=clock.real_now())
        messages.success(request, "Approved. The entries are removed within minutes.")
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect("retention", school=school.slug)
