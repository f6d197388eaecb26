"""How much of a year each pupil misses: few miss much, as everywhere.

Shares are given out by rank, so that persistent and severe absence come out as they are
published, and the rest of the pupils share what is left of the published absence.
"""

from __future__ import annotations

from random import Random

from attendance.demo.facts import AUTHORISED, BY_PHASE, UNAUTHORISED
from attendance.demo.rows import YearRow

_PERSISTENT = 0.103  # not 0.100: an integer of sessions must reach a tenth
_NEARLY = 0.095
_ROUNDNESS = 1.2


def give_shares(rows: list[YearRow], phase: str, rng: Random) -> None:
    """Set each row's share of possible sessions to miss."""
    facts = BY_PHASE[phase]
    ordered = sorted(rows, key=lambda row: _leaning(row, rng))
    severe = round(len(rows) * facts.severe_percent / 100)
    persistent = round(len(rows) * facts.persistent_percent / 100)
    for rank, row in enumerate(ordered[:persistent]):
        if rank < severe:
            row.share = rng.uniform(0.51, 0.75)
        else:
            row.share = _PERSISTENT + min(0.36, rng.expovariate(1 / 0.075))
    rate = facts.rate_of(AUTHORISED) + facts.rate_of(UNAUTHORISED)
    wanted = rate * sum(row.possible for row in rows) - _missed(ordered[:persistent])
    _give_rest(ordered[persistent:], wanted, rng)


def _leaning(row: YearRow, rng: Random) -> float:
    """Order pupils by a lasting leaning with some luck: who misses much does so again."""
    child = row.stay.child
    lasting = Random(f"leaning {child.identity}").random()  # noqa: S311 - a demonstration
    return lasting + 0.12 * rng.random()


def _missed(rows: list[YearRow]) -> float:
    return sum(row.share * row.possible for row in rows)


def _give_rest(rows: list[YearRow], wanted: float, rng: Random) -> None:
    """Spread so many sessions over pupils below the threshold, most of them far below."""
    possible = sum(row.possible for row in rows)
    mean = min(0.8, max(0.05, wanted / possible / _NEARLY)) if possible else 0.5
    for row in rows:
        row.share = _NEARLY * rng.betavariate(
            _ROUNDNESS, _ROUNDNESS * (1 - mean) / mean
        )
    given = _missed(rows)
    for row in rows:
        row.share = min(_NEARLY, row.share * wanted / given) if given else 0.0
