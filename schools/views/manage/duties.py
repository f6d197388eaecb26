"""Who does what: the duties of each role, as a body has agreed them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from core import clock
from core.pages import form_page
from schools.forms.papers import DutyForm
from schools.models import Body, Duty
from schools.permissions import ScopedRequest
from schools.presenters.papers import duties_by_role
from schools.selectors.papers import duties_for, duty_of
from schools.services import duties as services
from schools.services.refusals import Refused
from schools.states import Act


@require_GET
def duties(request: ScopedRequest, **kwargs: Body) -> HttpResponse:
    """Show who does what: the body's own words, else those of a body around it."""
    (kind, body) = next(iter(kwargs.items()))
    whose, rows = duties_for(body, clock.today())
    facts = {
        "kind": kind,
        "roles": duties_by_role(rows),
        "whose": whose,
        "is_own": whose is not None and whose.pk == body.pk,
        "may_keep": request.scope.may_own(Act.KEEP_PAPERS),
    }
    return render(request, "schools/papers/duties.jinja", facts)


@require_POST
def start(request: ScopedRequest, **kwargs: Body) -> HttpResponse:
    """Begin with the words that ship with the product."""
    by = request.scope.check_own(Act.KEEP_PAPERS)
    (kind, body) = next(iter(kwargs.items()))
    try:
        made = services.start_from_shipped(
            body=body, by=by, today=clock.today(), now=clock.now()
        )
        messages.success(request, f"{len(made)} duties to start from: make them yours.")
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect(_list(kind, body))


def add(request: ScopedRequest, **kwargs: Body) -> HttpResponse:
    """Write down one more duty."""
    by = request.scope.check_own(Act.KEEP_PAPERS)
    (kind, body) = next(iter(kwargs.items()))
    form = DutyForm(request.POST or None, initial={"who": request.GET.get("who", "")})
    return form_page(
        request,
        form,
        lambda typed: services.add_duty(
            body=body,
            by=by,
            today=clock.today(),
            now=clock.now(),
            **typed.cleaned_data,
        ),
        title="Add a duty",
        done="The duty is added.",
        leads_to=_list(kind, body),
        button="Add",
    )


def change(request: ScopedRequest, duty: int, **kwargs: Body) -> HttpResponse:
    """Say a duty in other words, from today."""
    by = request.scope.check_own(Act.KEEP_PAPERS)
    (kind, body) = next(iter(kwargs.items()))
    found = _found(body, duty)
    form = DutyForm(
        request.POST or None, initial={"who": found.who, "words": found.words}
    )
    return form_page(
        request,
        form,
        lambda typed: services.reword_duty(
            duty=found,
            by=by,
            today=clock.today(),
            now=clock.now(),
            **typed.cleaned_data,
        ),
        title="Change a duty",
        done="The duty is changed.",
        leads_to=_list(kind, body),
    )


@require_POST
def end(request: ScopedRequest, duty: int, **kwargs: Body) -> HttpResponse:
    """Take a duty out; what it said stays on record."""
    request.scope.check_own(Act.KEEP_PAPERS)
    (kind, body) = next(iter(kwargs.items()))
    services.end_duty(duty=_found(body, duty), today=clock.today())
    messages.success(request, "The duty is taken out.")
    return redirect(_list(kind, body))


def _found(body: Body, number: int) -> Duty:
    found = duty_of(body, number, clock.today())
    if found is None:
        raise Http404
    return found


def _list(kind: str, body: Body) -> str:
    return reverse(f"{kind}-duties", kwargs={kind: body.slug})
