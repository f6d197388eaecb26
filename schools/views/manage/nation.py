"""The administrator's pages: health of jobs, bodies, accounts."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core import clock
from core.pages import form_page
from core.selectors import last_runs
from schools.forms.bodies import AffiliationForm, BodyForm
from schools.forms.people import MemberForm
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.selectors.bodies import all_bodies, body_by_id
from schools.selectors.people import people_with_roles, person_by_id
from schools.services.bodies import add_body, affiliate
from schools.services.people import add_member, set_active
from schools.states import Act, BodyKind


def home(request: ScopedRequest, nation: Body) -> HttpResponse:
    """Show the health of jobs, and what the installation holds."""
    request.scope.check(Act.MANAGE_ACCOUNTS)
    runs = last_runs()
    facts = {
        "runs": runs,
        "failed": [run for run in runs if run.error],
        "bodies": len(all_bodies(clock.today())),
        "people": people_with_roles().count(),
    }
    return render(request, "schools/manage/nation.jinja", facts)


def bodies(request: ScopedRequest, nation: Body) -> HttpResponse:
    """List the bodies and whom they belong to."""
    request.scope.check(Act.MANAGE_ACCOUNTS)
    facts = {"lines": all_bodies(clock.today())}
    return render(request, "schools/manage/bodies.jinja", facts)


def body_add(request: ScopedRequest, nation: Body) -> HttpResponse:
    """Make a school, a trust or an authority."""
    request.scope.check(Act.MANAGE_ACCOUNTS)
    return form_page(
        request,
        BodyForm(request.POST or None),
        lambda typed: add_body(**typed.facts),
        title="Add a body",
        done="The body is added. Say whom it belongs to, and who works there.",
        leads_to=reverse("bodies", kwargs={"nation": nation.slug}),
        button="Add",
    )


def body_affiliate(request: ScopedRequest, nation: Body, body: int) -> HttpResponse:
    """Say whom a school belongs to."""
    request.scope.check(Act.MANAGE_ACCOUNTS)
    found = _body(body)
    if found.kind != BodyKind.SCHOOL:
        raise Http404
    form = AffiliationForm(request.POST or None, initial={"starts_on": clock.today()})
    return form_page(
        request,
        form,
        lambda typed: affiliate(school=found, **typed.cleaned_data),
        title=f"Whom {found.name} belongs to",
        done="It is entered.",
        leads_to=reverse("bodies", kwargs={"nation": nation.slug}),
    )


def body_member(request: ScopedRequest, nation: Body, body: int) -> HttpResponse:
    """Give somebody a role at any body: how a new one gets its first person."""
    request.scope.check(Act.MANAGE_ACCOUNTS)
    found = _body(body)
    form = MemberForm(
        request.POST or None, body=found, initial={"starts_on": clock.today()}
    )
    return form_page(
        request,
        form,
        lambda typed: add_member(body=found, **typed.facts),
        title=f"Add a person at {found.name}",
        done="The role is given.",
        leads_to=reverse("accounts", kwargs={"nation": nation.slug}),
        button="Add",
    )


def accounts(request: ScopedRequest, nation: Body) -> HttpResponse:
    """List who may sign in, and their roles."""
    request.scope.check(Act.MANAGE_ACCOUNTS)
    facts = {"people": list(people_with_roles()), "today": clock.today()}
    return render(request, "schools/manage/accounts.jinja", facts)


@require_POST
def account_active(request: ScopedRequest, nation: Body, person: int) -> HttpResponse:
    """Let a person sign in, or stop them."""
    request.scope.check(Act.MANAGE_ACCOUNTS)
    found = person_by_id(person)
    if found is None:
        raise Http404
    if found == request.user:
        messages.error(request, "You cannot stop your own account.")
    else:
        set_active(person=found, is_active=not found.is_active)
        may = "may sign in" if found.is_active else "may no longer sign in"
        messages.success(request, f"{found.name} {may}.")
    return redirect(reverse("accounts", kwargs={"nation": nation.slug}))


def _body(number: int) -> Body:
    found = body_by_id(number)
    if found is None:
        raise Http404
    return found
