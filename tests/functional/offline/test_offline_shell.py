"""The service worker: what it stores, and what it shows when there is no network."""

import re

from django.db import transaction
from playwright.sync_api import expect

from schools.states import Role
from tests.worlds import make_world

STORED = """async () => {
  const found = {};
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const response = await cache.match(request);
      found[new URL(request.url).pathname] = await response.text();
    }
  }
  return found;
}"""
CONTROLLED = "() => navigator.serviceWorker.controller !== null"


def test_the_worker_looks_after_the_whole_site_and_is_asked_for_anew(site, signed_in):
    page = signed_in(_teacher())
    answer = page.request.get(f"{site.origin}/sw.js")
    assert answer.headers["service-worker-allowed"] == "/"
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.text().startswith('const SHELL = {"version": "')


def test_only_the_shell_is_stored_and_it_names_nobody(site, signed_in):
    teacher = _teacher()
    page = signed_in(teacher, site.url("stay_signed_in"))
    page.wait_for_function(CONTROLLED)
    page.goto(site.url("mfa_index"))
    stored = page.evaluate(STORED)
    kinds = {re.sub(r"\.[0-9a-f]{12}(?=\.)", "", path) for path in stored}
    assert kinds == {
        "/offline",
        "/static/app.css",
        "/static/app.js",
        "/static/register.js",
        "/static/images/rollbook.svg",
    }
    assert all(teacher.name not in text for text in stored.values())
    assert "csrf" not in stored["/offline"]


def test_without_a_network_an_address_answers_with_the_shell(site, signed_in):
    page = signed_in(_teacher(), site.url("stay_signed_in"))
    page.wait_for_function(CONTROLLED)
    page.context.set_offline(True)
    page.goto(site.url("mfa_index"))
    expect(page.locator("[data-offline]")).to_be_attached()


def _teacher():
    with transaction.atomic():
        world = make_world()
        return world.by(Role.TEACHER)


def test_the_shell_asks_for_nothing_that_the_worker_does_not_store(site, signed_in):
    page = signed_in(_teacher())
    first_line = page.request.get(f"{site.origin}/sw.js").text().splitlines()[0]
    stored = set(re.findall(r'"(/static/[^"]+)"', first_line))
    shell = page.request.get(f"{site.origin}/offline").text()
    assert set(re.findall(r'"(/static/[^"]+)"', shell)) == stored
