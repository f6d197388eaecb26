"""Makes the bench's database, runs the parts, and drops it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import django
import psycopg

from attendance.stack.places import places
from attendance.stack.services import Addresses, running_services
from tests.bench.table import Row

NAME = f"rollbook_bench_{os.getpid()}"


def run(parts: list[str]) -> list[Row]:
    """Return the figures of the parts."""
    with running_services(places().data / "bench") as services, _database(services):
        django.setup()
        from django.core.management import call_command

        call_command("migrate", database="owner", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        from tests.bench import parts as by_name

        return by_name.run(parts)


@contextmanager
def _database(services: Addresses) -> Iterator[None]:
    """Point the environment at a new database that is dropped at the end."""
    with psycopg.connect(services.database_owner, autocommit=True) as owner:
        owner.execute(f'create database "{NAME}"')
        try:
            os.environ.update(services.environment())
            for variable in ("DATABASE_URL", "DATABASE_OWNER_URL"):
                os.environ[variable] = os.environ[variable].replace(
                    "/rollbook?", f"/{NAME}?"
                )
            os.environ["STATIC_ROOT"] = str(places().data / "bench" / "static")
            yield
        finally:
            _let_go()
            owner.execute(f'drop database if exists "{NAME}" with (force)')


def _let_go() -> None:
    from django.db import connections

    connections.close_all()
