"""Versions of a body's policies: what holds, who approved it, when it is due again."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from core import clock
from core.pages import form_page
from schools.forms.papers import PolicyForm
from schools.models import Body, Policy
from schools.permissions import ScopedRequest
from schools.presenters.papers import policy_line
from schools.selectors.papers import former_policies, policies_on, policy_of
from schools.services.policies import Version, adopt_policy
from schools.states import Act


@require_GET
def policies(request: ScopedRequest, **kwargs: Body) -> HttpResponse:
    """List the versions that hold, here and around, and those of before."""
    (kind, body) = next(iter(kwargs.items()))
    today = clock.today()
    facts = {
        "kind": kind,
        "lines": [policy_line(row, body, today) for row in policies_on(body, today)],
        "former": [
            policy_line(row, body, today) for row in former_policies(body, today)
        ],
        "may_keep": request.scope.may_own(Act.KEEP_PAPERS),
    }
    return render(request, "schools/papers/policies.jinja", facts)


@require_GET
def policy(request: ScopedRequest, policy: int, **kwargs: Body) -> HttpResponse:
    """Show one version, to read and to print."""
    (kind, body) = next(iter(kwargs.items()))
    line = policy_line(_found(body, policy), body, clock.today())
    return render(request, "schools/papers/policy.jinja", {"kind": kind, "line": line})


def adopt(request: ScopedRequest, **kwargs: Body) -> HttpResponse:
    """Enter a version that was approved; with `?of=` the next one of a policy."""
    by = request.scope.check_own(Act.KEEP_PAPERS)
    (kind, body) = next(iter(kwargs.items()))
    wanted, today = request.GET.get("of", ""), clock.today()
    before = _found(body, int(wanted)) if wanted.isdecimal() else None
    first = {"starts_on": today, "approved_on": today, "review_after": "1"}
    if before is not None:
        first |= {"title": before.title, "text": before.text}
    form = PolicyForm(request.POST or None, initial=first)
    return form_page(
        request,
        form,
        lambda typed: adopt_policy(
            body=body, version=Version(**typed.facts), by=by, now=clock.now()
        ),
        title=f"Next version of {before.title}" if before else "Add a policy",
        done="The version is entered, and the one before ends.",
        leads_to=reverse(f"{kind}-policies", kwargs={kind: body.slug}),
        lede="A version is never edited: the next one takes its place.",
    )


def _found(body: Body, number: int) -> Policy:
    found = policy_of(body, number, clock.today())
    if found is None:
        raise Http404
    return found
