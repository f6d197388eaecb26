"""The product's web server as `make run` starts it, for the parts that go over HTTP."""

import http.client
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.urls import reverse

from attendance.stack.commands import web
from schools.models import RegistrationGroup
from schools.rules.sessions import Slot
from tests.bench.data import BenchData

HOST, PORT = "127.0.0.1", 8197
OK = 200


def register_address(
    data: BenchData, group: RegistrationGroup, slot: Slot, name: str = "register"
) -> str:
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


@contextmanager
def serving() -> Iterator[str]:
    """Run the web server, and end it afterwards."""
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
