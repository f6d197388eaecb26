"""Makes a machine ready: environment, libraries, system libraries, front end.

Standard library only, for this runs before anything is installed. Each part leaves a
stamp with the digest of what it was made from and is skipped while that is unchanged.
"""

import subprocess
import sys
from collections.abc import Sequence

from attendance.stack import browser, frontend, stamps, system
from attendance.stack.errors import StackError
from attendance.stack.places import ROOT
from attendance.stack.terminal import say

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
_NEEDED = (3, 11)


def main(arguments: Sequence[str]) -> int:
    """Make ready for `local` (running) or `dev` (testing too, with a browser)."""
    wanted = arguments[0] if arguments else "local"
    try:
        make_environment()
        install(wanted)
        system.provide_pdf_libraries(PYTHON, stamp=VENV / ".system")
        if "browser" in arguments[1:]:
            browser.provide()
        frontend.build(VENV)
    except StackError as error:
        say(str(error))
        return 1
    return 0


def make_environment() -> None:
    """Make .venv where it is missing or its Python has gone."""
    if sys.version_info < _NEEDED:
        raise StackError(
            f"Python {sys.version_info.major}.{sys.version_info.minor} is too old: "
            "install 3.11 or newer, or name one: make PYTHON=python3.11 …"
        )
    if PYTHON.exists():
        return
    say("Making .venv …")
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    if made.returncode:
        version = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        system.install_packages([version], why="Python's venv module is missing")
        subprocess.run(command, check=True)


def install(wanted: str) -> None:
    """Install the locked libraries, refusing any file whose hash is not in the lock."""
    stamp = VENV / ".installed"
    satisfied = {_label("dev"), _label(wanted)}  # dev has everything that local has
    if stamp.exists() and stamp.read_text() in satisfied:
        return
    say(f"Installing the libraries of requirements/{wanted}.txt …")
    pip = [
        str(PYTHON),
        "-m",
        "pip",
        "--disable-pip-version-check",
        "install",
        "--quiet",
    ]
    lock = ROOT / "requirements" / f"{wanted}.txt"
    done = subprocess.run([*pip, "--require-hashes", "-r", str(lock)], check=False)
    if done.returncode:
        raise StackError(
            "The libraries could not be installed, see above. If the network needs a "
            "proxy or its own certificates, set pip's usual settings and try again."
        )
    stamp.write_text(_label(wanted))


def _label(wanted: str) -> str:
    lock = ROOT / "requirements" / f"{wanted}.txt"
    return f"{wanted} {stamps.digest([lock])}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
