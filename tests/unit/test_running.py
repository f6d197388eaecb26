"""What the settings and the stack read is what docs/running.md explains."""

import os
import re
import subprocess
import sys

import pytest
import yaml

from attendance.stack.places import ROOT

GUIDE = (ROOT / "docs" / "running.md").read_text()
READ = re.compile(
    r"""(?:env\.\w+\(|environ\.get\(|environ\[)\s*["']([A-Z][A-Z_]+)["']"""
)
SOURCES = [
    path
    for folder in ("attendance/settings", "attendance/stack")
    for path in sorted((ROOT / folder).glob("*.py"))
]


@pytest.mark.parametrize(
    "path", SOURCES, ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_every_variable_that_is_read_is_explained(path):
    read = set(READ.findall(path.read_text())) - {"PATH"}
    assert {name for name in read if f"`{name}`" not in GUIDE} == set()


def test_every_variable_of_the_compose_file_that_must_be_set_is_explained():
    required = re.findall(r"\$\{(\w+):\?", (ROOT / "docker-compose.yml").read_text())
    assert {name for name in required if name not in GUIDE} == set()


def test_settings_for_real_pass_every_check_of_a_deployment():
    environment = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"][
        "web"
    ]["environment"]
    given = {
        name: re.sub(r"\$\{\w+:(?:-([^}]*)|\?[^}]*)\}", r"\1", str(value))
        for name, value in environment.items()
    }
    given |= {"DJANGO_SECRET_KEY": "a long key " * 7, "ALLOWED_HOSTS": "school.example"}
    checked = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        env={"PATH": os.environ["PATH"], "DJANGO_DEBUG": "0", **given},
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stderr
