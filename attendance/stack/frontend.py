"""Builds the style sheets and scripts, with the machine's Node or our own."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from attendance.stack import stamps
from attendance.stack.errors import StackError
from attendance.stack.places import ROOT
from attendance.stack.terminal import say

_OLDEST_NODE = 20
_PACKAGES = ("package.json", "package-lock.json", ".npmrc")


def build(venv: Path) -> None:
    """Fetch the locked packages and build static/dist, each only if something changed."""
    environment = {
        **os.environ,
        "PATH": f"{_node_folder(venv)}{os.pathsep}{os.environ['PATH']}",
    }
    packages = stamps.digest(ROOT / name for name in _PACKAGES)
    stamp = ROOT / "node_modules" / ".rollbook"
    if not stamps.says(stamp, packages):
        say("Fetching the front end's packages …")
        _npm(["ci", "--no-audit", "--no-fund"], environment)
        stamp.write_text(packages)
    sources = stamps.digest([*_sources(), *(ROOT / name for name in _PACKAGES)])
    built = ROOT / "node_modules" / ".rollbook-built"
    if not stamps.says(built, sources) or not (ROOT / "static" / "dist").exists():
        say("Building the front end …")
        _npm(["run", "--silent", "build"], environment)
        built.write_text(sources)


def _sources() -> list[Path]:
    static = ROOT / "static"
    return [
        path
        for path in (static / "build.mjs", *(static / "src").rglob("*"))
        if path.is_file()
    ]


def _node_folder(venv: Path) -> Path:
    """Return the folder with node and npm: the machine's if recent, else the wheel's."""
    node = shutil.which("node")
    if node and shutil.which("npm") and _major(node) >= _OLDEST_NODE:
        return Path(node).parent
    if (venv / "bin" / "npm").exists():
        return venv / "bin"
    raise StackError(f"No Node: install version {_OLDEST_NODE} or newer, with npm.")


def _major(node: str) -> int:
    asked = subprocess.run(
        [node, "--version"], capture_output=True, text=True, check=False
    )
    try:
        return int(asked.stdout.strip().lstrip("v").split(".")[0])
    except ValueError:
        return 0


def _npm(arguments: Sequence[str], environment: Mapping[str, str]) -> None:
    npm = shutil.which("npm", path=environment["PATH"])
    done = subprocess.run(
        [npm or "npm", *arguments],
        cwd=ROOT,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise StackError(f"npm {arguments[0]} failed:\n{done.stdout}{done.stderr}")
