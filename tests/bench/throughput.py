"""Registers of 30 saved a second, through web server, application and database.

Eight clients on the same two cores, each signed in, each register another class and
session. The limit is eight clients of the bare driver, inserting the same rows.
"""

import http.client
import json
import os
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
from django.conf import settings
from django.test import Client
from django.urls import reverse

from attendance.stack.commands import web
from core.tenancy import in_schools
from register.rules.windows import present_code
from register.selectors.roster import roster
from schools.models import Person, RegistrationGroup
from schools.rules.sessions import Slot
from tests.bench import raw
from tests.bench.data import BenchData, open_slots
from tests.bench.register import AUTUMN, register_body
from tests.bench.table import Row

CLIENTS = 8
SECONDS = 8.0
PORT = 8197
HOST = "127.0.0.1"
OK = 200


def measure(data: BenchData) -> list[Row]:
    """Save registers for some seconds from eight clients, and count them."""
    work = _work(data)
    with raw.connection():
        limit = _together(lambda number: _bare(work[number::CLIENTS]))
    with serving():
        jar = cookies_of(data)
        ours = _together(lambda number: _client(data, jar, work[number::CLIENTS]))
    return [
        Row(
            "registers of 30 saved a second, 8 clients, everything on 2 cores",
            "registers/s",
            ours,
            200,
            limit,
            smaller_is_better=False,
        )
    ]


Work = list[tuple[RegistrationGroup, Slot, list[int]]]
Saves = Iterator[None]


def _work(data: BenchData) -> Work:
    """Return every register of the autumn that nobody has taken."""
    with in_schools([data.school.pk]):
        pupils = {
            group.pk: [row.pk for row in roster(group, AUTUMN)] for group in data.groups
        }
    return [
        (group, slot, pupils[group.pk])
        for slot in open_slots(data)
        for group in data.groups[2:]
    ]


def _together(saves_of: Callable[[int], Saves]) -> float:
    """Run eight clients for some seconds; return registers a second of all."""
    counted = [0] * CLIENTS
    failures: list[BaseException] = []
    start = time.perf_counter()

    def run(number: int) -> None:
        try:
            for _ in saves_of(number):
                counted[number] += 1
                if time.perf_counter() - start > SECONDS:
                    return
        except BaseException as failure:  # noqa: BLE001 - reported below
            failures.append(failure)

    threads = [threading.Thread(target=run, args=[n]) for n in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return sum(counted) / (time.perf_counter() - start)


def _bare(work: Work) -> Saves:
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        for _, slot, enrolments in work:
            raw.save(owner, slot.number * 2 + 1, enrolments)
            yield


def _client(data: BenchData, cookies: dict[str, str], work: Work) -> Saves:
    """Post registers over one kept connection, as a browser would."""
    connection = http.client.HTTPConnection(HOST, PORT, timeout=30)
    headers = {
        "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "X-CSRFToken": cookies[settings.CSRF_COOKIE_NAME],
        "Content-Type": "application/json",
        "Accept": "application/json",
    }
    for group, slot, enrolments in work:
        address = address_of(data, group, slot, "register-marks")
        body = json.dumps(register_body(enrolments, present_code(slot.session)))
        connection.request("POST", address, body, headers)
        answer = connection.getresponse()
        said = json.loads(answer.read())
        states = {item["state"] for item in said.get("items", [])}
        if answer.status != OK or states != {"saved"}:
            raise RuntimeError(str(said)[:500])
        yield


def address_of(data: BenchData, group: RegistrationGroup, slot: Slot, name: str) -> str:
    """Return the address of a page of a register."""
    return reverse(
        name,
        kwargs={
            "school": data.school.slug,
            "group": group.pk,
            "day": slot.day.isoformat(),
            "session": slot.session.label.lower(),
        },
    )


def cookies_of(data: BenchData) -> dict[str, str]:
    """Sign in once; every client keeps the sign-in, as tabs of one person do."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(Person.objects.get(email=data.email))
    client.get(reverse("account_login"))
    token = client.cookies.get(settings.CSRF_COOKIE_NAME)
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    if token is None:
        cookies[settings.CSRF_COOKIE_NAME] = "a" * 32
    return cookies


@contextmanager
def serving() -> Iterator[str]:
    """Run the product's web server as `make run` does, and end it afterwards."""
    os.environ.update({"PORT": str(PORT), "HOST": HOST, "ALLOWED_HOSTS": HOST})
    server = subprocess.Popen(web(), env=os.environ)
    try:
        _wait_until_ready()
        yield f"http://{HOST}:{PORT}"
    finally:
        server.terminate()
        server.wait(30)


def _wait_until_ready() -> None:
    for _ in range(150):
        try:
            connection = http.client.HTTPConnection(HOST, PORT, timeout=2)
            connection.request("GET", "/readyz")
            if connection.getresponse().status == OK:
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise RuntimeError("the web server does not answer")
