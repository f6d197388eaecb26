"""Registers of 30 saved a second, through web server, application and database.

Eight clients on the same two cores, each another person with a sign-in of their own, each
register another class and session. They begin two seconds before the clock does, so that
no worker is still starting. Afterwards every answer is read and every mark is looked for
in the database. The limit is eight clients of the bare driver, inserting the same rows.
"""

import itertools
import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import psycopg

from core.tenancy import in_schools
from register.rules.windows import present_code
from register.selectors.roster import roster
from schools.models import RegistrationGroup
from schools.rules.sessions import Slot
from tests.bench import raw
from tests.bench.clients import line_to, request_of, sign_in
from tests.bench.data import BenchData, open_slots
from tests.bench.register import AUTUMN, register_body
from tests.bench.serving import HOST, PORT, register_address, serving
from tests.bench.table import Row

CLIENTS = 8
WARM, SECONDS = 2.0, 8.0
# As many registers as the clients might send, were they three times as fast as asked.
MOST = int((WARM + SECONDS) * 600)
_STORED = """
    select count(*)
      from unnest(%s::int[], %s::int[], %s::text[]) as sent (slot, enrolment_id, code)
      join register_mark m using (slot, enrolment_id, code)
     where m.version = 1 and m.by_id = any (%s)
"""


@dataclass
class Sending:
    """One register: what is sent for it, and what was answered."""

    group: RegistrationGroup
    slot: Slot
    pupils: list[int]
    body: dict[str, object]
    answer: bytes = b""


Saves = Iterator[None]


def measure(data: BenchData) -> list[Row]:
    """Save registers for some seconds from eight clients, and count them."""
    work = _work(data)
    with raw.connection():
        limit = _together(lambda number: _bare(work, number))
    with serving():
        ours = _together(_clients(data, work))
    _check(data, [one for one in work if one.answer])
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


def _work(data: BenchData) -> list[Sending]:
    """Return registers of the unmarked year that nobody has taken."""
    with in_schools([data.school.pk]):
        pupils = {
            group.pk: [row.pk for row in roster(group, AUTUMN)] for group in data.groups
        }
    wanted = [(group, slot) for slot in open_slots(data) for group in data.groups[2:]]
    return [
        Sending(
            group,
            slot,
            pupils[group.pk],
            register_body(pupils[group.pk], present_code(slot.session)),
        )
        for group, slot in wanted[:MOST]
    ]


def _together(saves_of: Callable[[int], Saves]) -> float:
    """Run eight clients for some seconds; return registers a second of all."""
    counted = [0] * CLIENTS
    failures: list[BaseException] = []
    clients = [saves_of(number) for number in range(CLIENTS)]
    start = time.perf_counter() + WARM

    def run(number: int) -> None:
        try:
            for _ in clients[number]:
                answered_at = time.perf_counter()
                if answered_at > start + SECONDS:
                    return
                counted[number] += answered_at > start
        except BaseException as failure:  # noqa: BLE001 - reported below
            failures.append(failure)

    threads = [threading.Thread(target=run, args=[n]) for n in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return sum(counted) / SECONDS


def _bare(work: list[Sending], number: int) -> Saves:
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        for turn, one in enumerate(itertools.cycle(work)):
            raw.save(owner, turn * CLIENTS + number, one.pupils)
            yield


def _clients(data: BenchData, work: list[Sending]) -> Callable[[int], Saves]:
    """Sign everybody in and make every request, before the clock runs."""
    ready = []
    for number, email in enumerate(data.emails[:CLIENTS]):
        headers = sign_in(HOST, PORT, email).headers
        sendings = [
            (one, request_of(HOST, _address(data, one), one.body, headers))
            for one in work[number::CLIENTS]
        ]
        ready.append(sendings)
    return lambda number: _client(ready[number])


def _address(data: BenchData, one: Sending) -> str:
    return register_address(data, one.group, one.slot, "register-marks")


def _client(sendings: list[tuple[Sending, bytes]]) -> Saves:
    with line_to(HOST, PORT) as line:
        for one, request in sendings:
            one.answer = line.send(request)
            yield
    raise RuntimeError("There are not enough registers for so fast a machine.")


def _check(data: BenchData, sent: list[Sending]) -> None:
    """Raise unless every mark was answered as saved, and stands in the database."""
    for one in sent:
        items = {item["id"]: item for item in json.loads(one.answer)["items"]}
        asked: list[dict[str, object]] = one.body["items"]  # type: ignore[assignment]
        if not all(
            items[str(item["id"])]["state"] == "saved"
            and items[str(item["id"])]["code"] == item["code"]
            for item in asked
        ):
            raise RuntimeError(one.answer[:500].decode())
    marks = [
        (one.slot.number, pupil, present_code(one.slot.session))
        for one in sent
        for pupil in one.pupils
    ]
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as owner:
        columns = [list(column) for column in zip(*marks, strict=True)]
        found = owner.execute(_STORED, [*columns, list(data.by_ids)]).fetchone()
    if found is None or found[0] != len(marks):
        raise RuntimeError(f"{len(marks)} marks were saved, {found} are stored")
