"""When a school may ask for medical evidence, and what must come before a refusal.

Never as routine: only where there is genuine and reasonable doubt (WTISA 2024 para 374).
A school's own rules say what raises doubt; parents are told before an absence is
recorded as unauthorised.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from core.periods import Period
from followup.rules.returns import Absence, Marks, absences
from schools.rules.sessions import say_day

ILLNESS = "I"
LEAVE = frozenset({"C", "C1", "C2", "G", "H", "F"})


@dataclass(frozen=True, slots=True)
class Doubt:
    """One illness and the rule that lets the school ask."""

    rule: str
    first_day: date
    last_day: date
    words: str


def illnesses(marks: Marks) -> list[Absence]:
    """Return each stretch of illness, cut out of longer absences."""
    found = []
    for row in absences(marks):
        run = [
            (slot, code)
            for slot, code in zip(row.slots, row.codes, strict=True)
            if code == ILLNESS
        ]
        if run:
            found.append(
                Absence(
                    tuple(slot for slot, _ in run),
                    tuple(code for _, code in run),
                    row.back_on,
                )
            )
    return found


def doubts(
    marks: Marks,
    *,
    half_term: Period | None,
    after_days: int,
    spells: int,
    has_medical_need: bool,
) -> list[Doubt]:
    """Return each illness about which the school's rules let it ask."""
    ill = illnesses(marks)
    found = [
        _doubt(
            "long", row, f"{row.days} school days of illness; more than {after_days}."
        )
        for row in ill
        if row.days > after_days
    ]
    here = [row for row in ill if half_term and row.first_day in half_term]
    if len(here) >= spells and not has_medical_need:
        days = ", ".join(say_day(row.first_day) for row in here)
        found.append(
            _doubt(
                "spells",
                here[-1],
                f"{len(here)} separate illnesses in this half term: from {days}.",
            )
        )
    return found + [
        _doubt("after_leave", row, "Illness directly after leave in term time.")
        for row in ill
        if _follows_leave(row, marks)
    ]


def _doubt(rule: str, row: Absence, words: str) -> Doubt:
    return Doubt(rule, row.first_day, row.slots[-1].day, words)


def _follows_leave(row: Absence, marks: Marks) -> bool:
    before = [code for slot, code in marks if slot < row.slots[0] and code]
    return bool(before) and before[-1] in LEAVE


def refusal_to_unauthorise(
    *, is_authorised: bool | None, told: Iterable[int], parents: Sequence[int]
) -> str | None:
    """Say why an absence may not be recorded as unauthorised yet, or None."""
    if is_authorised is None:
        return "Decide first whether the evidence is enough."
    if is_authorised:
        return "The absence is authorised: there is nothing to record."
    if not set(told) & set(parents):
        return (
            "Tell a parent first: nobody learns from the register that an absence"
            " became unauthorised."
        )
    return None
