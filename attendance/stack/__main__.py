"""`python -m attendance.stack`: the commands behind the Makefile and the containers."""

import argparse
import os
import shlex
import subprocess
import sys
from collections.abc import Callable

from attendance.stack import commands
from attendance.stack.errors import StackError
from attendance.stack.health import demand_ready
from attendance.stack.terminal import pass_on_requests, say, stop_requested


def main() -> int:
    """Run the command that was asked for."""
    parser = argparse.ArgumentParser(prog="python -m attendance.stack")
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, (function, explanation) in COMMANDS.items():
        subparsers.add_parser(name, help=explanation).set_defaults(function=function)
    start = subparsers.add_parser("exec", help="become one process of the product")
    start.add_argument("name", choices=commands.BY_NAME)
    within = subparsers.add_parser("with", help="run a command with the servers")
    within.add_argument("command", nargs=argparse.REMAINDER)
    arguments = parser.parse_args()
    try:
        if "name" in arguments:
            become(arguments.name)
        if "command" in arguments:
            return run_with(arguments.command)
        arguments.function()
    except StackError as error:
        say(str(error))
        return 1
    except PermissionError as error:
        say(f"{error}. Was this DATA_DIR made by another user? Choose another one.")
        return 1
    return 0


def become(name: str) -> None:
    """Replace this process by one of the product's."""
    command = commands.BY_NAME[name]()
    os.execv(command[0], command)  # noqa: S606 - no shell wanted


def run_with(command: list[str]) -> int:
    """Run a command while the database and the broker run; return its code."""
    from attendance.stack.environment import product_environment
    from attendance.stack.services import running_services

    with running_services() as addresses:
        environment = product_environment(addresses)
        with subprocess.Popen(command, env=environment) as process:
            pass_on_requests(process.terminate)
            return process.wait()


def run_all() -> None:
    """Run the whole product until Ctrl-C."""
    from attendance.stack.run import run

    run()


def run_services() -> None:
    """Keep the database and the broker running until Ctrl-C."""
    from attendance.stack.places import places
    from attendance.stack.services import Services, running_services

    stopping = stop_requested()
    with running_services() as addresses:
        say(f"Database and broker run for {addresses.data_dir}. Ctrl-C stops them.")
        services = Services(places())
        while not stopping.wait(timeout=1):
            services.mend(say)


def print_environment() -> None:
    """Print the lines that a shell evaluates to use the servers."""
    from attendance.stack.places import places
    from attendance.stack.services import Services

    environment = Services(places()).addresses().environment()
    environment["DJANGO_DEBUG"] = os.environ.get("DJANGO_DEBUG", "1")
    for name, value in environment.items():
        sys.stdout.write(f"export {name}={shlex.quote(value)}\n")


def stop_all() -> None:
    """Stop what runs here: the product if it does, and the servers."""
    from attendance.stack.places import places
    from attendance.stack.run import ask_to_stop
    from attendance.stack.services import Services

    ask_to_stop(places())
    Services(places()).stop()


COMMANDS: dict[str, tuple[Callable[[], None], str]] = {
    "run": (run_all, "run the whole product"),
    "services": (run_services, "run the database and the broker only"),
    "env": (print_environment, "print the environment of the product's processes"),
    "ready": (demand_ready, "tell whether the product answers (for health checks)"),
    "stop": (stop_all, "stop everything that runs with this DATA_DIR"),
}

if __name__ == "__main__":
    raise SystemExit(main())
