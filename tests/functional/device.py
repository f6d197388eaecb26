"""Looks into a browser's database, and knows a register page by what people see."""

import datetime as dt
import json
import os
import shutil
import subprocess
from functools import cache
from typing import Any

from playwright.sync_api import Page

from attendance.stack.places import ROOT
from core.clock import at_local
from register.models import LedgerEntry, Mark, MarkDetail
from schools.models import Membership
from schools.rules.sessions import Session, Slot
from schools.states import Role
from tests.functional.conftest import Site
from tests.worlds import World, hire, make_pupil, make_world

FRIDAY = dt.date(2026, 11, 20)
AM = Slot(FRIDAY, Session.AM)
OPEN = at_local(FRIDAY, dt.time(8, 52))
NAMES = ["Abara", "Bellweather", "Castellane", "Dunmorrow", "Eastergate", "Fennimoor"]

# Every record of every store; bytes are shown by their length, keys by what they allow.
_DUMP = """async () => {
  const open = indexedDB.open("rollbook");
  const database = await new Promise((resolve, reject) => {
    open.onsuccess = () => resolve(open.result);
    open.onerror = () => reject(open.error);
  });
  const show = (_, value) =>
    value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? `${value.byteLength} bytes`
    : value instanceof CryptoKey ? { extractable: value.extractable, usages: value.usages }
    : value;
  const found = {};
  for (const name of database.objectStoreNames) {
    const request = database.transaction(name).objectStore(name).getAll();
    found[name] = await new Promise((resolve) => {
      request.onsuccess = () => resolve(request.result);
    });
  }
  database.close();
  return JSON.stringify(found, show);
}"""

_TAKE_THE_KEY = """async () => {
  const open = indexedDB.open("rollbook");
  const database = await new Promise((resolve) => {
    open.onsuccess = () => resolve(open.result);
  });
  const request = database.transaction("keys").objectStore("keys").getAll();
  const [kept] = await new Promise((resolve) => {
    request.onsuccess = () => resolve(request.result);
  });
  database.close();
  return crypto.subtle.exportKey("raw", kept.key).then(() => "taken", (error) => error.name);
}"""


def kept(page: Page) -> dict[str, list[dict[str, Any]]]:
    """Return what stands in the browser's database, store by store."""
    found: dict[str, list[dict[str, Any]]] = json.loads(page.evaluate(_DUMP))
    return found


def take_key(page: Page) -> str:
    """Try to take the key out of the browser; say what came of it."""
    return str(page.evaluate(_TAKE_THE_KEY))


def make_class() -> World:
    """Make a school with a class of six, whose names are found if they are anywhere."""
    make_world()  # a second school
    world = make_world(pupils=0).scope()
    for name in NAMES:
        pupil, enrolment = make_pupil(world.school, world.group, last_name=name)
        world.pupils.append(pupil)
        world.enrolments.append(enrolment)
    return world


def teacher_of(world: World) -> Membership:
    """Hire somebody who takes the class's register."""
    return hire(world.school, Role.TEACHER, group=world.group)


def register_url(site: Site, world: World) -> str:
    """Return the address of Friday morning's register."""
    return site.url(
        "register",
        school=world.school.slug,
        group=world.group.pk,
        day=FRIDAY.isoformat(),
        session="am",
    )


def codes(world: World) -> list[str | None]:
    """Return what stands in the register, in the order of names."""
    marks = dict(
        Mark.objects.filter(slot=AM.number).values_list("enrolment_id", "code")
    )
    return [marks.get(enrolment.pk) for enrolment in world.enrolments]


def ledger(world: World) -> int:
    """Return how many entries were replaced by later ones."""
    return LedgerEntry.objects.filter(school=world.school).count()


def device_moments(world: World) -> dict[int, dt.datetime]:
    """Return the device's moment of each mark that waited, by enrolment."""
    rows = MarkDetail.objects.filter(school=world.school, device_at__isnull=False)
    return dict(rows.values_list("enrolment_id", "device_at"))


_HAND = """
export { createQueue } from "./static/src/register/offline/queue.ts";
export { drainerOf } from "./static/src/register/offline/drain.ts";
"""
_OPEN = """async ([person, register]) => {
  const { createQueue, drainerOf } = await import("/the-queue.js");
  window.told = {};
  window.reached = [];
  window.queue = createQueue({
    person,
    register,
    onState: (states) => {
      for (const one of states) window.told[one.enrolment] = [one.state, one.code, one.version];
    },
    onReach: (reach) => window.reached.push(reach),
  });
  window.drainer = drainerOf(person);
}"""


@cache
def _built() -> str:
    """Build the queue's own modules for a page that has no register in it."""
    path = os.pathsep.join([str(ROOT / ".venv" / "bin"), os.environ["PATH"]])
    node = shutil.which("node", path=path)
    esbuild = ROOT / "node_modules" / "esbuild" / "bin" / "esbuild"
    done = subprocess.run(
        [str(node), str(esbuild), "--bundle", "--format=esm", "--loader=ts"],
        input=_HAND,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


class Queue:
    """The queue of a register in a page, pressed by a hand without a register's rows."""

    def __init__(self, page: Page, person: int, url: str) -> None:
        self.page = page
        page.context.route("**/the-queue.js", self._serve)
        page.evaluate(_OPEN, [person, url.removeprefix(_origin(url))])

    @staticmethod
    def _serve(route: Any) -> None:
        route.fulfill(body=_built(), content_type="text/javascript")

    def press(self, enrolment: int, code: str, version: int = 0, **more: Any) -> None:
        """Press a code for a pupil; return once it is on the device."""
        mark = {"enrolment": enrolment, "code": code, "version": version, **more}
        self.page.evaluate("mark => window.queue.put(mark)", mark)

    def flush(self) -> str:
        """Send now; say how far it came."""
        return str(self.page.evaluate("async () => (await window.queue.flush()).state"))

    def wait_for(self, enrolment: int, state: str) -> None:
        """Wait until the page is told that a mark stands so."""
        self.page.wait_for_function(
            "([one, state]) => window.told[one]?.[0] === state", arg=[enrolment, state]
        )


def _origin(url: str) -> str:
    return "/".join(url.split("/")[:3])
