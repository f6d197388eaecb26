"""Talking with the person at the terminal."""

import signal
import sys
import threading
from collections.abc import Callable


def say(sentence: str) -> None:
    """Tell something that is not a command's result."""
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()


def stop_requested() -> threading.Event:
    """Return what is set by Ctrl-C, a closed terminal or a request to end."""
    event = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: event.set())
    return event


def pass_on_requests(stop: Callable[[], None]) -> None:
    """Pass requests to end to a command; Ctrl-C has reached it from the terminal."""
    signal.signal(signal.SIGINT, lambda *_: None)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stop())
