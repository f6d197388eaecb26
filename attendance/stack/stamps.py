"""Digests of what something was made from, so that it is not made again in vain."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from attendance.stack.places import ROOT


def digest(files: Iterable[Path]) -> str:
    """Return one digest for the names and contents of the files."""
    total = hashlib.sha256()
    for file in sorted(files):
        total.update(str(file.relative_to(ROOT)).encode())
        total.update(file.read_bytes())
    return total.hexdigest()


def says(stamp: Path, content: str) -> bool:
    """Tell whether the stamp was left by the same content."""
    return stamp.exists() and stamp.read_text() == content
