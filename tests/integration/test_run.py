"""The whole product under its supervisor, and what it does when a part dies."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from attendance.stack import ports
from attendance.stack.health import is_ready
from attendance.stack.places import ROOT
from tests.installations import folder_of_an_installation

OF_A_SHELL = ("PATH", "HOME", "LANG")


class Run:
    """One `make run`, without the making."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        # A file, for a pipe that nobody reads would fill and hold up the product.
        self.terminal = tempfile.TemporaryFile("w+")  # noqa: SIM115 - until close
        self.port = ports.any_free()
        given = {name: os.environ[name] for name in OF_A_SHELL if name in os.environ}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "attendance.stack", "run"],
            env=given | {"DATA_DIR": str(data_dir), "PORT": str(self.port),
                         "ROLLBOOK_DEMO": "0", "WEB_WORKERS": "1", "WORKER_CONCURRENCY": "1"},
            cwd=ROOT, stdout=self.terminal, stderr=subprocess.STDOUT,
        )  # fmt: skip

    def pid(self, name: str) -> int:
        if name == "postgres":
            note = self.data_dir / "servers" / "postgres" / "postmaster.pid"
            return int(note.read_text().split()[0])
        if name == "valkey":
            return int(
                (self.data_dir / "servers" / "valkey" / "valkey.pid").read_text()
            )
        return int(
            json.loads((self.data_dir / "run" / f"{name}.child").read_text())["pid"]
        )

    def kill(self, name: str) -> None:
        """End a part as a power cut would, and wait until another is in its place."""
        before = self.pid(name)
        os.kill(before, signal.SIGKILL)
        self.wait(lambda: self.pid(name) != before)

    def wait_until_ready(self) -> None:
        self.wait(lambda: is_ready(self.port))

    def wait(self, condition) -> None:
        deadline = time.monotonic() + 90
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.said()
            try:
                if condition():
                    return
            except (OSError, ValueError, IndexError):
                pass  # its note is just being written
            time.sleep(0.1)
        pytest.fail(f"it did not happen in time:\n{self.said()}")

    def said(self) -> str:
        self.terminal.seek(0)
        return self.terminal.read()

    def close(self) -> None:
        """Press Ctrl-C, as far as it still runs."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            assert self.process.wait(timeout=60) == 0
        self.terminal.close()


@contextmanager
def running() -> Iterator[Run]:
    with folder_of_an_installation() as folder:
        started = Run(folder)
        try:
            started.wait_until_ready()
            yield started
        finally:
            started.close()


@pytest.fixture(scope="module")
def run() -> Iterator[Run]:
    with running() as started:
        yield started


@pytest.mark.parametrize("part", ["web", "worker", "beat", "postgres", "valkey"])
def test_a_part_that_dies_is_started_again(run, part):
    run.kill(part)
    run.wait_until_ready()


def test_a_second_run_with_the_same_data_names_the_first(run):
    second = Run(run.data_dir)
    assert second.process.wait(timeout=60) == 1
    assert f"http://localhost:{run.port} (process {run.process.pid})" in second.said()
    second.close()


def test_make_stop_ends_it_in_peace_and_leaves_no_process_behind():
    with running() as started:
        names = ("web", "worker", "beat", "postgres", "valkey")
        parts = [psutil.Process(started.pid(name)) for name in names]
        stop = [sys.executable, "-m", "attendance.stack", "stop"]
        where = {"PATH": os.environ["PATH"], "DATA_DIR": str(started.data_dir)}
        subprocess.run(stop, env=where, cwd=ROOT, check=True)
        assert started.process.wait(timeout=10) == 0
        ready = f"Ready: http://localhost:{started.port}"
        assert started.said().splitlines().count(ready) == 1
        assert [part for part in parts if lives(part)] == []
        assert list((started.data_dir / "run").glob("*.child")) == []


def lives(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
