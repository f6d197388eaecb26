"""Where people land, and how a page keeps its sign-in."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from attendance.idle import limit_of
from attendance.navigation import HOME, address
from attendance.scope import is_script, sign_in_first
from core import clock
from schools.models import Person
from schools.selectors.people import bodies_of
from schools.states import BodyKind


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Go to the home of the person's body, or of the first of several."""
    person = cast(Person, request.user)
    bodies = bodies_of(person, on=clock.today())
    if not bodies:
        return render(request, "errors/no_body.jinja", status=403)
    body = bodies[0]
    return redirect(address(HOME[BodyKind(body.kind)], body.kind, body.slug))


@never_cache
def stay_signed_in(request: HttpRequest) -> HttpResponse:
    """Count as a sign of life; tell the limit, and give a fresh token for forms."""
    if not request.user.is_authenticated:
        return sign_in_first(request)
    if is_script(request):
        answer = {
            "person": request.user.pk,
            "csrf": get_token(request),
            "idle_seconds": limit_of(request),
        }
        return JsonResponse(answer)
    return render(request, "account/stay.jinja")
