"""Who is on the premises: by arrivals and departures, never by the code alone.

A child back from the dentist at 09:20 is M and in the building; one who left at 10:15
is present and is not (docs: the registers say who attended, the desk who is here).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from enum import Enum

UNEXPLAINED = "N"


class Place(Enum):
    """Where a pupil is, as far as register and desk know."""

    IN = "in"
    OUT = "out"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing that says where a pupil was: at what time, where, and by what."""

    at: time
    place: Place
    words: str


@dataclass(frozen=True, slots=True)
class MarkSeen:
    """A session that has opened, and the mark that stands for it, if any."""

    opens: time
    code: str | None
    is_on_site: bool
    words: str


def place_of(
    marks: Iterable[MarkSeen],
    arrivals: Iterable[time] = (),
    departures: Iterable[tuple[time, time | None]] = (),
) -> Seen:
    """Return the last thing that is known of where a pupil is today.

    A mark speaks of the moment its register opened, so whoever came or left after that
    is where the desk says. An N says that nobody knows. A session without a mark yet
    says nothing new; a day without any is unknown.
    """
    seen = [Seen(time.min, Place.UNKNOWN, "not marked yet")]
    seen += [_of_mark(mark) for mark in marks if mark.code is not None]
    seen += [Seen(at, Place.IN, f"signed in {at:%H:%M}") for at in arrivals]
    for left, returned in departures:
        seen.append(Seen(left, Place.OUT, f"signed out {left:%H:%M}"))
        if returned is not None:
            seen.append(Seen(returned, Place.IN, f"back {returned:%H:%M}"))
    # Of two at one moment the later in the list holds: the desk saw the pupil.
    return max(enumerate(seen), key=lambda pair: (pair[1].at, pair[0]))[1]


def _of_mark(mark: MarkSeen) -> Seen:
    if mark.code == UNEXPLAINED:
        return Seen(mark.opens, Place.UNKNOWN, "N: nobody knows")
    place = Place.IN if mark.is_on_site else Place.OUT
    return Seen(mark.opens, place, mark.words)
