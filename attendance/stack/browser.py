"""The Chromium that tests and screenshots drive."""

import os
import shutil

from attendance.stack import system
from attendance.stack.errors import StackError

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_ON_MACOS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
# A browser of tests speaks to our server only, and asks nobody for anything.
FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


def chromium() -> str | None:
    """Return the path of a Chromium: CHROMIUM if set, else what the system has."""
    given = os.environ.get("CHROMIUM")
    if given:
        return given
    on_path = (shutil.which(name) for name in _NAMES)
    return next(filter(None, (*on_path, *filter(os.path.exists, _ON_MACOS))), None)


def flags() -> list[str]:
    """Return Chromium's arguments; its sandbox does not work for root."""
    return [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


def provide() -> str:
    """Return a Chromium, installing Debian's as root where there is none."""
    if found := chromium():
        return found
    system.install_packages(
        ["chromium"],
        brew=["--cask", "chromium"],
        why="The browser tests need Chromium (or CHROMIUM=/path/to/it)",
    )
    if found := chromium():
        return found
    raise StackError(
        "Chromium was installed but is not found: set CHROMIUM to its path."
    )
