"""Gives each request an id, for its log lines and for the page that reports an error."""

import re
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from core import logs

_SAFE = re.compile(r"[A-Za-z0-9-]{8,64}")

Handler = Callable[[HttpRequest], HttpResponse]


def request_id(get_response: Handler) -> Handler:
    """Take the id that a proxy gave, if it is a plain one, or make a new one."""

    def middleware(request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        name = given if _SAFE.fullmatch(given) else uuid.uuid4().hex
        token = logs.request_id.set(name)
        try:
            response = get_response(request)
        finally:
            logs.request_id.reset(token)
        response["X-Request-ID"] = name
        return response

    return middleware
