"""A school's bands of attendance: what they are, and whether they make sense."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

_ALL = Fraction(100)


@dataclass(frozen=True, slots=True)
class Band:
    """Attendance at or above a percentage, up to the band before it.

    Never colour alone: each has a shape and words besides. `colour` names a token of
    the style sheet, not a colour.
    """

    name: str
    at_least: Fraction
    shape: str
    colour: str
    words: str


def check_bands(bands: Sequence[Band]) -> None:
    """Raise unless the bands fall one below the other and the last begins at 0."""
    floors = [band.at_least for band in bands]
    if not floors or floors[-1] != 0:
        msg = "The last band must begin at 0%, so that every figure has a band."
        raise ValueError(msg)
    if floors != sorted(set(floors), reverse=True) or floors[0] > _ALL:
        msg = "Each band must begin lower than the one before it, from 100% down."
        raise ValueError(msg)


def band_of(attended: int, possible: int, bands: Sequence[Band]) -> Band | None:
    """Return the band of an attendance, None where no session was possible.

    Bands are half-open, [95, 97): 96.95% is below 97 however it is printed (DEF-08).
    """
    if possible == 0:
        return None
    attendance = Fraction(100 * attended, possible)
    return next(band for band in bands if attendance >= band.at_least)
