"""Installations of their own for tests of the servers: a folder, made and cleared away."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from attendance.stack.places import places
from attendance.stack.services import Services

GIVEN = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")


@contextmanager
def folder_of_an_installation() -> Iterator[Path]:
    """Give a folder that the servers' account can reach (pytest's own is private).

    Inside, no server of the environment is known; at the end what still runs is
    stopped and nothing is left of it.
    """
    folder = Path(tempfile.mkdtemp(prefix="rollbook-installation-"))
    folder.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        for name in GIVEN:
            patch.delenv(name, raising=False)
        try:
            yield folder
        finally:
            Services(places(folder)).stop()
            shutil.rmtree(places(folder).sockets, ignore_errors=True)
            shutil.rmtree(folder)
