"""The product's own processes: started, listened to, started again, stopped."""

import json
import os
import re
import signal
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import psutil

from attendance.stack.places import ROOT

_WORTH_SHOWING = re.compile(r"\b(ERROR|CRITICAL|FATAL|Traceback|[A-Z]\w+Error)\b")
_LOG_LIMIT = 10 * 1024 * 1024
_PATIENCE = 25.0
_QUIET = 5.0  # seconds; trouble comes in many lines, and the log has them all
_WIDTH = 400


class Child:
    """One process, its log, and what it last said."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        *,
        environment: Mapping[str, str],
        log: Path,
        note: Path,
        say: Callable[[str], None],
    ) -> None:
        self.name = name
        self._command = command
        self._environment = dict(environment)
        self._log = log
        self._note = note
        self._say = say
        self._process: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None
        self._born = 0.0
        self._deaths = 0
        self._may_start_at = 0.0
        self.last_lines: deque[str] = deque(maxlen=20)

    def start(self) -> None:
        """Start it in a session of its own, so that Ctrl-C reaches only us."""
        if self._log.exists() and self._log.stat().st_size > _LOG_LIMIT:
            self._log.replace(self._log.with_suffix(".log.1"))
        self._process = subprocess.Popen(
            list(self._command),
            cwd=ROOT,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        self._born = psutil.Process(self._process.pid).create_time()
        known = {"pid": self._process.pid, "born": self._born}
        self._note.write_text(json.dumps(known))
        self._reader = threading.Thread(target=self._listen, daemon=True)
        self._reader.start()

    @property
    def has_died(self) -> bool:
        return self._process is not None and self._process.poll() is not None

    def start_again(self) -> None:
        """Start what has died, waiting longer after each death."""
        now = time.monotonic()
        if now < self._may_start_at:
            return
        self._deaths += 1
        self._may_start_at = now + min(2.0**self._deaths, 60)
        self._say(f"{self.name} ended unexpectedly and is started again:")
        self._say("\n".join(self.last_lines))
        if self._process:  # those that it started may still hold its port
            end_group(self._process.pid, born=self._born)
        self.start()

    def ask_to_stop(self) -> None:
        """Let it finish what it does."""
        if self._process and self._process.poll() is None:
            self._process.terminate()

    def stop(self, *, within: float) -> None:
        """Wait for its end, and end its whole session if it takes too long."""
        if self._process is None:
            return
        try:
            self._process.wait(timeout=max(within, 0.1))
        except subprocess.TimeoutExpired:
            end_group(self._process.pid, born=self._born)
            self._process.wait()
        if self._reader:
            self._reader.join(timeout=2)
        self._note.unlink(missing_ok=True)

    def _listen(self) -> None:
        """Keep every line in the log, and show the first of those that report trouble."""
        assert self._process is not None  # noqa: S101 - started just before
        assert self._process.stdout is not None  # noqa: S101 - asked for
        quiet_until = 0.0
        with self._log.open("a") as log:
            for line in self._process.stdout:
                log.write(line)
                log.flush()
                self.last_lines.append(line.rstrip())
                if time.monotonic() > quiet_until and _WORTH_SHOWING.search(line):
                    quiet_until = time.monotonic() + _QUIET
                    self._say(f"{self.name} | {line.rstrip()[:_WIDTH]}")


def stop_all(children: Sequence[Child]) -> None:
    """Stop them together."""
    for child in children:
        child.ask_to_stop()
    deadline = time.monotonic() + _PATIENCE
    for child in children:
        child.stop(within=deadline - time.monotonic())


def end_leftovers(notes: Path) -> None:
    """End the processes of a supervisor that was killed before it could."""
    for note in notes.glob("*.child"):
        with suppress(ValueError, KeyError):  # it was killed while writing this
            known = json.loads(note.read_text())
            end_group(known["pid"], born=known["born"])
        note.unlink()


def end_group(pid: int, *, born: float) -> None:
    """End what is left of a process and of those that it started.

    While one of them lives, no other group can have their number; but where all have
    gone, the number may be somebody else's by now.
    """
    with suppress(psutil.Error):
        if abs(psutil.Process(pid).create_time() - born) > 1:
            return
    deadline = time.monotonic() + 10
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGTERM)
        while time.monotonic() < deadline:
            os.killpg(pid, 0)
            time.sleep(0.05)
        os.killpg(pid, signal.SIGKILL)
