"""Presses marks into the queue of a page that has no register in it."""

import os
import shutil
import subprocess
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, Route

from attendance.stack.places import ROOT

_MODULES = 'export { createQueue } from "./static/src/register/offline/queue.ts";'
_OPEN = """async ([person, register]) => {
  const { createQueue } = await import("/the-queue.js");
  window.told = {};
  window.reached = [];
  window.queue = createQueue({
    person,
    register,
    onState: (states) => {
      for (const one of states) window.told[one.enrolment] = one.state;
    },
    onReach: (reach) => window.reached.push(reach.state),
  });
}"""


class Hand:
    """The queue of a register in a page, as the register's own page uses it."""

    def __init__(self, page: Page, person: int, url: str) -> None:
        self.page = page
        page.context.route("**/the-queue.js", _serve)
        page.evaluate(_OPEN, [person, urlsplit(url).path])

    def press(self, enrolment: int, code: str, version: int = 0, **more: Any) -> None:
        """Press a code for a pupil; return once it is on the device."""
        mark = {"enrolment": enrolment, "code": code, "version": version, **more}
        self.page.evaluate("mark => window.queue.put(mark)", mark)

    def flush(self) -> str:
        """Send now; say how far it came."""
        return str(self.page.evaluate("async () => (await window.queue.flush()).state"))

    def pending(self) -> list[dict[str, Any]]:
        """Return what the page is told to be waiting."""
        waiting: list[dict[str, Any]] = self.page.evaluate(
            "() => window.queue.pending()"
        )
        return waiting

    def wait_for(self, enrolment: int, state: str) -> None:
        """Wait until the page is told that a mark stands so."""
        self.page.wait_for_function(
            "([one, state]) => window.told[one] === state", arg=[enrolment, state]
        )

    def wait_for_end(self) -> None:
        """Wait until the page has heard that it is signed out."""
        self.page.wait_for_function("() => window.reached.includes('signed-out')")


def _serve(route: Route) -> None:
    route.fulfill(body=_built(), content_type="text/javascript")


@cache
def _built() -> str:
    """Build the queue's own modules, as the pages' scripts are built."""
    path = os.pathsep.join([str(ROOT / ".venv" / "bin"), os.environ["PATH"]])
    node = shutil.which("node", path=path)
    esbuild = ROOT / "node_modules" / "esbuild" / "bin" / "esbuild"
    done = subprocess.run(
        [str(node), str(esbuild), "--bundle", "--format=esm", "--loader=ts"],
        input=_MODULES,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout
