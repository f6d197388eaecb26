"""Which user the servers run as: ourselves, or as root an account of their own."""

import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from attendance.stack.errors import StackError

SERVICE_ACCOUNT = "rollbook"
SYSTEM_HOME = Path("/var/lib/rollbook")


@dataclass(frozen=True)
class Account:
    """The user that PostgreSQL and Valkey run as."""

    name: str
    uid: int
    gid: int

    @property
    def is_another(self) -> bool:
        return self.uid != os.geteuid()

    def process_options(self) -> dict[str, Any]:
        """Return the options that start a program as this user."""
        if not self.is_another:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        """Give one file or folder to this user."""
        if self.is_another:
            os.chown(path, self.uid, self.gid)

    def may_reach(self, path: Path) -> bool:
        """Tell whether every folder above `path` lets this user through."""
        return not self.is_another or all(
            self._may_pass(folder.stat()) for folder in path.parents if folder.exists()
        )

    def _may_pass(self, folder: os.stat_result) -> bool:
        if folder.st_uid == self.uid:
            return bool(folder.st_mode & stat.S_IXUSR)
        return bool(folder.st_mode & stat.S_IXOTH)


def server_account() -> Account:
    """Return the user for the servers; PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        entry = pwd.getpwuid(os.geteuid())
        return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
    for name in (SERVICE_ACCOUNT, "nobody"):
        entry_or_none = _find(name) or _create(name)
        if entry_or_none:
            return Account(name, entry_or_none.pw_uid, entry_or_none.pw_gid)
    raise StackError(
        "PostgreSQL does not run as root, and no other account could be made. "
        "Run this as an ordinary user."
    )


def home_of_servers(wanted: Path, account: Account) -> Path:
    """Return `wanted`, or a folder of the system where the account cannot reach it.

    As root, DATA_DIR is often below /root, which lets nobody else through.
    """
    elsewhere = SYSTEM_HOME / str(wanted).strip("/").replace("/", "-")
    if account.may_reach(wanted) and not elsewhere.exists():
        return wanted
    if wanted.exists():
        raise StackError(
            f"The account {account.name} cannot reach {wanted} any more. Let it pass "
            "through the folders above (chmod o+x), or choose another DATA_DIR."
        )
    return elsewhere


def reachable_copy(tree: Path, account: Account, *, version: str) -> Path:
    """Return `tree`, or a copy that the account can reach, made once per version."""
    if account.may_reach(tree):
        return tree
    copy = SYSTEM_HOME / f"programs-{version}" / tree.name
    if not copy.exists():
        unfinished = copy.with_name(f"{copy.name}.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(tree, unfinished, symlinks=True)
        unfinished.rename(copy)
    return copy


def _find(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _create(name: str) -> pwd.struct_passwd | None:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin")
    if name != SERVICE_ACCOUNT or not useradd:
        return None
    subprocess.run(
        [useradd, "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", name],
        check=False,
        capture_output=True,
    )
    return _find(name)
