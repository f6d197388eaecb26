"""What people type, and what became of it."""

import datetime as dt
from dataclasses import dataclass, field
from typing import NamedTuple


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One mark as typed: for whom, which code, and the version it was made from.

    Version 0 is an unmarked pupil. Without a code the entry is withdrawn again.
    `pressed_at` is the device's moment, for a mark that waited for a network.
    """

    enrolment_id: int
    code: str | None
    version: int
    minutes_late: int | None = None
    nature: str = ""
    note: str = ""
    reason: str = ""
    pressed_at: dt.datetime | None = None


class Standing(NamedTuple):
    """The entry that stands in the register; the columns of a row, in order."""

    enrolment_id: int
    code: str | None
    version: int
    minutes_late: int | None
    at: dt.datetime
    by_id: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two people marked one pupil differently: both entries, so that both are shown."""

    typed: Entry
    standing: Standing


@dataclass(frozen=True, slots=True)
class Refused:
    """An entry that a rule forbids, with the rule's sentence."""

    typed: Entry
    sentence: str
    rule: str


@dataclass(slots=True)
class Outcome:
    """What became of each entry; every entry is in exactly one of the three."""

    saved: list[Standing] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Tell whether everything that was typed stands."""
        return not self.conflicts and not self.refused
