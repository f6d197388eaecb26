"""What the product imports is what an installation has."""

import ast
import re
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from attendance.stack.places import ROOT

PACKAGES = ("attendance", "core", "schools", "register", "letters", "followup", "cme",
            "interventions", "reports")  # fmt: skip


def installed_by(lock: str) -> set[str]:
    """Return the modules that a lock file installs."""
    names = re.findall(r"^([a-z0-9-]+)(?:\[.*\])?==", (ROOT / lock).read_text(), re.M)
    return {
        module
        for module, distributions in packages_distributions().items()
        if any(re.sub(r"[._]", "-", name).lower() in names for name in distributions)
    }


def imports_of(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("package", PACKAGES)
def test_the_product_imports_nothing_that_only_developers_have(package):
    # The stack starts the broker of a machine that has none, so it may use `local`.
    lock = (
        "requirements/local.txt" if package == "attendance" else "requirements/base.txt"
    )
    known = installed_by(lock) | set(PACKAGES) | sys.stdlib_module_names
    foreign = {
        f"{file.relative_to(ROOT)} imports {name}"
        for file in (ROOT / package).rglob("*.py")
        for name in imports_of(file)
        if name not in known
    }
    assert foreign == set()
