"""Habits that the build keeps: where data is reached, where the clock is read."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("schools", "register", "letters", "followup", "cme", "interventions", "reports")
# The clock is read at the edge: views, tasks, commands (and their api).
INLINE = re.compile(r"<style|<[a-z][^>]*\s(style|on[a-z]+|hx-on[^=]*)\s*=|javascript:")
EDGES = {"views", "api", "tasks", "management"}


def modules(*parts: str) -> Iterator[tuple[Path, ast.Module]]:
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            layer = path.relative_to(ROOT / app).parts[0].removesuffix(".py")
            if not parts or layer in parts:
                yield path, ast.parse(path.read_text(encoding="utf-8"))


def test_views_and_api_reach_data_through_selectors_and_services_only():
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path, tree in modules("views", "api")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "objects"
    ]
    assert found == []


def test_only_the_edge_reads_the_clock():
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path, tree in modules()
        if path.relative_to(ROOT).parts[1].removesuffix(".py") not in EDGES
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func)
        in {"clock.now", "clock.today", "clock.real_now", "timezone.now", "date.today"}
    ]
    assert found == []


def test_templates_have_no_inline_style_script_or_handler():
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in (ROOT / "templates").rglob("*.jinja")
        for match in INLINE.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []
