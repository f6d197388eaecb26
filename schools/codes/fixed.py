"""What the law or national guidance fixes: shown beside the settings, never set."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fixed:
    """One thing that no school may choose."""

    label: str
    value: str
    source: str


FIXED: tuple[Fixed, ...] = (
    Fixed(
        "Registers a day",
        "one in the morning, one in the afternoon",
        "SI 2024/208 reg 10(1)",
    ),
    Fixed(
        "A change to a register keeps",
        "both entries, reason, day, name and position",
        "SI 2024/208 reg 6",
    ),
    Fixed("Registers are kept", "6 years from the entry", "SI 2024/208 reg 7"),
    Fixed(
        "N becomes O",
        "after 5 school days without a reason",
        "SI 2024/208 reg 10(7)-(9)",
    ),
    Fixed("Leave", "granted before, never afterwards", "SI 2024/208 reg 11"),
    Fixed(
        "Persistent absence",
        "10% or more of possible sessions missed",
        "WTISA 2024; national statistics",
    ),
    Fixed(
        "Severe absence",
        "50% or more of possible sessions missed",
        "WTISA 2024; national statistics",
    ),
    Fixed(
        "Penalty notice considered",
        "10 sessions of G, N, O or U in 10 school weeks",
        "WTISA 2024, National Framework",
    ),
)
