"""What must come from the system: the libraries that draw PDFs, and a font."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from attendance.stack.errors import StackError
from attendance.stack.terminal import say

# Pango lays out the text; Liberation Sans has Arial's measures.
PDF_PACKAGES = (
    "libpango-1.0-0",
    "libpangoft2-1.0-0",
    "libharfbuzz-subset0",
    "fonts-liberation",
)
_HOMEBREW = "/opt/homebrew/lib:/usr/local/lib"


def provide_pdf_libraries(python: Path, *, stamp: Path) -> None:
    """See that WeasyPrint finds its libraries."""
    if stamp.exists():
        return
    if not _may_draw(python):
        install_packages(PDF_PACKAGES, brew=["pango"], why="PDFs need Pango")
        if not _may_draw(python):
            raise StackError("WeasyPrint does not load: run it to see why.")
    stamp.touch()


def install_packages(
    packages: Sequence[str], *, why: str, brew: Sequence[str] = ()
) -> None:
    """Install packages of the system as root, else say what to install."""
    apt = shutil.which("apt-get")
    if sys.platform == "darwin":
        raise StackError(f"{why}. Install it: brew install {' '.join(brew)}")
    if not apt:
        raise StackError(f"{why}. Install what Debian calls: {' '.join(packages)}")
    if os.geteuid() != 0:
        raise StackError(f"{why}. Install it: sudo apt install {' '.join(packages)}")
    say(f"{why}: installing {' '.join(packages)} …")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = [apt, "install", "--yes", "--no-install-recommends", "-q", *packages]
    for command in ([apt, "update", "-q"], install):
        done = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise StackError(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


def library_environment() -> dict[str, str]:
    """Return what lets Python find Homebrew's libraries on macOS."""
    return {"DYLD_FALLBACK_LIBRARY_PATH": _HOMEBREW} if sys.platform == "darwin" else {}


def _may_draw(python: Path) -> bool:
    """Tell whether a page can be drawn, which takes the libraries and a font."""
    program = (
        "import weasyprint; p = weasyprint.HTML(string='<p>A</p>').write_pdf(); "
        "raise SystemExit(b'/FontFile' not in p and b'ObjStm' not in p)"
    )
    done = subprocess.run(
        [str(python), "-c", program],
        env={**os.environ, **library_environment()},
        capture_output=True,
        check=False,
    )
    return done.returncode == 0
