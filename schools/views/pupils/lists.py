"""The list of pupils, and the search from anywhere."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_GET

from core import clock
from schools.forms.filters import DIED, PupilFilter
from schools.models import Body
from schools.permissions import ScopedRequest, flag_levels
from schools.presenters.pupils import lines, options, pupil_href
from schools.selectors.flags import flags_by_pupil, kinds_seen
from schools.selectors.policy import policy_on
from schools.selectors.pupils import has_deaths, pupils_on
from schools.selectors.search import find_pupils
from schools.states import Act

A_PAGE = 60
OFFERED = 8


@require_GET
def pupil_list(request: ScopedRequest, school: Body) -> HttpResponse:
    """List pupils, narrowed as the address says."""
    scope, today = request.scope, clock.today()
    scope.check(Act.SEE_PUPILS)
    minimum = policy_on(school, today).minimum_contacts
    levels = flag_levels(scope)
    names_the_dead = scope.may(Act.RECORD_DEATH)
    living = not names_the_dead or request.GET.get("roll") != DIED[0]
    chosen = PupilFilter(
        request.GET,
        pupils_on(school, today, living=living),
        school=school,
        flags={key: kind.label for key, kind in kinds_seen(levels).items()},
        minimum=minimum if scope.may(Act.SEE_CONTACTS) else None,
        today=today,
        names_the_dead=names_the_dead,
    )
    page = Paginator(chosen.qs, A_PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": chosen.form,
        "lines": lines(
            rows,
            flags_by_pupil([row.pk for row in rows], levels, today),
            school=school,
            minimum=minimum,
            sees_needs=scope.may(Act.SEE_FLAGS),
        ),
        "page": page,
        "query": f"{query.urlencode()}&" if query else "",
        "is_narrowed": any(request.GET.values()),
        "sees_contacts": scope.may(Act.SEE_CONTACTS),
        "may_add": scope.may(Act.EDIT_PUPILS),
        "names_the_dead": names_the_dead and has_deaths(school),
        "may_see_log": scope.may(Act.SEE_ACCESS_LOG),
        "may_manage": scope.may(Act.MANAGE_SCHOOL),
    }
    return render(request, "schools/pupils.jinja", context)


@require_GET
def search(request: ScopedRequest, school: Body) -> HttpResponse:
    """Find pupils; a single one opens, and a script gets what it offers meanwhile."""
    scope, today = request.scope, clock.today()
    scope.check(Act.SEE_PUPILS)
    text = request.GET.get("q", "").strip()
    if request.htmx:
        found = find_pupils(school, text, today, at_most=OFFERED) if text else []
        offered = {"options": options(found, school=school), "query": text}
        response = render(request, "schools/_pupil_options.jinja", offered)
        patch_vary_headers(response, ["HX-Request"])
        return response
    found = find_pupils(school, text, today)
    if len(found) == 1:
        return redirect(pupil_href(school, found[0]))
    context = {
        "search_query": text,
        "lines": lines(
            found,
            flags_by_pupil([row.pk for row in found], flag_levels(scope), today),
            school=school,
            minimum=policy_on(school, today).minimum_contacts,
            sees_needs=scope.may(Act.SEE_FLAGS),
        ),
        "sees_contacts": scope.may(Act.SEE_CONTACTS),
    }
    response = render(request, "schools/pupil_search.jinja", context)
    patch_vary_headers(response, ["HX-Request"])
    return response
