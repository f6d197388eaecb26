"""Real servers for the tests: PostgreSQL with both logins, and Valkey.

One migrated database is the template; each run, and each file that commits, works on a
clone of it, because append-only tables refuse to be emptied.
"""

import hashlib
import itertools
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import environ
import psycopg
import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import connections
from pytest_django.plugin import DjangoDbBlocker

from attendance.stack.services import Addresses, running_services

ROOT = Path(__file__).resolve().parent.parent
_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def services() -> Iterator[Addresses]:
    """Keep the embedded servers (or those of the environment) running for the tests."""
    data_dir = Path(os.environ.get("DATA_DIR", ROOT / ".data")) / "tests"
    with running_services(data_dir) as addresses:
        yield addresses


@pytest.fixture(scope="session")
def template(services: Addresses, django_db_blocker: DjangoDbBlocker) -> str:
    """Return the name of a migrated database, made anew when a migration changes."""
    name = f"rollbook_template_{_digest_of_migrations()}"
    with _owner(services) as owner:
        owner.execute("select pg_advisory_lock(20241108)")
        found = owner.execute(
            "select 1 from pg_database where datname = %s", [name]
        ).fetchone()
        if not found:
            owner.execute(f'drop database if exists "{name}_new"')
            owner.execute(f'create database "{name}_new"')
            with django_db_blocker.unblock():
                _connect(services, f"{name}_new")
                call_command("migrate", database="owner", verbosity=0)
                connections.close_all()
            owner.execute(f'alter database "{name}_new" rename to "{name}"')
    return name


@pytest.fixture(scope="session")
def django_db_setup(
    services: Addresses, template: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Give the run a database of its own, in which nothing is ever committed."""
    with _clone(services, template, django_db_blocker):
        yield


@pytest.fixture(scope="module")
def committed(
    django_db_setup: None,
    services: Addresses,
    template: str,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[str]:
    """Give a file a database of its own, in which its tests may commit."""
    before = connections["default"].settings_dict["NAME"]
    with (
        _clone(services, template, django_db_blocker) as name,
        django_db_blocker.unblock(),
    ):
        yield name
        connections.close_all()
    _connect(services, before)


class _Clone:
    """A copy of the template that is dropped at the end."""

    def __init__(
        self, services: Addresses, template: str, blocker: DjangoDbBlocker
    ) -> None:
        self.services, self.template, self.blocker = services, template, blocker
        self.name = f"rollbook_test_{os.getpid()}_{next(_numbers)}"

    def __enter__(self) -> str:
        with _owner(self.services) as owner:
            owner.execute("select pg_advisory_lock(20241108)")
            owner.execute(f'create database "{self.name}" template "{self.template}"')
        with self.blocker.unblock():
            _connect(self.services, self.name)
        return self.name

    def __exit__(self, *_: object) -> None:
        with self.blocker.unblock():
            connections.close_all()
        with _owner(self.services) as owner:
            owner.execute(f'drop database "{self.name}" with (force)')


def _clone(services: Addresses, template: str, blocker: DjangoDbBlocker) -> _Clone:
    return _Clone(services, template, blocker)


def _owner(services: Addresses) -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(services.database_owner, autocommit=True)


def _connect(services: Addresses, name: str) -> None:
    """Point Django's connections and cache at the servers of the tests."""
    for alias, url in (
        ("default", services.database),
        ("owner", services.database_owner),
    ):
        connections[alias].close()
        settings = connections[alias].settings_dict
        config = environ.Env.db_url_config(url)
        # The address may say where the socket is; how statements are bound, settings say.
        config["OPTIONS"] = {**settings["OPTIONS"], **config.get("OPTIONS", {})}
        settings.update(config | {"NAME": name})
    caches.settings["default"]["LOCATION"] = services.broker
    with suppress(AttributeError):  # nobody has asked for the cache yet
        del caches["default"]


def _digest_of_migrations() -> str:
    """Name the state that migrations, and the tables of law that they load, lead to."""
    files = sorted(
        path
        for pattern in (
            "*/migrations/**/*",
            "register/codes/*.py",
            "schools/codes/*.py",
            "followup/codes/*.py",
            "letters/codes/**/*",
        )
        for path in ROOT.glob(pattern)
        if path.is_file()
        and path.suffix in {".py", ".sql", ".txt"}
        and ".venv" not in path.parts
    )
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
