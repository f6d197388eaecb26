"""How much of a year each pupil misses: few miss much, as everywhere.

Shares are given out by rank, so that persistent and severe absence come out as they are
published, and the rest of the pupils share what is left of the published absence.
"""

from __future__ import annotations

from random import Random

from attendance.demo.facts import AUTHORISED, BY_PHASE, UNAUTHORISED
from attendance.demo.rows import YearRow

_PERSISTENT = 0.103  # not 0.100: an integer of sessions must reach a tenth
_NEARLY = 0.094


def give_shares(rows: list[YearRow], phase: str, rng: Random) -> None:
    """Set each row's share of possible sessions to miss."""
    facts = BY_PHASE[phase]
    ordered = sorted(rows, key=lambda row: _leaning(row, rng))
    severe = round(len(rows) * facts.severe_percent / 100)
    persistent = round(len(rows) * facts.persistent_percent / 100)
    for rank, row in enumerate(ordered):
        if rank < severe:
            row.share = rng.uniform(0.51, 0.75)
        elif rank < persistent:
            row.share = _PERSISTENT + min(0.36, rng.expovariate(1 / 0.075))
        else:
            row.share = min(_NEARLY, rng.expovariate(1 / 0.03))
    _meet(ordered, persistent, facts.rate_of(AUTHORISED) + facts.rate_of(UNAUTHORISED))


def _leaning(row: YearRow, rng: Random) -> float:
    """Order pupils by a lasting leaning with some luck: who misses much does so again."""
    child = row.stay.child
    lasting = Random(f"leaning {child.identity}").random()  # noqa: S311 - a demonstration
    return lasting + 0.12 * rng.random()


def _meet(ordered: list[YearRow], persistent: int, rate: float) -> None:
    """Scale the shares of those below the threshold until the whole meets the rate."""
    possible = sum(row.possible for row in ordered)
    for _ in range(20):
        missed = sum(row.share * row.possible for row in ordered)
        rest = ordered[persistent:]
        theirs = sum(row.share * row.possible for row in rest)
        wanted = theirs + rate * possible - missed
        if theirs <= 0 or wanted <= 0 or abs(rate * possible - missed) < 1:
            break
        for row in rest:
            row.share = min(_NEARLY, row.share * wanted / theirs)
