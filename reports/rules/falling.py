"""Whose attendance fell most, and who stands close to a threshold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from register.rules.thresholds import is_persistently_absent, sessions_to_go

RECENT_DAYS = 5
BEFORE_DAYS = 20
CLOSE_SESSIONS = 4


@dataclass(frozen=True, slots=True)
class Fall:
    """A pupil's attendance of the last days beside that of the days before."""

    enrolment_id: int
    attended: int
    possible: int
    attended_before: int
    possible_before: int

    @property
    def points(self) -> Fraction:
        """Return by how many percentage points attendance fell, negative for a rise."""
        return 100 * (
            Fraction(self.attended_before, self.possible_before)
            - Fraction(self.attended, self.possible)
        )


def biggest_falls(rows: Iterable[Fall]) -> list[Fall]:
    """Return those who fell, the biggest fall first; equals in order of number.

    A pupil without a possible session in either part has no fall.
    """
    known = [row for row in rows if row.possible and row.possible_before]
    falls = [row for row in known if row.points > 0]
    return sorted(falls, key=lambda row: (-row.points, row.enrolment_id))


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a pupil stands against persistent absence, now and some days ago."""

    enrolment_id: int
    missed: int
    possible: int
    missed_before: int
    possible_before: int

    @property
    def is_persistent(self) -> bool:
        return is_persistently_absent(self.missed, self.possible)

    @property
    def is_newly_persistent(self) -> bool:
        """Tell whether the pupil crossed the threshold within the days."""
        return self.is_persistent and not is_persistently_absent(
            self.missed_before, self.possible_before
        )


def near_threshold(
    rows: Iterable[Standing], *, left: int, within: int = CLOSE_SESSIONS
) -> list[tuple[Standing, int]]:
    """Return newly persistent pupils, then those a few missed sessions away.

    With each: sessions to miss in a row until the threshold, 0 where it is passed.
    """
    found: list[tuple[Standing, int]] = []
    for row in rows:
        if row.is_newly_persistent:
            found.append((row, 0))
        elif row.possible and not row.is_persistent:
            steps = sessions_to_go(row.missed, row.possible, left).missed_in_a_row
            if steps is not None and steps <= within:
                found.append((row, steps))
    return sorted(
        found, key=lambda pair: (pair[1], -_share(pair[0]), pair[0].enrolment_id)
    )


def _share(row: Standing) -> Fraction:
    return Fraction(row.missed, row.possible)
