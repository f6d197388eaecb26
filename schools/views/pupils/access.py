"""Who opened whose record, for the head and the trust."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from core import clock
from schools.forms.filters import AccessFilter
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.selectors.access import openings_at
from schools.selectors.people import staff_of
from schools.states import Act

A_PAGE = 100


@require_GET
def access_log(request: ScopedRequest, school: Body) -> HttpResponse:
    """List openings of records, the latest first."""
    request.scope.check(Act.SEE_ACCESS_LOG)
    chosen = AccessFilter(
        request.GET, openings_at(school), staff=staff_of(school, on=clock.today())
    )
    page = Paginator(chosen.qs, A_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    wanted = request.GET.get("pupil", "")
    pupil = school.pupils.filter(pk=int(wanted)).first() if wanted.isdecimal() else None
    context = {
        "form": chosen.form,
        "page": page,
        "pupil": pupil,
        "query": f"{query.urlencode()}&" if query else "",
        "is_narrowed": any(request.GET.values()),
    }
    return render(request, "schools/pupil_access.jinja", context)
