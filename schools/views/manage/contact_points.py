"""Whom staff may ask outside their school, checked each year."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from core import clock
from core.pages import form_page
from schools.forms.papers import ContactPointForm
from schools.models import Body, ContactPoint
from schools.permissions import ScopedRequest
from schools.presenters.papers import point_line
from schools.selectors.papers import contact_point_of, contact_points_on
from schools.services import contact_points as services
from schools.states import Act

_FIELDS = ("name", "organisation", "purpose", "telephone", "email", "hours")


@require_GET
def contact_points(request: ScopedRequest, **kwargs: Body) -> HttpResponse:
    """List teams and people: the body's own, and those of bodies around it."""
    (kind, body) = next(iter(kwargs.items()))
    today = clock.today()
    lines = [point_line(row, body, today) for row in contact_points_on(body, today)]
    facts = {
        "kind": kind,
        "lines": lines,
        "stale": [line for line in lines if line.is_stale],
        "may_keep": request.scope.may_own(Act.KEEP_PAPERS),
    }
    return render(request, "schools/papers/contact_points.jinja", facts)


def add(request: ScopedRequest, **kwargs: Body) -> HttpResponse:
    """Add a team or person."""
    by = request.scope.check_own(Act.KEEP_PAPERS)
    (kind, body) = next(iter(kwargs.items()))
    return form_page(
        request,
        ContactPointForm(request.POST or None),
        lambda typed: services.add_contact_point(
            body=body,
            facts=typed.cleaned_data,
            by=by,
            today=clock.today(),
            now=clock.now(),
        ),
        title="Add a contact point",
        done="It is added.",
        leads_to=_list(kind, body),
        button="Add",
    )


def change(request: ScopedRequest, point: int, **kwargs: Body) -> HttpResponse:
    """Change what is said of it."""
    by = request.scope.check_own(Act.KEEP_PAPERS)
    (kind, body) = next(iter(kwargs.items()))
    found = _found(body, point)
    first = {name: getattr(found, name) for name in _FIELDS}
    return form_page(
        request,
        ContactPointForm(request.POST or None, initial=first),
        lambda typed: services.change_contact_point(
            point=found,
            facts=typed.cleaned_data,
            by=by,
            today=clock.today(),
            now=clock.now(),
        ),
        title=f"Change {found.name}",
        done=f"{found.name} is changed, and checked today.",
        leads_to=_list(kind, body),
    )


@require_POST
def check(request: ScopedRequest, point: int, **kwargs: Body) -> HttpResponse:
    """Keep that it is right today."""
    by = request.scope.check_own(Act.KEEP_PAPERS)
    (kind, body) = next(iter(kwargs.items()))
    found = _found(body, point)
    services.check_contact_point(
        point=found, by=by, today=clock.today(), now=clock.now()
    )
    messages.success(request, f"{found.name} is checked today.")
    return redirect(_list(kind, body))


@require_POST
def end(request: ScopedRequest, point: int, **kwargs: Body) -> HttpResponse:
    """Show it no longer."""
    request.scope.check_own(Act.KEEP_PAPERS)
    (kind, body) = next(iter(kwargs.items()))
    found = _found(body, point)
    services.end_contact_point(point=found, today=clock.today())
    messages.success(request, f"{found.name} is shown no longer.")
    return redirect(_list(kind, body))


def _found(body: Body, number: int) -> ContactPoint:
    found = contact_point_of(body, number, clock.today())
    if found is None:
        raise Http404
    return found


def _list(kind: str, body: Body) -> str:
    return reverse(f"{kind}-contact-points", kwargs={kind: body.slug})
