"""Runs the unit tests of the scripts, which are written beside this file."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from attendance.stack.places import ROOT

TESTS = sorted((Path(__file__).parent / "js").glob("*.test.ts"))
PATH = os.pathsep.join([str(ROOT / ".venv" / "bin"), os.environ["PATH"]])
ESBUILD = ROOT / "node_modules" / "esbuild" / "bin" / "esbuild"


@pytest.mark.skipif(
    not ESBUILD.exists(), reason="the front end's packages are not fetched"
)
@pytest.mark.parametrize("source", TESTS, ids=lambda path: path.name)
def test_the_scripts_keep_their_rules(source: Path, tmp_path: Path) -> None:
    node = shutil.which("node", path=PATH)
    assert node
    built = tmp_path / "built.test.mjs"
    arguments = ["--bundle", "--platform=node", "--format=esm", f"--outfile={built}"]
    _run(node, str(ESBUILD), str(source), "--log-level=warning", *arguments)
    _run(node, "--test", str(built))


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
