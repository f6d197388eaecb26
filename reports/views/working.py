"""The page that every figure opens to."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from core import clock
from reports.presenters.working import working_of
from reports.selectors.figures_people import People
from reports.views.figures import asked
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.selectors.policy import policy_on
from schools.services.access import log_access
from schools.states import Act


def figure_working(request: ScopedRequest, school: Body) -> HttpResponse:
    """Show numerator, denominator, what is left out and why, of one figure."""
    request.scope.check(Act.SEE_FIGURES)
    selection = asked(request, school)
    if selection.of == "pupil":
        request.scope.check(Act.SEE_PUPILS)
    people = People(school, selection)
    policy = policy_on(school, selection.span.last)
    try:
        working = working_of(
            people,
            request.GET.get("measure", "attendance"),
            bands=policy.bands,
            today=clock.today(),
            names_pupils=request.scope.may(Act.SEE_PUPILS),
        )
    except LookupError:
        raise Http404 from None
    if people.pupil:
        log_access(
            pupil=people.pupil,
            page="working",
            by=request.scope.main,
            now=clock.now(),
        )
    context = {"working": working, "selection": selection}
    return render(request, "reports/working/working.jinja", context)
