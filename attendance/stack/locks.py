"""Locks between processes of one installation; the kernel frees them with the process."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def exclusively(path: Path) -> Iterator[None]:
    """Wait for the lock at `path` and hold it."""
    descriptor = _open(path)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


class Attendance:
    """Counts who uses something: the last to leave turns off the light."""

    def __init__(self, path: Path) -> None:
        self._descriptor = _open(path)
        fcntl.flock(self._descriptor, fcntl.LOCK_SH)

    def leave(self) -> bool:
        """Leave, and tell whether nobody else is there."""
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        else:
            return True
        finally:
            os.close(self._descriptor)


class Seat:
    """A place for one process, with a note of who sits there."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor = _open(path)

    def take(self, note: str) -> bool:
        """Take the place and leave a note, or tell that it is taken."""
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, note.encode(), 0)
        return True

    @property
    def note(self) -> str:
        """Return what the one who took the place wrote."""
        return self._path.read_text()

    def free(self) -> None:
        """Let go of the place."""
        os.close(self._descriptor)


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
