"""The embedded servers, for real: who may do what, and what survives a death."""

import os
import socket
import stat
import subprocess
import sys
import tarfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest
import redis

from attendance.stack import backup, ports
from attendance.stack.errors import StackError
from attendance.stack.passwords import kept_passwords
from attendance.stack.places import ROOT, places
from attendance.stack.postgres import Postgres
from attendance.stack.services import Addresses, Services, running_services
from attendance.stack.valkey import Valkey
from tests.installations import folder_of_an_installation


@pytest.fixture(scope="module")
def data_dir() -> Iterator[Path]:
    with folder_of_an_installation() as folder:
        yield folder


@pytest.fixture(scope="module")
def installation(data_dir: Path) -> Iterator[Path]:
    with running_services(data_dir):
        yield data_dir


@pytest.fixture
def services(installation: Path) -> Services:
    return Services(places(installation))


@pytest.fixture
def addresses(services: Services) -> Addresses:
    """Say where the servers are now (a restart may have moved them)."""
    return services.addresses()


def answer(url: str, query: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(query).fetchone()
        return row[0] if row and len(row) == 1 else row


def kill(server: Postgres | Valkey) -> None:
    """End a server as a power cut would."""
    if process := server._server_process():
        process.kill()
    while server.is_running():
        time.sleep(0.01)


ATTRIBUTES = """select rolsuper, rolbypassrls, rolcreaterole, rolreplication, rolcreatedb
    from pg_roles where rolname = current_user"""


def test_the_application_has_no_power_over_the_database(addresses):
    assert answer(addresses.database, ATTRIBUTES) == (False,) * 5


def test_the_application_owns_nothing(addresses):
    owned = """select count(*) from pg_shdepend join pg_roles on refobjid = pg_roles.oid
        where rolname = 'rollbook_app' and deptype = 'o'"""
    assert answer(addresses.database_owner, owned) == 0
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        answer(addresses.database, "create table mine ()")


def test_the_owner_owns_the_database_and_is_no_superuser(addresses):
    assert answer(addresses.database_owner, ATTRIBUTES) == (
        False, False, False, False, True,
    )  # fmt: skip
    owner = """select pg_get_userbyid(datdba) from pg_database
        where datname = current_database()"""
    assert answer(addresses.database_owner, owner) == "rollbook_owner"


def test_a_database_that_the_owner_makes_has_the_extensions(addresses):
    with psycopg.connect(addresses.database_owner, autocommit=True) as owner:
        owner.execute("create database born")
    try:
        born = backup._address(addresses.database_owner, "born")
        extensions = (
            "select array_agg(extname::text order by extname) from pg_extension"
        )
        assert answer(born, extensions) == ["btree_gist", "pg_trgm", "plpgsql"]
    finally:
        with psycopg.connect(addresses.database_owner, autocommit=True) as owner:
            owner.execute("drop database born")


def test_a_wrong_password_is_refused(addresses):
    password = kept_passwords(places(addresses.data_dir).run).app
    wrong = addresses.database.replace(password, "wrong")
    with pytest.raises(
        psycopg.OperationalError, match="password authentication failed"
    ):
        answer(wrong, "select 1")


def test_the_database_listens_on_a_private_socket_only(addresses, services):
    assert answer(addresses.database, "show listen_addresses") == ""
    mode = services.where.sockets.stat().st_mode
    assert stat.S_IMODE(mode) == 0o700


def test_the_servers_do_not_run_as_root(services):
    assert services.postgres._server_process().uids().effective != 0
    assert services.valkey._server_process().uids().effective != 0


def test_the_broker_wants_its_password(addresses):
    assert redis.from_url(addresses.broker).ping()
    password = kept_passwords(places(addresses.data_dir).run).broker
    stranger = redis.from_url(addresses.broker.replace(f":{password}@", ""))
    with pytest.raises(redis.AuthenticationError):
        stranger.ping()


def test_who_comes_second_finds_the_servers_and_leaves_them_running(
    addresses, services
):
    before = services.postgres._server_process().pid
    with running_services(addresses.data_dir) as found:
        assert found == addresses
    assert services.postgres._server_process().pid == before
    assert services.valkey.is_running()


def test_a_killed_database_comes_back_with_every_committed_row(addresses, services):
    with psycopg.connect(addresses.database_owner) as owner:
        owner.execute("create table said (word text)")
    with psycopg.connect(addresses.database_owner) as owner:
        owner.execute("insert into said values ('saved')")
    kill(services.postgres)
    services.mend(print)
    assert answer(addresses.database_owner, "select word from said") == "saved"


def test_a_killed_broker_comes_back_where_its_clients_know_it(addresses, services):
    client = redis.from_url(addresses.broker)
    client.rpush("queue", "job")
    client.waitaof(1, 0, 10_000)  # it writes what waits once a second
    kill(services.valkey)
    services.mend(print)
    assert services.addresses() == addresses
    assert redis.from_url(addresses.broker).lrange("queue", 0, -1)[-1] == b"job"


def test_a_broker_that_starts_again_waits_for_the_port_of_the_dying_one(
    addresses, services
):
    port = services.valkey.port
    kill(services.valkey)
    assert ports.becomes_free(port, within=10)
    with socket.create_server(("127.0.0.1", port)) as still_held:
        threading.Timer(0.5, still_held.close).start()
        services.mend(print)
    assert redis.from_url(addresses.broker).ping()


def test_a_note_with_the_number_of_another_process_stops_nothing(addresses, services):
    services.postgres.stop()
    note = services.postgres.home / "postmaster.pid"
    note.write_text(f"{os.getpid()}\n{services.postgres.home}\n")
    services.mend(print)
    assert answer(addresses.database, "select 1") == 1
    assert psutil.pid_exists(os.getpid())


def test_lost_passwords_are_made_anew_and_the_servers_take_them(addresses, services):
    (services.where.run / "passwords.json").unlink()
    with running_services(addresses.data_dir) as found:
        assert found.database != addresses.database
        assert answer(found.database, "select current_user") == "rollbook_app"
        assert redis.from_url(found.broker).ping()


def test_a_backup_brings_back_rows_rights_and_files(services, tmp_path):
    url = services.addresses().database_owner
    files = tmp_path / "files"
    files.mkdir()
    (files / "photograph.jpg").write_bytes(b"\xff\xd8")
    with psycopg.connect(url) as owner:
        owner.execute("create table kept (note text); insert into kept values ('é')")
        owner.execute("grant select on kept to rollbook_app")
        owner.execute("alter table kept enable row level security")
        owner.execute("create policy open on kept using (note = 'é')")
        owner.execute("grant usage, create on schema public to rollbook_retention")
        owner.execute("create function goes() returns int language sql as 'select 1'")
        owner.execute("alter function goes owner to rollbook_retention")
    backup.save(tmp_path / "all.tar", url=url, files=files)
    with psycopg.connect(url) as owner:
        owner.execute("drop table kept")
    (files / "photograph.jpg").unlink()
    backup.restore(tmp_path / "all.tar", url=url, files=files)
    assert answer(services.addresses().database, "select note from kept") == "é"
    owner_of = "select pg_get_userbyid(proowner) from pg_proc where proname = 'goes'"
    assert answer(url, owner_of) == "rollbook_retention"
    assert (files / "photograph.jpg").read_bytes() == b"\xff\xd8"


def test_a_broken_archive_changes_nothing(services, tmp_path):
    url = services.addresses().database_owner
    files = tmp_path / "files"
    files.mkdir()
    backup.save(tmp_path / "all.tar", url=url, files=files)
    (tmp_path / "database.dump").write_text("not a dump")
    with tarfile.open(tmp_path / "all.tar", "a") as tar:
        tar.add(tmp_path / "database.dump", "database.dump")
    names = "select array_agg(datname order by datname) from pg_database"
    before = answer(url, names)
    with pytest.raises(StackError, match="pg_restore failed"):
        backup.restore(tmp_path / "all.tar", url=url, files=files)
    assert answer(url, names) == before


def test_the_last_to_leave_stops_the_servers():
    with folder_of_an_installation() as mine:
        services = Services(places(mine))
        with running_services(mine):
            assert services.postgres.is_running()
        assert not services.postgres.is_running()
        assert not services.valkey.is_running()


def test_servers_of_the_environment_are_used_as_they_are(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgres://app@db.example/rollbook")
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgres://owner@db.example/rollbook")
    monkeypatch.setenv("REDIS_URL", "redis://broker.example/0")
    with running_services(tmp_path) as found:
        assert found.database == "postgres://app@db.example/rollbook"
        assert found.broker == "redis://broker.example/0"
    assert not (tmp_path / "servers").exists()


def test_one_database_login_without_the_other_is_refused(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgres://app@db.example/rollbook")
    monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)
    with pytest.raises(
        StackError, match=r"needs DATABASE_URL .* and DATABASE_OWNER_URL"
    ):
        Services(places(tmp_path))


def test_a_run_that_finds_its_port_taken_says_so_and_starts_nothing(tmp_path):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        ended = subprocess.run(
            [sys.executable, "-m", "attendance.stack", "run"],
            env={**os.environ, "PORT": str(port), "DATA_DIR": str(tmp_path)},
            cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
    assert ended.returncode == 1
    assert f"Port {port} is taken by" in ended.stderr
    assert not (tmp_path / "servers").exists()
