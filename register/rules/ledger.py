"""What the ledger says: each entry in its order, and what stood at a moment.

The first entry of a mark is version 1 and each change is the next, whatever clocks
said; their moments never go backwards (a trigger sees to it). So what stood at a moment
is, for each pupil and session, the last version that was made until then.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from schools.rules.sessions import Slot

WHILE_OPEN = "Corrected while the register was open"
AGAIN = "Marked again after the entry was withdrawn"
REOPENED = "Register reopened: "
LONGEST_REASON = 200

Place = tuple[int, int]
"""A slot's number and an enrolment: where a mark stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """One entry with everything that was said with it, by whom and when."""

    slot: Slot
    enrolment_id: int
    version: int
    code: str | None
    minutes_late: int | None
    at: datetime
    by_id: int
    by_name: str
    by_position: str
    reason: str = ""
    nature: str = ""
    note: str = ""
    device_at: datetime | None = None
    stands: bool = False

    @property
    def place(self) -> Place:
        return (self.slot.number, self.enrolment_id)

    @property
    def is_first(self) -> bool:
        return self.version == 1

    @property
    def is_correction(self) -> bool:
        """Tell whether it changed a mark while the register was still being taken."""
        return self.reason == WHILE_OPEN


def as_it_stood(lines: Iterable[LedgerLine], at: datetime) -> dict[Place, LedgerLine]:
    """Return the entry of each mark that stood at a moment, that moment included."""
    stood: dict[Place, LedgerLine] = {}
    for line in lines:
        known = stood.get(line.place)
        if line.at <= at and (known is None or line.version > known.version):
            stood[line.place] = line
    return stood


def by_place(lines: Iterable[LedgerLine]) -> dict[Place, tuple[LedgerLine, ...]]:
    """Return the entries of each mark, the first one first."""
    grouped: dict[Place, list[LedgerLine]] = {}
    for line in lines:
        grouped.setdefault(line.place, []).append(line)
    return {
        place: tuple(sorted(made, key=lambda line: line.version))
        for place, made in grouped.items()
    }


def moments_of_change(lines: Iterable[LedgerLine]) -> tuple[datetime, ...]:
    """Return the moments at which a mark was changed, each once, in order."""
    return tuple(sorted({line.at for line in lines if not line.is_first}))


def versions_missing(made: Sequence[LedgerLine]) -> tuple[int, ...]:
    """Return the versions of one mark that its ledger ought to have and has not."""
    have = {line.version for line in made}
    return tuple(n for n in range(1, max(have, default=0) + 1) if n not in have)


def reason_known(
    *, was_withdrawn: bool, has_closed: bool, reopened_for: str | None
) -> str:
    """Return why a mark changes where that is known without asking, else nothing.

    Until the close the register was being taken; while it is open again the reason is
    that of the reopening; after a withdrawal the place was empty.
    """
    if not has_closed:
        return WHILE_OPEN
    if reopened_for is not None:
        return f"{REOPENED}{reopened_for}"[:LONGEST_REASON]
    return AGAIN if was_withdrawn else ""
