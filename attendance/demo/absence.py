"""Gives out a school's absence of a year, code by code, until the published rates are met."""

from __future__ import annotations

from random import Random

from attendance.demo.facts import AUTHORISED, BY_PHASE, UNAUTHORISED
from attendance.demo.families import Family
from attendance.demo.rows import YearRow
from attendance.demo.spells import SHAPES

_CODES = [code for code in f"{AUTHORISED} {UNAUTHORISED}".split() if code != "N"]
_TRIES = 60
_MUCH = 0.1
# How much likelier a code is where much is missed than where little is.
_LEANING = {"O": 2.5, "E": 4.0, "C2": 8.0, "U": 1.5, "G": 0.4, "C": 0.6, "M": 0.7}


class Urn:
    """The sessions of each code that are still to be given out at one school."""

    def __init__(self, phase: str, possible: int) -> None:
        facts = BY_PHASE[phase]
        self.left = {code: facts.rate(code) * possible for code in _CODES}
        # N is nobody's last word: what is published under it ends as O.
        self.left["O"] += facts.rate("N") * possible

    def draw(self, row: YearRow, rng: Random) -> str:
        """Draw a code for a pupil by what is left of each."""
        weights = [
            max(0.0, self.left[code])
            * (_LEANING.get(code, 1.0) if row.share > _MUCH else 1.0)
            for code in _CODES
        ]
        return rng.choices(_CODES, weights)[0] if any(weights) else "I"

    def take(self, code: str, sessions: int) -> None:
        """Count sessions as given out."""
        self.left[code] -= sessions


def paint_absence(
    rows: list[YearRow], families: list[Family], phase: str, rng: Random
) -> None:
    """Give every pupil as many missed sessions as their share says."""
    urn = Urn(phase, sum(row.possible for row in rows))
    for row in rng.sample(rows, len(rows)):
        _paint_row(row, families[row.stay.child.family], urn, rng)


def _paint_row(row: YearRow, family: Family, urn: Urn, rng: Random) -> None:
    left = round(row.share * row.possible)
    for _ in range(_TRIES * 4):
        if left <= 0:
            return
        code = urn.draw(row, rng)
        free = [s for s in SHAPES[code](row, family, rng) if row.is_free(s)][:left]
        if free:
            row.paint(code, free)
            urn.take(code, len(free))
            left -= len(free)
