"""A worker killed, and the database restarted, in the middle of a save.

Each has an installation of its own: real servers, the real web server, and a lock that
holds the save in its middle while the fault happens.
"""

import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest

from attendance.stack import ports
from attendance.stack.commands import migrate, web
from attendance.stack.health import is_ready
from attendance.stack.passwords import kept_passwords
from attendance.stack.places import places
from attendance.stack.services import Addresses, Services, running_services
from tests.installations import folder_of_an_installation

SLOT = "2026-09-17/am"
CSRF = "c" * 32
OK = 200


@dataclass
class Installation:
    """An installation whose parts can be stopped."""

    addresses: Addresses
    data_dir: Path
    server: psutil.Process
    port: int
    facts: dict[str, Any]
    answers: list[tuple[int, str]] = field(default_factory=list)

    def save(self) -> tuple[int, str]:
        """Send a whole register as a page does; return status and body."""
        body = {
            "sent_at": None,
            "items": [
                {"id": str(uuid.uuid4()), "enrolment": pk, "code": "/", "version": 0}
                for pk in self.facts["enrolments"]
            ],
        }
        address = f"/schools/{self.facts['school']}/registers/{self.facts['group']}/{SLOT}/marks"
        headers = {
            "Cookie": f"sessionid={self.facts['cookie']}; csrftoken={CSRF}",
            "X-CSRFToken": CSRF,
            "Content-Type": "application/json",
            "Accept": "application/json",
        }
        with closing(
            http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        ) as connection:
            connection.request("POST", address, json.dumps(body), headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()

    def save_until_answered(self) -> None:
        """Send again until the register is saved, as a page's queue does."""
        for _ in range(60):
            try:
                status, body = self.save()
            except (OSError, http.client.HTTPException):
                time.sleep(0.5)
                continue
            self.answers.append((status, body))
            if status == OK:
                return
            time.sleep(0.5)
        pytest.fail(f"never saved: {self.answers[-1:]}")

    def count(self, table: str) -> int:
        """Return how many rows a table has."""
        with psycopg.connect(self.addresses.database_owner) as owner:
            row = owner.execute(
                f"select count(*) from {table}"  # noqa: S608 - a name of ours
            ).fetchone()
        return int(row[0]) if row else 0

    def caught_in_the_middle(self, fault: Callable[[], None]) -> None:
        """Let a fault happen while a save waits for a lock that is held here."""
        holder = psycopg.connect(self.addresses.database_owner)
        holder.execute("select id from schools_enrolment for update")
        lost = threading.Thread(target=self._try)
        lost.start()
        self._wait_for_waiter()
        fault()
        holder.close()
        lost.join()

    def _try(self) -> None:
        try:
            self.answers.append(self.save())
        except (OSError, http.client.HTTPException):
            self.answers.append((0, "no answer"))

    def _wait_for_waiter(self) -> None:
        with psycopg.connect(self.addresses.database_owner, autocommit=True) as owner:
            for _ in range(600):
                row = owner.execute(
                    "select count(*) from pg_locks where not granted"
                ).fetchone()
                if row and row[0]:
                    return
                time.sleep(0.05)
        pytest.fail("the save never reached its middle")


@pytest.fixture
def installation() -> Iterator[Installation]:
    """Run database, broker and web server in a folder of their own."""
    port = ports.any_free()
    with (
        folder_of_an_installation() as folder,
        running_services(folder) as addresses,
        pytest.MonkeyPatch.context() as patch,
    ):
        environment = addresses.environment() | {
            "PORT": str(port),
            "WEB_WORKERS": "1",
            "STATIC_ROOT": str(folder / "static"),
        }
        for name, value in environment.items():
            patch.setenv(name, value)
        subprocess.run(migrate(), check=True)
        made = subprocess.run(
            [sys.executable, "-m", "tests.integration.fault_world"],
            check=True,
            capture_output=True,
            text=True,
        )
        with serving(port) as server:
            yield Installation(addresses, folder, server, port, json.loads(made.stdout))


@contextmanager
def serving(port: int) -> Iterator[psutil.Popen]:
    """Run the web server of the installation that the environment names."""
    server = psutil.Popen(web(), stderr=subprocess.DEVNULL)
    try:
        _wait_until_it_answers(port)
        yield server
    finally:
        server.terminate()
        server.wait(30)


def _wait_until_it_answers(port: int) -> None:
    deadline = time.monotonic() + 90
    while not is_ready(port):
        if time.monotonic() > deadline:
            pytest.fail("the web server does not answer")
        time.sleep(0.2)


def has_every_mark_once(installation: Installation) -> bool:
    return (
        installation.count("register_mark") == len(installation.facts["enrolments"])
        and installation.count("register_ledgerentry") == 0
        and installation.count("register_markdetail") == 0
    )


def test_a_worker_killed_in_the_middle_of_a_save_loses_and_doubles_nothing(
    installation,
):
    def kill_the_worker() -> None:
        for worker in installation.server.children():
            os.kill(worker.pid, signal.SIGKILL)

    installation.caught_in_the_middle(kill_the_worker)
    installation.save_until_answered()
    installation.save_until_answered()
    assert has_every_mark_once(installation)


def test_a_database_restarted_in_the_middle_of_a_save_loses_and_doubles_nothing(
    installation,
):
    def restart_the_database() -> None:
        postgres = Services(places(installation.data_dir)).postgres
        postgres.stop()
        postgres.start(kept_passwords(places(installation.data_dir).run))

    installation.caught_in_the_middle(restart_the_database)
    installation.save_until_answered()
    installation.save_until_answered()
    assert has_every_mark_once(installation)
    failed = [body for status, body in installation.answers if status != OK]
    assert failed
    assert not any("Traceback" in body or 'File "' in body for body in failed)
