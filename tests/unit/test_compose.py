"""The container image and the compose file say what `make run` does."""

import re
import subprocess
import sys

import pytest
import yaml

from attendance.stack import commands, tuning
from attendance.stack.places import ROOT
from attendance.stack.system import PDF_PACKAGES

COMPOSE = ROOT / "docker-compose.yml"
DOCKERFILE = (ROOT / "Dockerfile").read_text()
OURS = ("web", "worker", "beat", "migrate")


@pytest.fixture(scope="module")
def services():
    return yaml.safe_load(COMPOSE.read_text())["services"]


def test_the_compose_file_obeys_the_published_schema():
    checked = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema",
         "vendor.compose-spec", str(COMPOSE)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize("name", OURS)
def test_our_containers_run_the_commands_of_make_run(services, name):
    assert services[name]["command"] == [
        "python",
        "-m",
        "attendance.stack",
        "exec",
        name,
    ]
    assert name in commands.BY_NAME


@pytest.mark.parametrize("name", OURS)
def test_our_containers_can_change_nothing_but_the_files_of_the_schools(services, name):
    service = services[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["volumes"] == ["files:/data"]


def test_nothing_serves_before_the_database_is_migrated(services):
    for name in ("web", "worker", "beat"):
        waits = services[name]["depends_on"]
        assert waits["migrate"]["condition"] == "service_completed_successfully"
        assert waits["broker"]["condition"] == "service_healthy"
    assert "roles" in services["migrate"]["depends_on"]
    assert services["roles"]["depends_on"]["database"]["condition"] == "service_healthy"


def test_what_keeps_running_tells_its_health(services):
    for name, service in services.items():
        stays = service.get("restart") != "no"
        assert ("healthcheck" in service) is stays, name


def test_what_is_kept_lies_on_volumes(services):
    declared = set(yaml.safe_load(COMPOSE.read_text())["volumes"])
    used = {
        volume.split(":")[0]
        for service in services.values()
        for volume in service.get("volumes", [])
        if not volume.startswith(".")
    }
    assert used == declared


def test_the_database_is_tuned_as_the_embedded_one(services):
    ours = tuning.settings(memory=4 * 1024**3, sockets="/tmp/x")
    given = dict(
        option.removeprefix("-c").split("=", 1)
        for option in services["database"]["command"][1:]
    )
    assert given.pop("shared_buffers") == "${SHARED_BUFFERS:-512MB}"
    assert given == {name: ours[name] for name in given}


def test_no_secret_stands_in_the_file():
    for line in COMPOSE.read_text().splitlines():
        if re.search(r"PASSWORD|SECRET|AUTH", line) and ": " in line:
            assert re.search(r"\$\{\w+:\?", line), line


def test_the_application_is_not_given_the_superuser(services):
    for name in OURS:
        assert "POSTGRES_PASSWORD" not in str(services[name]["environment"])


def test_the_image_runs_as_an_ordinary_user_and_checks_its_health():
    assert re.search(r"^USER rollbook$", DOCKERFILE, re.M)
    assert re.search(r"^HEALTHCHECK .*\\\n.*attendance.stack.*ready", DOCKERFILE, re.M)


def test_the_image_takes_locked_libraries_by_hash_and_the_systems_that_pdfs_need():
    assert "--require-hashes -r base.txt" in DOCKERFILE
    for package in PDF_PACKAGES:
        assert f" {package} " in DOCKERFILE.replace("\\", " ").replace("\n", " ")


@pytest.mark.parametrize(
    "path", ["requirements/base.txt", "requirements/local.txt", "requirements/dev.txt"]
)
def test_lock_files_have_a_hash_for_everything_and_name_no_host(path):
    lock = (ROOT / path).read_text()
    pinned = re.findall(r"^[a-z0-9][^ ]*==", lock, re.M)
    assert pinned
    assert lock.count(" \\\n    --hash=") >= len(pinned)
    assert "://" not in lock


def test_the_front_ends_lock_names_no_host_to_download_from():
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text()
