"""Facts that the rules are tested against, each with its source, kept in the tree.

`codes.csv`: what each attendance code counts as and who may be given it, by code set.
`dfe_code_counts_2025_26.csv`: the DfE's own counts by code and the rates it published
from them (Pupil attendance in schools, 2025/26 to 10 July 2026, England).
`worked_examples.json`: examples with their answers, each published or derived.
"""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

from core.periods import Period
from schools.rules.calendar import SchoolCalendar
from schools.rules.terms import Closure, ClosureKind, HalfTerm

_HERE = Path(__file__).parent


def code_facts() -> list[dict[str, str]]:
    with (_HERE / "codes.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def dfe_counts() -> list[dict[str, str]]:
    path = _HERE / "dfe_code_counts_2025_26.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def worked_examples() -> dict[str, dict[str, Any]]:
    text = (_HERE / "worked_examples.json").read_text(encoding="utf-8")
    return {example["id"]: example for example in json.loads(text)}


def calendar_of(facts: dict[str, Any]) -> SchoolCalendar:
    """Make the calendar that an example describes: first and last day, and closures."""
    return SchoolCalendar(
        half_terms=(HalfTerm("Year", "Year", _through(facts["from"], facts["to"])),),
        closures=tuple(
            Closure(_through(first, last), ClosureKind.CLOSURE)
            for first, last in facts["closed"]
        ),
    )


def _through(first: str, last: str) -> Period:
    return Period.through(date.fromisoformat(first), date.fromisoformat(last))
