"""What the product's processes are told through their environment."""

import os
from pathlib import Path

from attendance.stack.places import ROOT
from attendance.stack.services import Addresses
from attendance.stack.system import library_environment

# On a person's own machine; an installation for real sets DJANGO_DEBUG=0 and more.
_DEFAULTS = {"DJANGO_DEBUG": "1", "PORT": "8000", "PYTHONUNBUFFERED": "1"}


def product_environment(addresses: Addresses) -> dict[str, str]:
    """Return the environment of a process: what is set, and where the servers are."""
    return {
        **_DEFAULTS,
        **library_environment(),
        **os.environ,
        **addresses.environment(),
        "PATH": _with_own_programs(os.environ.get("PATH", os.defpath)),
    }


def _with_own_programs(path: str) -> str:
    return f"{Path(ROOT, '.venv', 'bin')}{os.pathsep}{path}"
