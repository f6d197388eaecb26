"""Looks into a browser's database, as somebody would who has the device."""

import json
from typing import Any

from playwright.sync_api import Page

# Wraps a script that uses the `database`, and `all(store)` for a store's records.
_OPENED = """async (arg) => {
  const settled = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const database = await settled(indexedDB.open("rollbook"));
  const all = (store) => settled(database.transaction(store).objectStore(store).getAll());
  const put = (store, record) =>
    settled(database.transaction(store, "readwrite").objectStore(store).put(record));
  try {
    SCRIPT
  } finally {
    database.close();
  }
}"""

# Every record of every store; bytes are shown by their length, keys by what they allow.
_DUMP = """
    const show = (_, value) =>
      value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? `${value.byteLength} bytes`
      : value instanceof CryptoKey ? { extractable: value.extractable, usages: value.usages }
      : value;
    const found = {};
    for (const name of database.objectStoreNames) found[name] = await all(name);
    return JSON.stringify(found, show);"""

_TAKE = """
    const [kept] = await all("keys");
    return crypto.subtle.exportKey("raw", kept.key).then(() => "taken", (error) => error.name);"""

_LET_WAIT = """
    for (const item of await all("queue")) {
      const pressedAt = new Date(Date.parse(item.pressedAt) - arg).toISOString();
      await put("queue", { ...item, pressedAt });
    }"""

_AGE = """
    for (const day of await all("days")) await put("days", { ...day, ahead: day.ahead + arg });"""

_DAY = 24 * 60 * 60_000


def kept(page: Page) -> dict[str, list[dict[str, Any]]]:
    """Return what stands in the browser's database, store by store."""
    found: dict[str, list[dict[str, Any]]] = json.loads(_run(page, _DUMP))
    return found


def take_key(page: Page) -> str:
    """Try to take the key out of the browser; say what came of it."""
    return str(_run(page, _TAKE))


def let_wait(page: Page, *, minutes: int) -> None:
    """Let what waits have waited: its keys were pressed so much earlier."""
    _run(page, _LET_WAIT, minutes * 60_000)


def end_the_day(page: Page) -> None:
    """Let the school's clock, as the device last heard it, be a day further."""
    _run(page, _AGE, _DAY)


def wait_until_nameless(page: Page) -> None:
    """Wait until no key and no names of anybody are left in a browser."""
    for _ in range(100):
        found = kept(page)
        if (found["keys"], found["days"]) == ([], []):
            return
        page.wait_for_timeout(100)
    raise AssertionError("Keys or names are still kept after ten seconds.")


def wait_until_empty(page: Page) -> None:
    """Wait until everything that was typed in a browser has left it."""
    for _ in range(100):
        if not kept(page)["queue"]:
            return
        page.wait_for_timeout(100)
    raise AssertionError("The queue is not empty after ten seconds.")


def _run(page: Page, script: str, arg: object = None) -> Any:
    return page.evaluate(_OPENED.replace("SCRIPT", script), arg)
