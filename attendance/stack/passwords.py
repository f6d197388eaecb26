"""The passwords of an installation's own servers, made once and kept to ourselves."""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Passwords:
    """One for each login."""

    owner: str
    app: str
    broker: str


def kept_passwords(folder: Path) -> Passwords:
    """Return the passwords in `folder`, making them the first time.

    They may be deleted at any time: the servers take the new ones at their next start.
    """
    path = folder / "passwords.json"
    if not path.exists():
        _write_once(path, Passwords(*(secrets.token_urlsafe(24) for _ in range(3))))
    return Passwords(**json.loads(path.read_text()))


def _write_once(path: Path, passwords: Passwords) -> None:
    draft = path.with_suffix(f".{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(asdict(passwords), file)
    try:
        path.hardlink_to(draft)  # unlike a rename, yields to whoever came first
    except FileExistsError:
        pass
    finally:
        draft.unlink()
