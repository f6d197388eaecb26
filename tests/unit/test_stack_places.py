"""Where things lie, and who may reach them."""

import json
import os
import stat
from pathlib import Path

import pytest

from attendance.stack import accounts
from attendance.stack.accounts import Account
from attendance.stack.errors import StackError
from attendance.stack.passwords import kept_passwords
from attendance.stack.places import Places, places

STRANGER = Account("stranger", uid=os.geteuid() + 4321, gid=os.getegid() + 4321)


def test_the_socket_path_is_short_and_lower_case_however_long_data_dir_is():
    where = Places(Path("/Users/Head.Teacher/" + "Documents/" * 30 + "Rollbook"))
    path = str(where.sockets / ".s.PGSQL.5432.lock")
    assert len(path) <= 103
    assert str(where.sockets) == str(where.sockets).lower()


def test_two_installations_have_two_sockets():
    assert Places(Path("/srv/one")).sockets != Places(Path("/srv/two")).sockets


def test_data_dir_of_the_environment_is_taken_and_made_absolute(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATA_DIR", "here")
    assert places().data == (tmp_path / "here").resolve()


def test_an_account_reaches_only_below_folders_that_let_it_through(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    assert not STRANGER.may_reach(closed / "postgres")
    assert STRANGER.may_reach(Path("/tmp/anything"))


def test_servers_move_out_of_a_folder_that_their_account_cannot_reach(
    monkeypatch, tmp_path
):
    monkeypatch.setattr(accounts, "SYSTEM_HOME", tmp_path / "var")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    elsewhere = accounts.home_of_servers(closed / "servers", STRANGER)
    assert elsewhere.parent == tmp_path / "var"


def test_a_cluster_that_cannot_be_reached_any_more_is_never_silently_replaced(tmp_path):
    closed = tmp_path / "closed"
    (closed / "servers").mkdir(parents=True)
    closed.chmod(0o700)
    with pytest.raises(StackError, match="chmod o\\+x"):
        accounts.home_of_servers(closed / "servers", STRANGER)


def test_programs_are_copied_whole_to_where_the_account_can_run_them(
    monkeypatch, tmp_path
):
    monkeypatch.setattr(accounts, "SYSTEM_HOME", tmp_path / "var")
    tree = tmp_path / "site"
    tree.mkdir(mode=0o700)
    tree = tree / "programs"
    tree.mkdir()
    (tree / "run").write_text("#!")
    copy = accounts.reachable_copy(tree, STRANGER, version="18")
    assert (copy / "run").read_text() == "#!"
    assert accounts.reachable_copy(tree, STRANGER, version="18") == copy


def test_passwords_are_made_once_and_only_we_can_read_them(tmp_path):
    first = kept_passwords(tmp_path)
    assert kept_passwords(tmp_path) == first
    assert len({first.owner, first.app, first.broker}) == 3
    assert stat.S_IMODE((tmp_path / "passwords.json").stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == ["passwords.json"]


def test_passwords_need_no_quoting_in_a_url_or_a_configuration_file(tmp_path):
    for password in json.loads(_written(tmp_path)).values():
        assert set(password) <= set(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
        )


def _written(folder: Path) -> str:
    kept_passwords(folder)
    return (folder / "passwords.json").read_text()
