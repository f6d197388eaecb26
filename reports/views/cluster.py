"""Several schools on one page, for whoever leads on attendance at each."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from core import clock
from reports.presenters.cluster import review
from reports.selectors.cluster import SEVERAL, officer_of, scopes_of
from reports.selectors.homes import Today
from schools.models import Person


@require_GET
@login_required
def cluster(request: HttpRequest) -> HttpResponse:
    """Show the week's lists of each school, one below the other."""
    person, on = request.user, clock.today()
    if not isinstance(person, Person) or len(officer_of(person, on)) < SEVERAL:
        raise Http404
    schools = [review(Today(scope, clock.now(), on)) for scope in scopes_of(person, on)]
    facts = {"schools": schools, "now": clock.now()}
    return render(request, "reports/cluster.jinja", facts)
