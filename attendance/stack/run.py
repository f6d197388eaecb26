"""`make run`: the whole product on one machine, from servers to pages."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from threading import Event

from attendance.stack import commands, ports, stamps
from attendance.stack.children import Child, end_leftovers, stop_all
from attendance.stack.environment import product_environment
from attendance.stack.errors import StackError
from attendance.stack.health import is_ready
from attendance.stack.locks import Seat
from attendance.stack.places import ROOT, Places, places
from attendance.stack.services import Services, running_services
from attendance.stack.terminal import say, stop_requested

PREPARED = "prepared"
_LOCKS = (ROOT / "requirements" / "base.txt",)
_PATIENCE = 120.0


def run() -> None:
    """Run everything until Ctrl-C; print `Ready: …` when the first page answers."""
    where = places()
    where.make()
    port = int(os.environ.get("PORT", "8000"))
    seat = Seat(where.run / "run.lock")
    if not seat.take(f"{os.getpid()} http://localhost:{port}"):
        raise StackError(_already_running(seat, where))
    stopping = stop_requested()
    end_leftovers(where.run)
    ports.demand_free(port)
    with running_services(where.data) as addresses:
        tell_where_the_database_is(where)
        environment = product_environment(addresses)
        prepare(where, environment, stopping)
        if not stopping.is_set():
            _supervise(where, environment, stopping)
    say("Stopped.")


def ask_to_stop(where: Places) -> None:
    """Ask the one that runs with this data to stop, and wait until it has."""
    where.make()
    seat = Seat(where.run / "run.lock")
    if not seat.take(seat.note):
        # Once, for a request that comes while it leaves would cut that short.
        with suppress(ProcessLookupError):
            os.kill(int(seat.note.split()[0]), signal.SIGTERM)
        deadline = time.monotonic() + 60
        while not seat.take(seat.note) and time.monotonic() < deadline:
            time.sleep(0.2)
    seat.free()


def tell_where_the_database_is(where: Places) -> None:
    """Say so where the servers' account cannot reach DATA_DIR."""
    home = Services(where).postgres.home
    if home.exists() and not home.is_relative_to(where.data):
        say(f"The database is kept in {home}, for its account cannot reach DATA_DIR.")


def prepare(where: Places, environment: Mapping[str, str], stopping: Event) -> None:
    """Migrate, and load the demonstration where nothing is stored yet.

    A database of our own is known to be ready while nothing that shapes it has changed.
    """
    steps, shaped_by = [commands.migrate()], [*ROOT.glob("*/migrations/*.py"), *_LOCKS]
    demonstration = list(ROOT.glob("*/management/commands/load_demonstration.py"))
    if demonstration and _is_demonstration(environment):
        steps.append(commands.manage("load_demonstration", "--if-empty"))
        shaped_by += demonstration
    stamp, shape = where.run / PREPARED, stamps.digest(shaped_by)
    if stamps.says(stamp, shape) and not os.environ.get("DATABASE_URL"):
        return
    for step in steps:
        if stopping.is_set():
            return
        if subprocess.run(step, cwd=ROOT, env=environment, check=False).returncode:
            raise StackError(f"This step failed, see above: {' '.join(step[1:])}")
    stamp.write_text(shape)


def wait_until_ready(port: int, children: Sequence[Child], stopping: Event) -> bool:
    """Wait for /readyz; tell whether it came before somebody asked to stop."""
    deadline = time.monotonic() + _PATIENCE
    while not stopping.is_set():
        for child in children:
            if child.has_died:
                raise StackError(
                    f"{child.name} did not start:\n" + "\n".join(child.last_lines)
                )
        if is_ready(port):
            return True
        if time.monotonic() > deadline:
            said = "\n".join(line for child in children for line in child.last_lines)
            raise StackError(f"http://localhost:{port}/readyz does not answer:\n{said}")
        stopping.wait(0.1)
    return False


def _supervise(where: Places, environment: Mapping[str, str], stopping: Event) -> None:
    children = [
        Child(
            name,
            commands.BY_NAME[name](environment),
            environment=environment,
            log=where.logs / f"{name}.log",
            note=where.run / f"{name}.child",
            say=say,
        )
        for name in ("web", "worker", "beat")
    ]
    port = int(environment["PORT"])
    try:
        for child in children:
            child.start()
        if wait_until_ready(port, children, stopping):
            sys.stdout.write(f"Ready: http://localhost:{port}\n")
            sys.stdout.flush()
            say(f"Logs: {where.logs}. Ctrl-C stops everything and keeps the data.")
        _keep_running(children, Services(where), stopping)
    finally:
        stop_all(children)


def _keep_running(
    children: Sequence[Child], services: Services, stopping: Event
) -> None:
    while not stopping.wait(timeout=1):
        services.mend(say)
        for child in children:
            if child.has_died:
                child.start_again()


def _is_demonstration(environment: Mapping[str, str]) -> bool:
    """Tell what the settings will say, which may not be loaded here."""
    chosen = environment.get("ROLLBOOK_DEMO") or environment.get("DJANGO_DEBUG", "")
    return chosen.lower() in {"1", "true", "yes", "on"}


def _already_running(seat: Seat, where: Places) -> str:
    pid, _, address = seat.note.partition(" ")
    return (
        f"Rollbook already runs with the data in {where.data}: {address} (process {pid}). "
        "Stop it with Ctrl-C there or `make stop`, or run a second one with data of its "
        "own: DATA_DIR=.data2 PORT=8001 make run"
    )
