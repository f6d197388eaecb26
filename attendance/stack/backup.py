"""Saves database and files as one archive, and puts an archive back.

The archive is a tar of PostgreSQL's own custom format and the files. What S3 keeps is
not in it: a bucket has versions of its own.
"""

import argparse
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from attendance.stack.accounts import server_account
from attendance.stack.errors import StackError
from attendance.stack.places import Places, places
from attendance.stack.postgres import binaries
from attendance.stack.run import PREPARED
from attendance.stack.terminal import say

_DUMP = "database.dump"
_FILES = "files"
_EXTENSIONS = ("btree_gist", "pg_trgm")


def save(archive: Path, *, url: str, files: Path) -> None:
    """Write what is stored at this moment to `archive`, whole or not at all."""
    unfinished = archive.with_name(f"{archive.name}.unfinished")
    archive.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=archive.parent) as folder:
        dump = Path(folder, _DUMP)
        # Rows before files: a file is stored before the row that names it, so every
        # row that is saved has its file, and a file too many is only litter.
        plain = ("--format=custom", "--exclude-extension=*")
        _program("pg_dump", *plain, "-f", str(dump), url)
        with tarfile.open(unfinished, "w", dereference=True) as tar:
            tar.add(dump, _DUMP)
            if files.exists():
                tar.add(files, _FILES)
    unfinished.chmod(0o600)
    unfinished.replace(archive)


def restore(archive: Path, *, url: str, files: Path) -> str:
    """Put an archive in the place of what is stored; return the name the old now has.

    The rows go into a database of their own, which takes the name of the present one
    when it is complete; so a failure on the way leaves everything as it was.
    """
    name = urlsplit(url).path.lstrip("/")
    moment = datetime.now(UTC).strftime("%Y%m%d_%H%M%S")
    fresh, before = f"{name}_restoring_{moment}", f"{name}_before_{moment}"
    with tempfile.TemporaryDirectory(dir=files.parent) as folder:
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
        _sql(url, f'create database "{fresh}"', database="postgres")
        try:
            _load(Path(folder, _DUMP), url=_address(url, fresh))
            _sql(
                url,
                f'alter database "{name}" rename to "{before}"',
                f'alter database "{fresh}" rename to "{name}"',
                database="postgres",
            )
        except StackError:
            _sql(url, f'drop database if exists "{fresh}"', database="postgres")
            raise
        if files.exists():
            files.rename(files.with_name(f"{files.name}_before_{moment}"))
        Path(folder, _FILES).mkdir(exist_ok=True)
        Path(folder, _FILES).rename(files)
    return before


def _load(dump: Path, *, url: str) -> None:
    """Fill an empty database with a dump, all of it or nothing."""
    for extension in _EXTENSIONS:
        _sql(url, f"create extension if not exists {extension}")
    # What removes old entries belongs to a role of its own, which must be let in first.
    _sql(url, "grant usage, create on schema public to rollbook_retention")
    whole = ("--exit-on-error", "--single-transaction")
    _program("pg_restore", *whole, "-d", url, str(dump))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `save` or `restore` for this installation."""
    parser = argparse.ArgumentParser(prog="python -m attendance.stack.backup")
    acts = parser.add_subparsers(required=True)
    saving = acts.add_parser("save", help="write an archive")
    saving.add_argument("archive", nargs="?", type=Path)
    saving.set_defaults(act=_save)
    restoring = acts.add_parser("restore", help="put an archive back")
    restoring.add_argument("archive", type=Path)
    restoring.set_defaults(act=_restore)
    chosen = parser.parse_args(arguments)
    where = places()
    files = Path(os.environ.get("MEDIA_ROOT") or where.data / "files")
    try:
        chosen.act(chosen.archive or _new_archive(where), files)
    except StackError as error:
        say(str(error))
        return 1
    return 0


def _save(archive: Path, files: Path) -> None:
    save(archive, url=os.environ["DATABASE_OWNER_URL"], files=files)
    say(f"Saved to {archive}")


def _restore(archive: Path, files: Path) -> None:
    before = restore(archive, url=os.environ["DATABASE_OWNER_URL"], files=files)
    (places().run / PREPARED).unlink(missing_ok=True)  # it may be of an older version
    say(f"Restored. What was stored until now is kept as database {before}.")


def _new_archive(where: Places) -> Path:
    moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    return where.data / "backups" / f"rollbook-{moment}.tar"


def _address(url: str, database: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


def _sql(url: str, *statements: str, database: str | None = None) -> None:
    commands = [part for statement in statements for part in ("-c", statement)]
    address = _address(url, database) if database else url
    _program("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", *commands, address)


def _program(name: str, *arguments: str) -> None:
    done = subprocess.run(
        [str(binaries(server_account()) / name), *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise StackError(f"{name} failed:\n{done.stderr}")


if __name__ == "__main__":
    raise SystemExit(main())
