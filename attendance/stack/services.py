"""The servers that the product stands on, shared by every process of an installation.

Whoever needs them comes in and leaves; the first starts them and the last stops them,
and a process that was killed has left. Servers given by DATABASE_URL and REDIS_URL are
used as they are.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from attendance.stack.accounts import server_account
from attendance.stack.errors import StackError
from attendance.stack.locks import Attendance, exclusively
from attendance.stack.passwords import kept_passwords
from attendance.stack.places import Places, places
from attendance.stack.postgres import Postgres
from attendance.stack.valkey import Valkey


@dataclass(frozen=True)
class Addresses:
    """Where the servers are."""

    database: str
    database_owner: str
    broker: str
    data_dir: Path

    def environment(self) -> dict[str, str]:
        """Return what the product's processes read from their environment."""
        return {
            "DATABASE_URL": self.database,
            "DATABASE_OWNER_URL": self.database_owner,
            "REDIS_URL": self.broker,
            "DATA_DIR": str(self.data_dir),
            "DJANGO_SETTINGS_MODULE": "attendance.settings",
        }


class Services:
    """The embedded servers of one installation."""

    def __init__(self, where: Places) -> None:
        self.where = where
        account = server_account()
        self.postgres = Postgres(where, account)
        self.valkey = Valkey(where, account)
        self._needed: list[Postgres | Valkey] = []
        if not _external_database():
            self._needed.append(self.postgres)
        if not os.environ.get("REDIS_URL"):
            self._needed.append(self.valkey)

    def enter(self) -> Attendance:
        """Start what does not run, and be counted as a user of it."""
        self.where.make()
        with exclusively(self.where.run / "changing.lock"):
            presence = Attendance(self.where.run / "users.lock")
            self.start()
        return presence

    def leave(self, presence: Attendance) -> None:
        """Be counted out, and stop the servers if that leaves nobody."""
        with exclusively(self.where.run / "changing.lock"):
            if presence.leave():
                self.stop()

    def start(self) -> None:
        """Start or restart what should run and does not."""
        passwords = kept_passwords(self.where.run)
        for server in self._needed:
            server.start(passwords)

    def stop(self) -> None:
        """Stop the servers, whoever uses them."""
        self.postgres.stop()
        self.valkey.stop()

    def mend(self, say: Callable[[str], None]) -> None:
        """Start again what has died, and say so; a failure is tried again next time."""
        try:
            if self._start_the_dead():
                say("The database or the broker had died and was started again.")
        except StackError as error:
            say(str(error))

    def addresses(self) -> Addresses:
        """Return where the servers are."""
        known = kept_passwords(self.where.run)
        return Addresses(
            database=os.environ.get("DATABASE_URL")
            or self.postgres.url("rollbook_app", known.app),
            database_owner=os.environ.get("DATABASE_OWNER_URL")
            or self.postgres.url("rollbook_owner", known.owner),
            broker=os.environ.get("REDIS_URL") or self.valkey.url(known),
            data_dir=self.where.data,
        )

    def _start_the_dead(self) -> bool:
        dead = [server for server in self._needed if not server.is_running()]
        if dead:
            with exclusively(self.where.run / "changing.lock"):
                for server in dead:
                    server.start(kept_passwords(self.where.run))
        return bool(dead)


@contextmanager
def running_services(data_dir: Path | str | None = None) -> Iterator[Addresses]:
    """Keep the servers running inside the block and say where they are.

    Servers that others use as well are left running at the end.
    """
    services = Services(places(data_dir))
    presence = services.enter()
    try:
        yield services.addresses()
    finally:
        services.leave(presence)


def _external_database() -> bool:
    given = [
        name for name in ("DATABASE_URL", "DATABASE_OWNER_URL") if os.environ.get(name)
    ]
    if len(given) == 1:
        raise StackError(
            f"Only {given[0]} is set. A database of your own needs DATABASE_URL (the "
            "application's login) and DATABASE_OWNER_URL (the login that migrates)."
        )
    return bool(given)
