"""Serves the service worker and the shell that it shows when there is no network.

Both are the same for everybody: they are made without a request, so that nothing of a
person can get into them, and need neither sign-in nor database.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, wraps
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from schools.permissions import Scope
from schools.states import Act, BodyKind

WORKER = "sw.js"
ASSETS = ("app.css", "app.js", "register.js", "images/rollbook.svg")

View = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True)
class Device:
    """Whose page it is, and where registers and fire list for their device are told.

    `person` is empty for nobody and None where the page cannot know: a page of nobody
    deletes the names that a device keeps, the page of a failed database must not.
    """

    person: str | None
    url: str | None
    fire: str | None = None


def device_of(request: HttpRequest) -> Device:
    """Return what a page tells its script about the device it is shown on."""
    try:
        user = request.user
        person = str(user.pk) if user.is_authenticated else ""
    except (AttributeError, DatabaseError):
        return Device(person=None, url=None)
    scope: Scope | None = getattr(request, "scope", None)
    if not scope:
        return Device(person=person, url=None)
    return Device(person=person, url=_url_of(request, scope), fire=_fire_of(scope))


def _url_of(request: HttpRequest, scope: Scope) -> str | None:
    takes = scope.may(Act.TAKE_OWN_REGISTERS) or scope.may(Act.TAKE_ANY_REGISTER)
    if scope.body.kind != BodyKind.SCHOOL or not takes:
        return None
    url = reverse("register-device", kwargs={"school": scope.body.slug})
    here = request.resolver_match
    if here is not None and here.url_name == "register":
        return f"{url}?group={here.kwargs['group']}"
    return url


def _fire_of(scope: Scope) -> str | None:
    """Return where the fire list for a device is told, to staff of the school itself."""
    is_staff = scope.body.kind == BodyKind.SCHOOL and scope.may_own(Act.SEE_PUPILS)
    where = {"school": scope.body.slug}
    return reverse("fire-device", kwargs=where) if is_staff else None


def _once(make: Callable[[], str]) -> Callable[[], str]:
    """Make a text once in a process; anew each time where files change under it."""
    kept = cache(make)

    @wraps(make)
    def made() -> str:
        return make() if settings.DEBUG else kept()

    return made


def _needs_no_database(view: View) -> View:
    view.needs_no_database = True  # type: ignore[attr-defined]
    return view


@_needs_no_database
@require_safe
def service_worker(_request: HttpRequest) -> HttpResponse:
    """Serve the worker from the root: it looks after every page, not only /static/."""
    response = _text(_worker(), "text/javascript")
    response["Service-Worker-Allowed"] = "/"
    return response


@_needs_no_database
@require_safe
def shell(_request: HttpRequest) -> HttpResponse:
    """Serve the page that draws a register from what the device keeps."""
    return _text(_page(), "text/html")


def _text(content: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=f"{kind}; charset=utf-8")
    # Asked for each time: an old worker would go on serving an old shell.
    response["Cache-Control"] = "no-cache"
    return response


@_once
def _page() -> str:
    return render_to_string("register/offline.jinja")


@_once
def _worker() -> str:
    """Return the built worker under what it is to store.

    The browser compares the text: a version made of the contents is what makes it fetch
    the shell anew, and only then.
    """
    contents = [_page().encode(), *(_read(name) for name in ASSETS)]
    digest = hashlib.sha256(b"\0".join(contents)).hexdigest()
    shell_facts: dict[str, Any] = {
        "version": digest[:16],
        "page": reverse("offline"),
        "assets": [static(name) for name in ASSETS],
        "immutable": _names_tell_contents(),
    }
    return f"const SHELL = {json.dumps(shell_facts)};\n{_read(WORKER).decode()}"


def _names_tell_contents() -> bool:
    """Tell whether an asset's name changes with what is in it, so that it never ages."""
    return not settings.DEBUG and isinstance(staticfiles_storage, ManifestFilesMixin)


def _read(name: str) -> bytes:
    found = finders.find(name)
    if found:
        with open(found, "rb") as file:
            return file.read()
    with staticfiles_storage.open(name) as file:
        return bytes(file.read())
