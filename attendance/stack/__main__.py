"""`python -m attendance.stack`: the commands behind the Makefile."""

import argparse
import os
import shlex
import signal
import sys
import threading

from attendance.stack.errors import StackError
from attendance.stack.places import places
from attendance.stack.services import Services, running_services


def main() -> int:
    """Run the command that was asked for."""
    parser = argparse.ArgumentParser(prog="python -m attendance.stack")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, (function, explanation) in COMMANDS.items():
        command = commands.add_parser(name, help=explanation)
        command.set_defaults(function=function)
    arguments = parser.parse_args()
    try:
        arguments.function()
    except StackError as error:
        say(str(error))
        return 1
    return 0


def services_only() -> None:
    """Keep the database and the broker running until Ctrl-C."""
    with running_services() as addresses:
        say(f"Database and broker run for {addresses.data_dir}. Ctrl-C stops them.")
        services = Services(places())
        stopping = stop_requested()
        while not stopping.wait(timeout=1):
            mend(services)


def mend(services: Services) -> None:
    """Start again what has died, and say so; a failure is said and tried again."""
    try:
        if services.mend():
            say("A server had died and was started again.")
    except StackError as error:
        say(str(error))


def print_environment() -> None:
    """Print the lines that a shell evaluates to use the servers."""
    for name, value in Services(places()).addresses().environment().items():
        sys.stdout.write(f"export {name}={shlex.quote(value)}\n")
    sys.stdout.write(f"export DJANGO_DEBUG={os.environ.get('DJANGO_DEBUG', '1')}\n")


def stop_services() -> None:
    """Stop the servers, whoever uses them."""
    Services(places()).stop()


def stop_requested() -> threading.Event:
    """Return what is set by Ctrl-C, a closed terminal or a request to end."""
    event = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: event.set())
    return event


def say(sentence: str) -> None:
    """Tell the person at the terminal."""
    sys.stderr.write(f"{sentence}\n")


COMMANDS = {
    "services": (services_only, "run the database and the broker only"),
    "env": (print_environment, "print the environment of the product's processes"),
    "stop": (stop_services, "stop the database and the broker"),
}

if __name__ == "__main__":
    raise SystemExit(main())
