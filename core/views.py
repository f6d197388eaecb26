"""Health for the machines that watch, and plain words when something fails."""

import logging

from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache

from core import logs

logger = logging.getLogger(__name__)


@never_cache
def healthz(_request: HttpRequest) -> HttpResponse:
    """Say that the process answers."""
    return JsonResponse({"status": "ok"})


@never_cache
def readyz(_request: HttpRequest) -> HttpResponse:
    """Say whether database and broker answer too; name the one that does not."""
    parts = {"database": _database_answers(), "broker": _broker_answers()}
    ready = all(parts.values())
    body = {"status": "ready" if ready else "waiting", **parts}
    return JsonResponse(body, status=200 if ready else 503)


# They say whether the database answers, so they must not begin with a transaction in it.
for _health in (healthz, readyz):
    _health.needs_no_database = True  # type: ignore[attr-defined]


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    except Exception:  # noqa: BLE001 - whatever is wrong, it does not answer
        return False
    return True


def _broker_answers() -> bool:
    try:
        cache.get("readyz")
    except Exception:  # noqa: BLE001
        return False
    return True


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer a request that makes no sense."""
    return _error(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer someone who may not do this, with the rule's own sentence."""
    return _error(request, 403, sentence=str(exception))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer a stranger and a mistyped address alike."""
    return _error(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer when we failed: nothing half done, and an id to quote.

    The page is drawn without the request, whose session or clock may be what failed.
    """
    facts = {"status": 500, "request_id": logs.request_id.get()}
    if _wants_json(request):
        return JsonResponse({"error": facts}, status=500)
    return HttpResponse(render_to_string("errors/500.jinja", facts), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that is too old to be trusted; nothing was changed."""
    logger.info("csrf failure: %s", reason)
    return _error(request, 403, sentence="This page was open for too long.")


def _error(request: HttpRequest, status: int, sentence: str = "") -> HttpResponse:
    facts = {"status": status, "request_id": logs.request_id.get(), "say": sentence}
    if _wants_json(request):
        return JsonResponse({"error": facts}, status=status)
    return render(request, f"errors/{status}.jinja", facts, status=status)


def _wants_json(request: HttpRequest) -> bool:
    accept = request.headers.get("Accept", "")
    return "application/json" in accept and "text/html" not in accept
