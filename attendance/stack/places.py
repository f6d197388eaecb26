"""Where an installation keeps things: one folder, DATA_DIR, and one for its socket."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Places:
    """The folders of one installation."""

    data: Path

    @property
    def servers(self) -> Path:
        """Hold the database's and the broker's data (see accounts.home_of_servers)."""
        return self.data / "servers"

    @property
    def run(self) -> Path:
        """Hold locks, process ids and passwords."""
        return self.data / "run"

    @property
    def logs(self) -> Path:
        """Hold one log for each process."""
        return self.data / "logs"

    @property
    def sockets(self) -> Path:
        """Hold the database's socket.

        A socket's path may have 103 bytes on macOS, so it cannot be in DATA_DIR; and
        it is in a URL, whose readers may lower the case, so it has no capitals.
        """
        digest = hashlib.sha256(str(self.data).encode()).hexdigest()[:10]
        return Path("/tmp") / f"rollbook-{os.geteuid()}-{digest}"  # noqa: S108 - checked when made

    def make(self) -> None:
        """Make the folders that belong to whoever runs the command."""
        self.data.mkdir(parents=True, exist_ok=True)
        self.run.mkdir(mode=0o700, exist_ok=True)
        for folder in (self.logs, self.data / "files", self.data / "static"):
            folder.mkdir(exist_ok=True)


def places(data_dir: Path | str | None = None) -> Places:
    """Return the folders for `data_dir`, or for what the environment says."""
    chosen = data_dir or os.environ.get("DATA_DIR") or ROOT / ".data"
    return Places(Path(chosen).expanduser().resolve())
