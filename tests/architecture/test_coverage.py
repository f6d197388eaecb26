"""docs/coverage.csv is true to the row: every feature is in it, every test it names is."""

import ast
import csv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


def rows_of(path: str) -> list[dict[str, str]]:
    with (ROOT / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = rows_of("docs/coverage.csv")


def test_every_feature_of_the_policies_has_its_row_and_app():
    features = {(row["id"], row["app"]) for row in rows_of("tests/facts/features.csv")}
    assert len(features) == 201
    assert [(row["id"], row["app"]) for row in ROWS] == [
        (row["id"], row["app"]) for row in rows_of("tests/facts/features.csv")
    ]


def test_a_row_works_or_is_planned():
    assert {row["state"] for row in ROWS} <= {"works", "planned"}


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row["state"] == "works"], ids=lambda row: row["id"]
)
def test_what_works_says_where_and_names_a_test_that_exists(row):
    path, _, name = row["test"].partition("::")
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    assert row["where"]
    assert name in functions
