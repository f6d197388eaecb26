"""The commands, the settings of the database, and what is built again."""

import os
import socket

import pytest

from attendance.stack import browser, commands, ports, stamps, system, tuning
from attendance.stack.errors import StackError
from attendance.stack.places import ROOT


@pytest.fixture
def taken_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_taken_port_is_named_with_its_process_and_the_way_out(taken_port):
    with pytest.raises(StackError) as refused:
        ports.demand_free(taken_port)
    assert f"Port {taken_port} is taken by" in str(refused.value)
    assert f"(process {os.getpid()})" in str(refused.value)
    assert "make run" in str(refused.value)


def test_the_port_that_is_proposed_instead_is_free(taken_port):
    with pytest.raises(StackError) as refused:
        ports.demand_free(taken_port)
    proposed = str(refused.value).split("PORT=")[1].split()[0]
    assert ports.is_free(int(proposed))


def option(command, name):
    return command[command.index(name) + 1]


def test_web_listens_where_the_environment_says():
    command = commands.web({"HOST": "0.0.0.0", "PORT": "8123"})
    assert (option(command, "--host"), option(command, "--port")) == ("0.0.0.0", "8123")


def test_web_is_private_to_the_machine_unless_told_otherwise():
    assert option(commands.web({}), "--host") == "127.0.0.1"


def test_migrations_run_as_the_owner():
    assert option(commands.migrate(), "--database") == "owner"


@pytest.mark.parametrize("gigabytes", [1, 4, 24, 512])
def test_database_memory_follows_the_machine_within_bounds(gigabytes):
    chosen = tuning.settings(memory=gigabytes * 1024**3, sockets="/tmp/x")
    buffers = int(chosen["shared_buffers"].removesuffix("MB"))
    assert 128 <= buffers <= 2048
    assert buffers * 2 <= gigabytes * 1024


def test_a_saved_mark_outlives_a_power_cut():
    chosen = tuning.settings(memory=1024**3, sockets="/tmp/x")
    assert {chosen[name] for name in ("fsync", "synchronous_commit")} == {"on"}
    assert chosen["full_page_writes"] == "on"


def test_settings_are_quoted_for_the_file():
    assert "name = 'O''Brien'" in tuning.as_file({"name": "O'Brien"})


def test_a_digest_changes_with_a_files_content_and_with_its_name(tmp_path, monkeypatch):
    monkeypatch.setattr(stamps, "ROOT", tmp_path)
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("a")
    two.write_text("a")
    digests = {stamps.digest([one]), stamps.digest([two])}
    one.write_text("b")
    digests.add(stamps.digest([one]))
    assert len(digests) == 3


def test_a_missing_package_names_itself_and_its_command(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("shutil.which", lambda _name: "/usr/bin/apt-get")
    with pytest.raises(StackError, match=r"sudo apt install libpango-1\.0-0"):
        system.install_packages(system.PDF_PACKAGES, why="PDFs need Pango")


def test_macos_is_told_what_to_brew(monkeypatch):
    monkeypatch.setattr("sys.platform", "darwin")
    with pytest.raises(StackError, match="brew install pango"):
        system.install_packages(["x"], brew=["pango"], why="PDFs need Pango")


def test_chromium_of_the_environment_comes_first(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/opt/chromium")
    assert browser.chromium() == "/opt/chromium"


def test_chromiums_sandbox_is_off_for_root_only(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert "--no-sandbox" in browser.flags()
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert "--no-sandbox" not in browser.flags()


def test_every_target_of_the_makefile_is_in_its_help():
    lines = (ROOT / "Makefile").read_text().splitlines()
    targets = {
        line.split(":")[0] for line in lines if line[:1].isalpha() and ": ##" in line
    }
    phony = {
        name
        for line in lines
        if line.startswith(".PHONY:")
        for name in line.removeprefix(".PHONY:").split()
        if name != "\\" and not name.startswith("check-")
    }
    assert phony == targets
