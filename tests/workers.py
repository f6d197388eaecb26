"""Real workers for tests: processes that can be killed in the middle of a job."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from attendance.stack.services import Addresses
from tests.conftest import ROOT

PATIENCE = 60.0


def environment(services: Addresses, database: str, data_dir: Path) -> dict[str, str]:
    """Return what a worker reads: one file's database, and a broker of its own."""
    named = [
        url.replace("/rollbook?", f"/{database}?")
        for url in (services.database, services.database_owner)
    ]
    return {
        **os.environ,
        "DATABASE_URL": named[0],
        "DATABASE_OWNER_URL": named[1],
        "REDIS_URL": services.broker,
        "CELERY_BROKER_URL": broker(services),
        "DATA_DIR": str(data_dir),
        "DJANGO_SETTINGS_MODULE": "attendance.settings",
    }


def broker(services: Addresses) -> str:
    """Return a numbered database of the broker that no other process of tests uses."""
    return f"{services.broker.rpartition('/')[0]}/{1 + os.getpid() % 15}"


@contextmanager
def worker(env: dict[str, str]) -> Iterator["subprocess.Popen[bytes]"]:
    """Run a worker of two processes; whatever is left of it is killed at the end."""
    command = [sys.executable, "-m", "celery", "-A", "attendance.celery", "worker"]
    process = subprocess.Popen(
        [*command, "--concurrency", "2", "--without-mingle", "--loglevel", "WARNING"],
        cwd=ROOT,
        env=env,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        kill(process)


def kill(process: "subprocess.Popen[bytes]") -> None:
    """End a worker and its processes at once, as a lost machine would."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_until(is_so: Callable[[], bool], what: str) -> None:
    """Wait until something holds, or fail and say what did not."""
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > deadline:
            raise AssertionError(f"Not within {PATIENCE:.0f} s: {what}")
        time.sleep(0.05)
