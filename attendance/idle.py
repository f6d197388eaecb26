"""Signs out whoever has done nothing for as long as the school allows.

Times are real ones, in a demonstration too. A page that refreshes itself says so in a
header, and its requests do not count as a sign of life. Marks that were typed are on the
device, and a script is answered 401, so nothing is lost (DESIGN.md, promise 3).
"""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse

from core import clock

BACKGROUND = "X-Background"
SEEN = "seen_at"
LIMIT = "idle_seconds"
# A session is written no oftener than this, in seconds.
_WRITE_EVERY = 30

Handler = Callable[[HttpRequest], HttpResponse]


def middleware(get_response: Handler) -> Handler:
    """End a sign-in that has been idle for too long, else remember that it is not."""

    def answer(request: HttpRequest) -> HttpResponse:
        if SESSION_KEY in request.session:
            _end_or_go_on(request)
        return get_response(request)

    return answer


def limit_of(request: HttpRequest) -> int:
    """Return after how many idle seconds this sign-in ends."""
    return int(request.session.get(LIMIT, settings.IDLE_SECONDS))


def obey(request: HttpRequest, minutes: int) -> None:
    """Keep to the limit that the school in scope has chosen."""
    if request.session.get(LIMIT) != minutes * 60:
        request.session[LIMIT] = minutes * 60


def _end_or_go_on(request: HttpRequest) -> None:
    now = clock.real_now().timestamp()
    seen = request.session.get(SEEN)
    if seen is not None and now - seen > limit_of(request):
        logout(request)
    elif BACKGROUND not in request.headers and (
        seen is None or now - seen > _WRITE_EVERY
    ):
        request.session[SEEN] = now
