"""Finds the body that an address names, and opens one transaction in its scope.

A view under `/schools/<slug:school>/…` receives the body itself as `school`; a stranger
is answered 404, as if the school did not exist. What a view answers with an error is
rolled back, so nothing is half done.
"""

from collections.abc import Callable
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from attendance import idle
from core import clock
from core.tenancy import set_scope
from schools.models import Person
from schools.permissions import ScopedRequest
from schools.selectors.policy import policy_on
from schools.services.scope import enter_body
from schools.states import BodyKind

Handler = Callable[[HttpRequest], HttpResponse]
View = Callable[..., HttpResponse]
KINDS = tuple(kind.value for kind in BodyKind)
FAILED = 400


class ScopeMiddleware:
    """Stands last, because it calls the view itself."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: View,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        """Answer in the scope of the body that the address names, if it names one."""
        if getattr(view, "needs_no_database", False) or _raises_to_allauth(view):
            return None
        kind = next((kind for kind in KINDS if kind in kwargs), None)
        if kind and not request.user.is_authenticated:
            return sign_in_first(request)
        with transaction.atomic():
            if kind:
                _enter(request, kind, kwargs)
            elif request.user.is_authenticated:
                set_scope([], person_id=request.user.pk)
            response = view(request, *args, **kwargs)
            if hasattr(response, "render"):
                response = response.render()
            if response.status_code >= FAILED:
                transaction.set_rollback(True)
        return response


def _raises_to_allauth(view: View) -> bool:
    """Tell whether allauth's middleware must hear what the view raises.

    Only what Django itself calls is heard, and a sign-in page needs no scope.
    """
    return view.__module__.startswith("allauth.")


def _enter(request: HttpRequest, kind: str, kwargs: dict[str, Any]) -> None:
    person = request.user
    scope = (
        enter_body(person, kind, kwargs[kind], on=clock.today())
        if isinstance(person, Person)
        else None
    )
    if scope is None:
        raise Http404
    cast(ScopedRequest, request).scope = scope
    kwargs[kind] = scope.body
    if scope.body.kind == BodyKind.SCHOOL:
        policy = policy_on(scope.body, clock.today())
        idle.obey(request, policy.idle_sign_out_minutes)


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """Send a person to the sign-in page, and tell a script 401: never a page with 200."""
    if is_script(request):
        return JsonResponse({"error": {"status": 401, "say": "Sign in."}}, status=401)
    return redirect_to_login(request.get_full_path())


def is_script(request: HttpRequest) -> bool:
    """Tell whether a script asks, which must never be answered with a sign-in page."""
    accept = request.headers.get("Accept", "")
    return (
        request.path.startswith("/api/")
        or request.content_type == "application/json"
        or "HX-Request" in request.headers
        or ("application/json" in accept and "text/html" not in accept)
    )
