"""A real site and a real browser for the tests, and axe on what the browser shows.

    def test_a_page(site, signed_in, axe):
        site.clock(at_local(FRIDAY, dt.time(8, 52)))
        with transaction.atomic():
            world = make_world()
        page = signed_in(world.by(Role.OFFICE), site.url("register", school=…))
        assert axe(page) == []

Each file has a database of its own, in which its tests and the site commit.
"""

import datetime as dt
import os
import re
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from attendance.stack import browser as chromium
from attendance.stack.frontend import build
from attendance.stack.locks import exclusively
from attendance.stack.places import ROOT
from core import clock
from schools.models import Membership, Person

# The browser's client runs a loop in this thread, which Django would take for a server's.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
# The machine may have other things to do; what is slow is measured elsewhere.
PATIENCE = 20_000
expect.set_options(timeout=PATIENCE)
LAPTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
# axe's rules that stand for WCAG 2.2 AA, and its best practices.
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
}


@dataclass(frozen=True)
class Site:
    """The application at an address of this machine, over its own database."""

    origin: str
    offsets: list[dt.timedelta]

    def url(self, name: str, **kwargs: Any) -> str:
        """Return the whole address of a named page."""
        return self.origin + reverse(name, kwargs=kwargs)

    def clock(self, moment: dt.datetime) -> None:
        """Let the application live at a moment, from where it ticks on."""
        self.offsets[:] = [moment - clock.real_now()]

    def cookie(self, person: Person) -> str:
        """Sign somebody in and return the cookie that says so."""
        client = Client()
        client.force_login(person)
        return client.cookies[settings.SESSION_COOKIE_NAME].value


class _Quiet(WSGIRequestHandler):
    # A connection for each request, and none kept: with its thread ends its use of the
    # database, which is dropped as soon as the file is done.
    protocol_version = "HTTP/1.0"
    timeout = 1

    def log_message(self, *_: object) -> None:
        """Say nothing: the tests look at answers."""


class _Server(ThreadedWSGIServer):
    daemon_threads = False

    def handle_error(self, *_: object) -> None:
        """Say nothing of a browser that hung up."""


@pytest.fixture(scope="session")
def assets(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Build style sheets and scripts, where a source is newer than what is built.

    The run has a copy of its own: a build beside it must not pull them from under it.
    """
    copy = tmp_path_factory.mktemp("assets") / "dist"
    with exclusively(ROOT / "node_modules" / ".rollbook-building"):
        build(Path(sys.prefix))
        shutil.copytree(ROOT / "static" / "dist", copy)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "STATICFILES_DIRS", [copy])
        finders.get_finder.cache_clear()  # type: ignore[attr-defined]
        yield
    finders.get_finder.cache_clear()  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def site(committed: str, assets: None) -> Iterator[Site]:
    """Serve the application, as the application's own role, until the file is done."""
    with pytest.MonkeyPatch.context() as patch:
        offsets = [dt.timedelta()]
        patch.setattr(clock, "demo_offset", lambda: offsets[0])
        patch.setattr(settings, "WHITENOISE_USE_FINDERS", True)
        server = _Server(("127.0.0.1", 0), _Quiet)
        server.set_app(get_wsgi_application())
        serving = threading.Thread(target=partial(server.serve_forever, 0.05))
        serving.start()
        try:
            yield Site(f"http://localhost:{server.server_port}", offsets)
        finally:
            server.shutdown()
            server.server_close()
            serving.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the machine's own Chromium, without a window."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium.provide(), args=chromium.flags()
        )
        yield started
        started.close()


SignedIn = Callable[..., Page]


@pytest.fixture
def signed_in(site: Site, browser: Browser) -> Iterator[SignedIn]:
    """Open pages as somebody: `signed_in(membership, url, viewport=PHONE)`.

    Each call is a browser of its own. What a page says on its console as an error, and
    an exception in its script, fail the test.
    """
    opened: list[BrowserContext] = []
    errors: list[str] = []

    def open_as(who: Membership | Person, url: str = "", **options: Any) -> Page:
        person = who.person if isinstance(who, Membership) else who
        options = {"viewport": LAPTOP, "locale": "en-GB", **options}
        context = browser.new_context(timezone_id="Europe/London", **options)
        opened.append(context)
        context.set_default_timeout(PATIENCE)
        context.add_cookies(
            [
                {
                    "name": settings.SESSION_COOKIE_NAME,
                    "value": site.cookie(person),
                    "url": site.origin,
                }
            ]
        )
        context.on("weberror", lambda error: errors.append(str(error.error)))
        page = context.new_page()
        if url:
            page.goto(url)
        return page

    yield open_as
    for context in opened:
        context.close()
    assert not errors, errors


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """Return what axe finds wrong on a page, a line for each element."""

    def look(page: Page) -> list[str]:
        found = Axe().run(page, options=AXE).response["violations"]
        return [
            f"{rule['id']}: {node['target']} {_first_line(node['failureSummary'])}"
            for rule in found
            for node in rule["nodes"]
        ]

    return look


def _first_line(summary: str) -> str:
    return re.sub(r"\s+", " ", summary)[:200]
