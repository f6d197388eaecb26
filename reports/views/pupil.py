"""The page of one pupil, the same from everywhere."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from core import clock
from reports.presenters.pupil import present
from reports.selectors.pupil import body_pupil, record_of
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.selectors.policy import policy_on
from schools.services.access import log_access
from schools.states import Act


@require_GET
def pupil_page(request: ScopedRequest, school: Body, pupil: int) -> HttpResponse:
    """Show a pupil's record and year, and keep that it was opened."""
    by = request.scope.check(Act.SEE_PUPILS)
    found = body_pupil(school, pupil)
    if found is None:
        raise Http404
    now, today = clock.now(), clock.today()
    log_access(pupil=found, page="pupil", by=by, now=now)
    year = request.GET.get("year", "")
    record = record_of(
        request.scope, found, int(year) if year.isdecimal() else None, today=today
    )
    page = present(
        record,
        request.scope,
        policy_on(school, today),
        today=today,
        tells_all="all" in request.GET,
    )
    return render(request, "reports/pupil.jinja", {"page": page})
