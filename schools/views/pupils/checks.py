"""Whose contact details are stale or too few, and that they were gone through."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from core import clock
from core.pages import form_page
from schools.forms.checks import CheckForm, ChecksFilter
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.presenters.checks import check_lines
from schools.selectors.checks import pupils_with_checks, stale_or_few
from schools.selectors.policy import policy_on
from schools.services.checks import note_check
from schools.states import Act
from schools.views.pupils.record import open_to_edit

A_PAGE = 60


@require_GET
def checks(request: ScopedRequest, school: Body) -> HttpResponse:
    """List pupils by when their contacts were last gone through, the oldest first."""
    request.scope.check(Act.SEE_CONTACTS)
    today = clock.today()
    policy = policy_on(school, today)
    months, minimum = policy.contact_check_months, policy.minimum_contacts
    form = ChecksFilter(request.GET, school=school, today=today)
    wanted = form.cleaned_data if form.is_valid() else {}
    rows = (
        pupils_with_checks(school, today)
        if wanted.get("show")
        else stale_or_few(school, today, months=months, minimum=minimum)
    )
    if wanted.get("group"):
        rows = rows.filter(group_id=wanted["group"].pk)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    facts = {
        "form": form,
        "page": page,
        "lines": check_lines(
            page.object_list,
            school=school,
            today=today,
            months=months,
            minimum=minimum,
        ),
        "months": months,
        "minimum": minimum,
        "query": f"{query.urlencode()}&" if query else "",
        "is_narrowed": any(request.GET.values()),
        "may_check": request.scope.may(Act.EDIT_PUPILS),
    }
    return render(request, "schools/contact_checks.jinja", facts)


def check(request: ScopedRequest, school: Body, pupil: int) -> HttpResponse:
    """Keep that a pupil's contacts were gone through, with whom, and what changed."""
    found, by = open_to_edit(request, school, pupil, page="contacts")
    today = clock.today()
    form = CheckForm(request.POST or None, initial={"checked_on": today}, today=today)
    return form_page(
        request,
        form,
        lambda typed: note_check(
            pupil=found, by=by, now=clock.now(), **typed.cleaned_data
        ),
        title=f"Details of {found.name} gone through",
        done="It is kept who was asked and when. Change what is different now.",
        leads_to=reverse("contacts", kwargs={"school": school.slug, "pupil": found.pk}),
        lede="For a change that a family reports, and for the yearly check.",
    )
